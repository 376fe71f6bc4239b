import { ticker } from '../../shared/domain/ids.ts'
import type { Features } from '../../shared/signals/features.ts'
import { findInstrument } from '../../shared/symbols/registry.ts'
import { atMinute } from './session.ts'

const instrument = findInstrument(ticker('TQQQ'))
if (!instrument) throw new Error('the registry knows TQQQ')

/** An hour into the day, a breakout on twice the usual volume in an up-trend: every part of it speaks for an entry. */
export const STRONG: Features = {
  instrument,
  time: atMinute(60),
  price: 50,
  mid: 50,
  spreadBps: 4,
  quality: 'excellent',
  today: { open: 48.5, high: 50.1, low: 48.2, close: 50, volume: 2_000_000 },
  daily: {
    sma20: 46,
    sma50: 44,
    sma200: 40,
    rsi14: 65,
    macd: 1.2,
    macdSignal: 0.9,
    macdHistogram: 0.3,
    bollingerUpper: 51.2,
    bollingerMiddle: 46,
    bollingerLower: 40.8,
    stochasticK: 85,
    stochasticD: 78,
    ema12: 47.5,
    ema26: 46.3,
    adx14: 28,
    plusDi14: 30,
    minusDi14: 14,
    realizedVolatility5: 0.5,
    realizedVolatility20: 0.45,
    doji: false,
    hammer: false,
    bullishEngulfing: false,
    morningStar: false,
  },
  dailyPrevious: { rsi14: 60, macdHistogram: 0.2 },
  rsi14FiveMinute: 68,
  rsi14FiveMinutePrevious: 64,
  volumeRatio: 2.2,
  volumeSurge: 2.4,
  priceVolumeCorrelation: 0.75,
  buyPressure: 0.8,
  twentyBarReturnPct: 8,
  openingRange: { high: 49.2, low: 48.2, fixed: true },
  lastMinuteClose: 49.95,
  velocity: 1.6,
  volumeBreakout: 2.1,
  minuteTrendPct: 0.6,
  obvSlope: 12_000,
  sessionVwap: 49.3,
  atr14: 1.4,
  averageVolume20: 5_000_000,
  averageDollarVolume20: 240_000_000,
  news: { distinctItems: 5, score: 0.6, confidence: 0.8, newestAt: atMinute(40) },
}
