import { CandlePatterns } from '../patterns/candle-patterns.ts'
import { AccumulationDistribution } from './accumulation-distribution.ts'
import { Adx } from './adx.ts'
import { Atr } from './atr.ts'
import { Bollinger } from './bollinger.ts'
import { Cci } from './cci.ts'
import { Ema } from './ema.ts'
import type { Incremental } from './incremental.ts'
import { assertBar, type IndicatorBar } from './indicator-bar.ts'
import { type GroupState, restoreGroup, saveGroup } from './indicator-group.ts'
import type { IndicatorRow } from './indicator-row.ts'
import { Keltner } from './keltner.ts'
import { Macd } from './macd.ts'
import { Mfi } from './mfi.ts'
import { Obv } from './obv.ts'
import { RealizedVolatility } from './realized-volatility.ts'
import { Roc } from './roc.ts'
import { Rsi } from './rsi.ts'
import { Sma } from './sma.ts'
import { Stochastic } from './stochastic.ts'
import { Vwap } from './vwap.ts'
import { WilliamsR } from './williams-r.ts'

export interface IndicatorSetState {
  readonly ofClose: GroupState<ReturnType<typeof indicatorsOfClose>>
  readonly ofBar: GroupState<ReturnType<typeof indicatorsOfBar>>
  readonly ofVolume: GroupState<ReturnType<typeof indicatorsOfVolume>>
  readonly ofSession: GroupState<ReturnType<typeof indicatorsOfSession>>
}

/**
 * Every indicator of the product at once, fed bar by bar. The row holds what has warmed up; VWAP needs a
 * session.
 *
 *     const daily = new IndicatorSet()
 *     for (const bar of completedDays) daily.next(bar)
 *     const row = daily.peek(todaySoFar)
 */
export class IndicatorSet {
  readonly #ofClose = indicatorsOfClose()
  readonly #ofBar = indicatorsOfBar()
  readonly #ofVolume = indicatorsOfVolume()
  readonly #ofSession = indicatorsOfSession()
  readonly #fedByClose = Object.values<Incremental<number, unknown, unknown>>(this.#ofClose)
  readonly #fedByBar = Object.values<Incremental<IndicatorBar, unknown, unknown>>(this.#ofBar)

  next(bar: IndicatorBar): IndicatorRow {
    const row = this.peek(bar)
    this.#feed(bar)
    return row
  }

  /** Takes a completed bar without answering; a long past is read in a third of the time. */
  remember(bar: IndicatorBar): void {
    assertBar(bar)
    this.#feed(bar)
  }

  /** The one figure of `peek` that keeps most symbols from being looked at more closely. */
  peekRsi14(close: number): number | undefined {
    return this.#ofClose.rsi14.peek(close)
  }

