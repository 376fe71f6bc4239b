import { expect, test } from '@jest/globals'
import type { Features } from '../../../shared/signals/features.ts'
import { strategies } from '../../../shared/strategies/registry.ts'
import { strategyContract } from '../../contract/strategy-contract.ts'
import { STRONG } from '../../support/strong-features.ts'

/** What turns the strong case into one without a vote, for each strategy. */
const AGAINST: Readonly<Record<string, Partial<Features>>> = {
  standard: { daily: { ...STRONG.daily, rsi14: 40, sma20: 55 }, volumeRatio: 0.5 },
  'rsi-positivity': { rsi14FiveMinute: 45 },
  'buyers-volume-surging': { volumeRatio: 1 },
  'orb-breakout': { lastMinuteClose: 49 },
}

for (const strategy of strategies)
  strategyContract(strategy, { for: STRONG, against: { ...STRONG, ...AGAINST[strategy.id] } })

test('every strategy has its case against a vote', () => {
  expect(Object.keys(AGAINST)).toEqual(strategies.map(({ id }) => id))
})
