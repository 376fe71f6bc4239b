import { expect, test } from '@jest/globals'
import { strategies } from '../../../shared/strategies/registry.ts'

test('every strategy has its own name', () => {
  expect(strategies.map(({ id, family }) => [id, family])).toEqual([
    ['standard', 'trend'],
    ['rsi-positivity', 'momentum'],
    ['buyers-volume-surging', 'volume'],
    ['orb-breakout', 'breakout'],
  ])
})
