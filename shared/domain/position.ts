import type { EpochMs } from '../time/instant.ts'
import type { DecisionId, PositionId, Ticker } from './ids.ts'
import type { Money } from './money.ts'
import type { QuotedSpread, Slippage } from './slippage.ts'
import type { ExitReason } from './trade.ts'

/** Which rule put the stop where it is; it names the exit when the stop is hit. */
export type StopKind = 'initial' | 'breakeven' | 'trailing' | 'surge'

/** What one look at a position leaves behind for the rules of the next one. */
export interface ExitWatch {
  /** Last trade, and the stamp of the quote that showed it. */
  readonly price: Money
  readonly quoteTime: EpochMs
  /** How many looks running saw a loss and a weak five-minute RSI. */
  readonly weakRsiLooks: number
  /** Since when every look saw too little volume; absent while the volume is enough or not known. */
  readonly quietSince?: EpochMs
}

/** A price too far from the last one to be believed before a second quote shows it too. */
export interface DoubtedJump {
  readonly price: Money
  readonly quoteTime: EpochMs
}

/** What an entry decision lays down for the position that its fills will open. */
export interface EntryPlan {
  readonly decisionId: DecisionId
  readonly stop: Money
  readonly target: Money
  readonly score: number
  /** The calibrated chance to win, 0-1; absent while uncalibrated. */
  readonly winProbability?: number
  /** Quality tier and expected-return label in words, as told to the owner. */
  readonly tier: string
  readonly expectation: string
  readonly strategies: readonly string[]
  readonly corrGroup: string
  /** The instrument's full name. */
  readonly name: string
}

/** A decided exit that is being carried out. */
interface Leaving {
  readonly reason: ExitReason
  /** Sales that were tried; from the second on they are market orders. */
  readonly attempts: number
  /** The market at the latest look that wanted out. */
  readonly quoted: QuotedSpread
}

/**
 * A position is covered while a stop for all of its shares rests at the broker. Naked time is everything else from
 * the first fill until it is flat, also the seconds in which a stop makes room for a sale.
 */
export interface Cover {
  /** Since when no whole stop rests; absent while one does. */
  readonly nakedSince?: EpochMs
  /** Naked time that is over. */
  readonly nakedMs: number
  /** When a stop was last tried, so that a refusing broker is not asked without a pause. */
  readonly triedAt?: EpochMs
}

/** Shares of one symbol held because of one entry, from the first fill until flat. Amounts come from fills only. */
export interface Position {
  readonly positionId: PositionId
  readonly symbol: Ticker
  readonly plan: EntryPlan
  readonly openedAt: EpochMs
  /** The latest fill. */
  readonly changedAt: EpochMs
  readonly boughtQuantity: number
  readonly soldQuantity: number
  /** Sum of price × shares over all buys, and over all sells. */
  readonly cost: Money
  readonly proceeds: Money
  readonly fees: Money
  /** Of all fills so far; absent when the quote behind one of them is not known. */
  readonly slippage?: Slippage
  readonly stop: Money
  readonly stopKind: StopKind
  /** Best and worst trade price seen while held. */
  readonly highWater: Money
  readonly lowWater: Money
  /** Absent before the first look. */
  readonly watch?: ExitWatch
  /** Set while a jump waits for its second quote. */
  readonly doubtedJump?: DoubtedJump
  /** Set once leaving was decided: from then on only how to get out is open, not whether. */
  readonly exiting?: Leaving
  /** Set while a part is to be sold at a profit; it waits for the resting stop to be out of the way. */
  readonly reducing?: { readonly quantity: number; readonly quoted: QuotedSpread }
  /** How well a stop at the broker has covered it so far. */
  readonly cover: Cover
}