  /** The row as if this bar, which is still developing, were complete; changes nothing. */
  peek(bar: IndicatorBar): IndicatorRow {
    assertBar(bar)
    const row: IndicatorRow & { vwap?: number } = withoutAbsent(this.#columns(bar))
    const vwap = isOfSession(bar) ? this.#ofSession.vwap.peek(bar) : undefined
    if (vwap !== undefined) row.vwap = vwap
    return row
  }

  save(): IndicatorSetState {
    return {
      ofClose: saveGroup(this.#ofClose),
      ofBar: saveGroup(this.#ofBar),
      ofVolume: saveGroup(this.#ofVolume),
      ofSession: saveGroup(this.#ofSession),
    }
  }

  /** Throws when the state is not whole, e.g. saved before an indicator was added. */
  restore(state: IndicatorSetState): void {
    restoreGroup(this.#ofClose, state.ofClose)
    restoreGroup(this.#ofBar, state.ofBar)
    restoreGroup(this.#ofVolume, state.ofVolume)
    restoreGroup(this.#ofSession, state.ofSession)
  }

  #feed(bar: IndicatorBar): void {
    for (const indicator of this.#fedByClose) indicator.remember(bar.close)
    for (const indicator of this.#fedByBar) indicator.remember(bar)
    this.#ofVolume.volumeSma20.remember(bar.volume)
    if (isOfSession(bar)) this.#ofSession.vwap.remember(bar)
  }

  #columns(bar: IndicatorBar): Columns {
    const { close } = bar
    const macd = this.#ofClose.macd.peek(close)
    const bollinger = this.#ofClose.bollinger.peek(close)
    const direction = this.#ofBar.adx14.peek(bar)
    const stochastic = this.#ofBar.stochastic.peek(bar)
    const keltner = this.#ofBar.keltner.peek(bar)
    const patterns = this.#ofBar.patterns.peek(bar)
    return {
      sma10: this.#ofClose.sma10.peek(close),
      sma20: this.#ofClose.sma20.peek(close),
      sma50: this.#ofClose.sma50.peek(close),
      sma200: this.#ofClose.sma200.peek(close),
      ema12: this.#ofClose.ema12.peek(close),
      ema26: this.#ofClose.ema26.peek(close),
      rsi14: this.#ofClose.rsi14.peek(close),
      rsi21: this.#ofClose.rsi21.peek(close),
      macd: macd?.line,
      macdSignal: macd?.signal,
      macdHistogram: macd?.histogram,
      bollingerUpper: bollinger?.upper,
      bollingerMiddle: bollinger?.middle,
      bollingerLower: bollinger?.lower,
      bollingerWidth: bollinger?.width,
      atr14: this.#ofBar.atr14.peek(bar),
      adx14: direction?.adx,
      plusDi14: direction?.plusDi,
      minusDi14: direction?.minusDi,
      stochasticK: stochastic?.k,
      stochasticD: stochastic?.d,
      cci20: this.#ofBar.cci20.peek(bar),
      williamsR14: this.#ofBar.williamsR14.peek(bar),
      mfi14: this.#ofBar.mfi14.peek(bar),
      roc10: this.#ofClose.roc10.peek(close),
      obv: this.#ofBar.obv.peek(bar),
      accumulationDistribution: this.#ofBar.accumulationDistribution.peek(bar),
      keltnerUpper: keltner?.upper,
      keltnerMiddle: keltner?.middle,
      keltnerLower: keltner?.lower,
      volumeSma20: this.#ofVolume.volumeSma20.peek(bar.volume),
      realizedVolatility5: this.#ofClose.realizedVolatility5.peek(close),
      realizedVolatility20: this.#ofClose.realizedVolatility20.peek(close),
      doji: patterns.doji,
      hammer: patterns.hammer,
      bullishEngulfing: patterns.bullishEngulfing,
      morningStar: patterns.morningStar,
    }
  }
}

const indicatorsOfClose = () => ({
  sma10: new Sma(10),
  sma20: new Sma(20),
  sma50: new Sma(50),
  sma200: new Sma(200),
  ema12: new Ema(12),
  ema26: new Ema(26),
  rsi14: new Rsi(14),
  rsi21: new Rsi(21),
  macd: new Macd({ fast: 12, slow: 26, signal: 9 }),
  bollinger: new Bollinger(20, 2),
  roc10: new Roc(10),
  realizedVolatility5: new RealizedVolatility(5),
  realizedVolatility20: new RealizedVolatility(20),
})

const indicatorsOfBar = () => ({
  atr14: new Atr(14),
  adx14: new Adx(14),
  stochastic: new Stochastic({ range: 14, k: 3, d: 3 }),
  cci20: new Cci(20),
  williamsR14: new WilliamsR(14),
  mfi14: new Mfi(14),
  obv: new Obv(),
  accumulationDistribution: new AccumulationDistribution(),
  keltner: new Keltner(20, 2),
  patterns: new CandlePatterns(),
})

const indicatorsOfVolume = () => ({ volumeSma20: new Sma(20) })

const indicatorsOfSession = () => ({ vwap: new Vwap() })

type ColumnName = Exclude<keyof IndicatorRow, 'vwap'>

/** Every column that each bar has in the end, listed whole so that none can be forgotten. */
type Columns = { readonly [Name in ColumnName]-?: IndicatorRow[Name] | undefined }

/** Once all have warmed up the columns are the row; copying them would take longer than working them out. */
function withoutAbsent(columns: Columns): IndicatorRow {
  for (const name in columns) {
    if (columns[name as ColumnName] === undefined) return copyOfPresent(columns)
  }
  return columns as IndicatorRow
}

function copyOfPresent(columns: Columns): IndicatorRow {
  const present: Partial<Record<string, number | boolean>> = {}
  for (const name in columns) {
    const value = columns[name as ColumnName]
    if (value !== undefined) present[name] = value
  }
  return present
}

type SessionBar = IndicatorBar & { readonly session: string }

function isOfSession(bar: IndicatorBar): bar is SessionBar {
  return bar.session !== undefined
}
