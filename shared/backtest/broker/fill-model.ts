import type { PaperFill, PaperOrder } from '../../paper/paper-account.ts'
import type { EpochMs } from '../../time/instant.ts'

/** What an order trades, and when. */
export interface TimedFill extends PaperFill {
  readonly time: EpochMs
}

/** How a backtest decides whether, when and at what price an order trades. */
export interface FillModel {
  /** At the moment the order arrives. */
  onPlacement(order: PaperOrder, now: EpochMs): readonly TimedFill[]
  /** What an open order traded since it was last asked about. */
  since(order: PaperOrder, now: EpochMs): readonly TimedFill[]
}
