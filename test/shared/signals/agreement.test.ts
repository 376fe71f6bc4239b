import { expect, test } from '@jest/globals'
import { agreementOf } from '../../../shared/signals/agreement.ts'
import type { StrategyFamily } from '../../../shared/strategies/strategy.ts'

test.each<[StrategyFamily[], string, number]>([
  [[], 'NONE', 0],
  [['trend'], 'LOW', 0],
  [['trend', 'momentum'], 'MEDIUM', 0.02],
  [['trend', 'momentum', 'volume'], 'HIGH', 0.04],
  [['trend', 'momentum', 'volume', 'breakout'], 'MAXIMUM', 0.06],
  [['trend', 'momentum', 'volume', 'breakout', 'news', 'mean'], 'MAXIMUM', 0.06],
])('%j agree %s with a bonus of %d', (families, level, bonus) => {
  expect(agreementOf(families)).toEqual({ level, bonus, families: [...families].sort() })
})

test('two strategies of one family count once', () => {
  expect(agreementOf(['trend', 'trend', 'momentum', 'trend'])).toMatchObject({ level: 'MEDIUM' })
})
