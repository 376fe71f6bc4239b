import type { EpochMs } from '../time/instant.ts'
import type { DecisionId, PositionId, Ticker } from './ids.ts'
import type { Money } from './money.ts'

/** Why a position was closed. */
export type ExitReason =
  | 'STOP_LOSS'
  | 'BREAKEVEN_STOP'
  | 'TRAILING_STOP'
  | 'TAKE_PROFIT'
  | 'TIME_LIMIT'
  | 'END_OF_DAY'

/** A closed position: immutable, and every figure comes from fills. */
export interface Trade {
  readonly positionId: PositionId
  readonly decisionId: DecisionId
  readonly symbol: Ticker
  readonly quantity: number
  /** Averages over the fills. */
  readonly entryPrice: Money
  readonly exitPrice: Money
  readonly entryTime: EpochMs
  readonly exitTime: EpochMs
  readonly fees: Money
  /** Proceeds − cost − fees. */
  readonly pnl: Money
  /** `pnl` in percent of the cost. */
  readonly pnlPct: number
  readonly minutesHeld: number
  readonly reason: ExitReason
  /** Furthest the price went for and against the position, in percent of the entry price. */
  readonly favourablePct: number
  readonly adversePct: number
  /** P&L in multiples of what the initial stop put at risk. */
  readonly riskMultiple: number
  readonly score: number
  readonly strategies: readonly string[]
  readonly mode: 'DEMO' | 'LIVE'
}
