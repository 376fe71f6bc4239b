import type { EpochMs } from '../time/instant.ts'
import type { DecisionId, Ticker, TradeId } from './ids.ts'
import type { Money } from './money.ts'
import type { Slippage } from './slippage.ts'

/** Why a position was closed. */
export type ExitReason =
  | 'STOP_LOSS'
  | 'BREAKEVEN_STOP'
  | 'TRAILING_STOP'
  | 'TAKE_PROFIT'
  | 'RSI_WEAKNESS'
  | 'TIME_LIMIT'
  | 'LOW_VOLUME'
  | 'SELLING_SURGE'
  | 'PARTIAL_PROFIT'
  | 'END_OF_DAY'
  | 'UNPROTECTED'
  | 'OWNER'

/** Who filled a trade: which mode decided it, and whether the fills happened on no real exchange. */
export interface TradeOrigin {
  readonly mode: 'DEMO' | 'LIVE'
  readonly simulated: boolean
}

/** A closed position: immutable, and every figure comes from fills. */
export interface Trade extends TradeOrigin {
  readonly tradeId: TradeId
  readonly decisionId: DecisionId
  readonly symbol: Ticker
  readonly quantity: number
  /** Averages over the fills. */
  readonly entryPrice: Money
  readonly exitPrice: Money
  readonly entryTime: EpochMs
  readonly exitTime: EpochMs
  readonly fees: Money
  /** Absent when the quote behind one of its orders is not known. */
  readonly slippage?: Slippage
  /** Proceeds − cost − fees. */
  readonly pnl: Money
  /** `pnl` in percent of the cost. */
  readonly pnlPct: number
  readonly minutesHeld: number
  /** Seconds without a whole stop at the broker; absent on trades from before these were counted. */
  readonly nakedSeconds?: number
  readonly reason: ExitReason
  /** Furthest the price went for (MFE) and against (MAE) the position, in percent of the entry price. */
  readonly favourablePct: number
  readonly adversePct: number
  /** P&L in multiples (R) of what the initial stop put at risk; absent when the fill left nothing between them. */
  readonly riskMultiple?: number
  readonly score: number
  /** What the entry was told to win with, 0-1; absent while uncalibrated. */
  readonly winProbability?: number
  readonly strategies: readonly string[]
}
