import fc from 'fast-check'
import type { IndicatorRow } from '../../shared/indicators/indicator-row.ts'
import { DATA_QUALITIES } from '../../shared/market-data/data-quality.ts'
import type { Features } from '../../shared/signals/features.ts'
import { STRONG } from './strong-features.ts'

const price = fc.double({ min: 1, max: 2_000, noNaN: true })
const ratio = fc.double({ min: 0, max: 10, noNaN: true })
const percent = fc.double({ min: 0, max: 100, noNaN: true })
const signed = fc.double({ min: -50, max: 50, noNaN: true })

const row: fc.Arbitrary<IndicatorRow> = fc.record(
  {
    sma20: price,
    sma50: price,
    sma200: price,
    rsi14: percent,
    ema12: price,
    ema26: price,
    adx14: percent,
    plusDi14: percent,
    minusDi14: percent,
    realizedVolatility5: ratio,
    realizedVolatility20: ratio,
    macd: signed,
    macdSignal: signed,
    macdHistogram: signed,
    bollingerUpper: price,
    bollingerLower: price,
    stochasticK: percent,
    stochasticD: percent,
    doji: fc.boolean(),
    hammer: fc.boolean(),
    bullishEngulfing: fc.boolean(),
    morningStar: fc.boolean(),
  },
  { requiredKeys: [] },
)

const today = fc.record({ open: price, high: price, low: price, close: price, volume: fc.nat() })

const openingRange = fc.record({ high: price, low: price, fixed: fc.boolean() })

const news = fc.record({
  distinctItems: fc.nat({ max: 50 }),
  score: fc.double({ min: -1, max: 1, noNaN: true }),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  newestAt: fc.constant(STRONG.time),
})

/** Any features at all, with anything missing, however unlikely their combination. */
export const anyFeatures: fc.Arbitrary<Features> = fc
  .record(
    {
      price,
      spreadBps: fc.double({ min: 0, max: 200, noNaN: true }),
      quality: fc.constantFrom(...DATA_QUALITIES),
      today,
      daily: row,
      dailyPrevious: row,
      rsi14FiveMinute: percent,
      rsi14FiveMinutePrevious: percent,
      volumeRatio: ratio,
      volumeSurge: ratio,
      priceVolumeCorrelation: fc.double({ min: -1, max: 1, noNaN: true }),
      buyPressure: fc.double({ min: 0, max: 1, noNaN: true }),
      twentyBarReturnPct: signed,
      openingRange,
      lastMinuteClose: price,
      velocity: signed,
      volumeBreakout: ratio,
      minuteTrendPct: signed,
      obvSlope: signed,
      sessionVwap: price,
      averageVolume20: fc.nat(),
      news,
    },
    { requiredKeys: ['price', 'spreadBps', 'quality'] },
  )
  .map((figures) => ({
    instrument: STRONG.instrument,
    time: STRONG.time,
    mid: figures.price,
    ...figures,
  }))
