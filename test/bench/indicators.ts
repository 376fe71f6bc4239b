import { AccumulationDistribution } from '../../shared/indicators/accumulation-distribution.ts'
import { Adx } from '../../shared/indicators/adx.ts'
import { Atr } from '../../shared/indicators/atr.ts'
import { Bollinger } from '../../shared/indicators/bollinger.ts'
import { Cci } from '../../shared/indicators/cci.ts'
import { Ema } from '../../shared/indicators/ema.ts'
import type { IndicatorBar } from '../../shared/indicators/indicator-bar.ts'
import { IndicatorSet } from '../../shared/indicators/indicator-set.ts'
import { Keltner } from '../../shared/indicators/keltner.ts'
import { Macd } from '../../shared/indicators/macd.ts'
import { Mfi } from '../../shared/indicators/mfi.ts'
import { Obv } from '../../shared/indicators/obv.ts'
import { RealizedVolatility } from '../../shared/indicators/realized-volatility.ts'
import { Roc } from '../../shared/indicators/roc.ts'
import { Rsi } from '../../shared/indicators/rsi.ts'
import { Sma } from '../../shared/indicators/sma.ts'
import { Stochastic } from '../../shared/indicators/stochastic.ts'
import { Vwap } from '../../shared/indicators/vwap.ts'
import { WilliamsR } from '../../shared/indicators/williams-r.ts'
import { CandlePatterns } from '../../shared/patterns/candle-patterns.ts'
import { type Bench, type Effort, type Figure, figureOf } from './figure.ts'
import { kept, millisecondsARound } from './measure.ts'
import { waveBars } from './wave-bars.ts'

const BARS = 100_000
const NS_A_MS = 1_000_000

type SessionBar = Required<IndicatorBar>

/** The two ways to ask an indicator. */
interface Asked<Input> {
  next(input: Input): unknown
  peek(input: Input): unknown
}

const ofClose: Readonly<Record<string, () => Asked<number>>> = {
  'SMA 20': () => new Sma(20),
  'EMA 12': () => new Ema(12),
  'RSI 14': () => new Rsi(14),
  'MACD 12/26/9': () => new Macd({ fast: 12, slow: 26, signal: 9 }),
  'Bollinger 20': () => new Bollinger(20, 2),
  'ROC 10': () => new Roc(10),
  'realized volatility 20': () => new RealizedVolatility(20),
}

const ofBar: Readonly<Record<string, () => Asked<SessionBar>>> = {
  'ATR 14': () => new Atr(14),
  'ADX 14': () => new Adx(14),
  'stochastic 14/3/3': () => new Stochastic({ range: 14, k: 3, d: 3 }),
  'CCI 20': () => new Cci(20),
  'Williams %R 14': () => new WilliamsR(14),
  'MFI 14': () => new Mfi(14),
  OBV: () => new Obv(),
  'accumulation/distribution': () => new AccumulationDistribution(),
  VWAP: () => new Vwap(),
  'Keltner 20': () => new Keltner(20, 2),
  'candle patterns': () => new CandlePatterns(),
  'IndicatorSet, all of them': () => new IndicatorSet(),
}

/** Time a bar of each indicator alone and of all of them together, for completed and for developing bars. */
export const indicators: Bench = {
  name: 'indicators',
  run(effort) {
    const bars = waveBars(Math.round(BARS * effort.scale))
    const closes = bars.map(({ close }) => close)
    return [
      ...Object.entries(ofClose).flatMap(([name, make]) => timed(name, make, closes, effort)),
      ...Object.entries(ofBar).flatMap(([name, make]) => timed(name, make, bars, effort)),
    ]
  },
}

function timed<Input>(
  name: string,
  make: () => Asked<Input>,
  inputs: readonly Input[],
  effort: Effort,
): readonly Figure[] {
  const fed = make()
  for (const input of inputs) fed.next(input)
  const nsABar = (method: string, work: () => void) =>
    figureOf(
      { group: 'indicators', name: `${name} ${method}`, unit: 'ns' },
      millisecondsARound(effort, work).map((ms) => (ms * NS_A_MS) / inputs.length),
    )
  return [
    nsABar('next', () => {
      const fresh = make()
      for (const input of inputs) kept.answer = fresh.next(input)
    }),
    nsABar('peek', () => {
      for (const input of inputs) kept.answer = fed.peek(input)
    }),
  ]
}
