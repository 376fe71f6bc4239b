import * as tradingSignals from 'trading-signals'
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
import { type Ours, type Peer, peerOf } from './peer.ts'
import { waveBars } from './wave-bars.ts'

export type SessionBar = Required<IndicatorBar>

/** One of our indicators, and the one of `trading-signals` that does the same where there is one. */
export interface Subject<Input, Answer = unknown> {
  readonly name: string
  make(): Ours<Input, Answer>
  readonly peer: Peer<Input, Answer> | undefined
}

const EMA_SEED = 'its EMA starts from the first input'
const RANGE_SEED = 'its true range starts at the first bar'

const firstVolume = waveBars(1)[0]?.volume ?? 0

/** Fed with closes. */
export const closeSubjects: readonly Subject<number>[] = [
  subject(
    'SMA 20',
    () => new Sma(20),
    plain(() => new tradingSignals.SMA(20)),
  ),
  subject(
    'EMA 12',
    () => new Ema(12),
    plain(() => new tradingSignals.EMA(12), EMA_SEED),
  ),
  subject(
    'RSI 14',
    () => new Rsi(14),
    plain(() => new tradingSignals.RSI(14)),
  ),
  subject(
    'MACD 12/26/9',
    () => new Macd({ fast: 12, slow: 26, signal: 9 }),
    peerOf(theirMacd, {
      ours: ({ line, signal, histogram }) => [line, signal, histogram],
      theirs: ({ macd, signal, histogram }) => [macd, signal, histogram],
      remark: EMA_SEED,
    }),
  ),
  subject(
    'Bollinger 20',
    () => new Bollinger(20, 2),
    peerOf(() => new tradingSignals.BollingerBands(20, 2), {
      ours: bands,
      theirs: bands,
      remark: 'without a width',
    }),
  ),
  subject(
    'ROC 10',
    () => new Roc(10),
    peerOf(() => new tradingSignals.ROC(10), { ours: alone, theirs: (share) => [share * 100] }),
  ),
  subject('realized volatility 20', () => new RealizedVolatility(20)),
]

/** Fed with whole bars. */
export const barSubjects: readonly Subject<SessionBar>[] = [
  subject(
    'ATR 14',
    () => new Atr(14),
    plain(() => new tradingSignals.ATR(14), RANGE_SEED),
  ),
  subject(
    'ADX 14',
    () => new Adx(14),
    peerOf(() => new tradingSignals.ADX(14), {
      ours: ({ adx }) => (adx === undefined ? [] : [adx]),
      theirs: alone,
      remark: RANGE_SEED,
    }),
  ),
  subject(
    'stochastic 14/3/3',
    () => new Stochastic({ range: 14, k: 3, d: 3 }),
    peerOf(() => new tradingSignals.StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }), {
      ours: ({ k, d }) => [k, d],
      theirs: ({ stochK, stochD }) => [stochK, stochD],
    }),
  ),
  subject(
    'CCI 20',
    () => new Cci(20),
    plain(() => new tradingSignals.CCI(20)),
  ),
  subject(
    'Williams %R 14',
    () => new WilliamsR(14),
    plain(() => new tradingSignals.WilliamsR(14)),
  ),
  subject(
    'MFI 14',
    () => new Mfi(14),
    plain(() => new tradingSignals.MFI(14)),
  ),
  subject(
    'OBV',
    () => new Obv(),
    peerOf(() => new tradingSignals.OBV(2), {
      ours: alone,
      theirs: (total) => [total + firstVolume],
      remark: 'it starts from 0, not from the first volume',
    }),
  ),
  subject(
    'accumulation/distribution',
    () => new AccumulationDistribution(),
    plain(() => new tradingSignals.AD()),
  ),
  subject(
    'VWAP',
    () => new Vwap(),
    plain(() => new VwapOfSession(), 'it is made anew for each session'),
  ),
  subject(
    'Keltner 20',
    () => new Keltner(20, 2),
    peerOf(() => new tradingSignals.KeltnerChannels({ emaInterval: 20, atrInterval: 20, multiplier: 2 }), {
      ours: bands,
      theirs: bands,
      remark: `${EMA_SEED}, ${RANGE_SEED}`,
    }),
  ),
  subject('candle patterns', () => new CandlePatterns()),
  subject('IndicatorSet, all of them', () => new IndicatorSet()),
]

function subject<Input, Answer>(
  name: string,
  make: () => Ours<Input, Answer>,
  peer?: Peer<Input, Answer>,
): Subject<Input, Answer> {
  return { name, make, peer }
}

/** A peer whose answer is one number, in our unit. */
function plain<Input>(
  make: () => { add(input: Input): number | null },
  remark?: string,
): Peer<Input, number> {
  return peerOf(make, { ours: alone, theirs: alone, ...(remark !== undefined && { remark }) })
}

function alone(value: number): readonly number[] {
  return [value]
}

function bands({
  upper,
  middle,
  lower,
}: {
  upper: number
  middle: number
  lower: number
}): readonly number[] {
  return [upper, middle, lower]
}

function theirMacd(): tradingSignals.MACD {
  const { EMA, MACD } = tradingSignals
  return new MACD(new EMA(12), new EMA(26), new EMA(9))
}

/** Theirs knows no sessions and would add them all up. */
class VwapOfSession {
  #vwap = new tradingSignals.VWAP()
  #session = ''

  add(bar: SessionBar): number | null {
    if (bar.session !== this.#session) this.#vwap = new tradingSignals.VWAP()
    this.#session = bar.session
    return this.#vwap.add(bar)
  }
}
