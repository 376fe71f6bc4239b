import type { EpochMs } from '../time/instant.ts'
import type { DecisionId, PositionId, Ticker } from './ids.ts'
import type { Money } from './money.ts'
import type { ExitReason } from './trade.ts'

/** Which rule put the stop where it is; it names the exit when the stop is hit. */
export type StopKind = 'initial' | 'breakeven' | 'trailing'

/** What an entry decision lays down for the position that its fills will open. */
export interface EntryPlan {
  readonly decisionId: DecisionId
  readonly stop: Money
  readonly target: Money
  readonly score: number
  /** Quality tier and expected-return label in words, as told to the owner. */
  readonly tier: string
  readonly expectation: string
  readonly strategies: readonly string[]
  readonly corrGroup: string
  /** The instrument's full name. */
  readonly name: string
}

/** Shares of one symbol held because of one entry, from the first fill until flat. Amounts come from fills only. */
export interface Position {
  readonly positionId: PositionId
  readonly symbol: Ticker
  readonly plan: EntryPlan
  readonly openedAt: EpochMs
  readonly boughtQuantity: number
  readonly soldQuantity: number
  /** Sum of price × shares over all buys, and over all sells. */
  readonly cost: Money
  readonly proceeds: Money
  readonly fees: Money
  readonly stop: Money
  readonly stopKind: StopKind
  /** Best and worst trade price seen while held. */
  readonly highWater: Money
  readonly lowWater: Money
  /** Set once leaving was decided: from then on only how to get out is open, not whether. */
  readonly exiting?: { readonly reason: ExitReason; readonly attempts: number }
}
