import { expect, test } from '@jest/globals'
import { strategies } from '../../../shared/strategies/registry.ts'

test('every strategy has its own name', () => {
  expect(strategies.map(({ id, family }) => [id, family])).toEqual([
    ['standard', 'trend'],
    ['advanced', 'trend'],
    ['quantum', 'momentum'],
    ['rsi-positivity', 'momentum'],
    ['buyers-volume-surging', 'volume'],
    ['orb-breakout', 'breakout'],
    ['news-sentiment', 'news'],
    ['technical-confirmation', 'mean'],
  ])
})
