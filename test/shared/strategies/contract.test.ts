import { expect, test } from '@jest/globals'
import { ticker } from '../../../shared/domain/ids.ts'
import type { Features } from '../../../shared/signals/features.ts'
import { strategies } from '../../../shared/strategies/registry.ts'
import { findInstrument } from '../../../shared/symbols/registry.ts'
import { strategyContract } from '../../contract/strategy-contract.ts'
import { STRONG } from '../../support/strong-features.ts'

/** Good news for the Nasdaq-100 are bad ones for what is sold short on it. */
const AGAINST_THE_INDEX = instrumentOf('SQQQ')

/** What turns the strong case into one without a vote, for each strategy. */
const AGAINST: Readonly<Record<string, Partial<Features>>> = {
  standard: { daily: { ...STRONG.daily, rsi14: 40, sma20: 55 }, volumeRatio: 0.5 },
  advanced: { price: 48.2, volumeRatio: 1, volumeSurge: 0, daily: { ...STRONG.daily, rsi14: 40 } },
  quantum: { velocity: -1, volumeBreakout: 0, volumeRatio: 1, volumeSurge: 0, minuteTrendPct: -1 },
  'rsi-positivity': { rsi14FiveMinute: 45 },
  'buyers-volume-surging': { volumeRatio: 1 },
  'orb-breakout': { lastMinuteClose: 49 },
  'news-sentiment': { instrument: AGAINST_THE_INDEX },
  'technical-confirmation': { obvSlope: -1, sessionVwap: 51, daily: { ...STRONG.daily, adx14: 15 } },
}

for (const strategy of strategies)
  strategyContract(strategy, { for: STRONG, against: { ...STRONG, ...AGAINST[strategy.id] } })

test('every strategy has its case against a vote', () => {
  expect(Object.keys(AGAINST)).toEqual(strategies.map(({ id }) => id))
})

function instrumentOf(symbol: string) {
  const instrument = findInstrument(ticker(symbol))
  if (!instrument) throw new Error(`the registry knows ${symbol}`)
  return instrument
}
