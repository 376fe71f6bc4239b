import type { CostModel } from '../backtest/costs/cost-model.ts'
import type { CatalystEvent } from '../catalysts/catalyst-event.ts'
import type { DailyBar } from '../domain/bar.ts'
import type { Ticker } from '../domain/ids.ts'
import type { CalendarException } from '../time/calendar-exception.ts'
import type { ExchangeDate } from '../time/instant.ts'

/** A catalyst symbol of the loop with all its days, also those that come after a decision. */
export interface PaperSymbol {
  readonly symbol: Ticker
  /** Ascending by date. */
  readonly days: readonly DailyBar[]
  /** Days of the fund of its sector; without them its strength is not known. */
  readonly sectorDays?: readonly DailyBar[]
}

/** How far a loop is. */
export interface PaperProgress {
  readonly date: ExchangeDate
  readonly done: number
  /** Trading days in all. */
  readonly total: number
}

/** Everything a paper loop runs on; the same setup gives the same result. */
export interface PaperLoopSetup {
  /** Asked in this order every morning. */
  readonly symbols: readonly PaperSymbol[]
  /** Those of the next 30 days are taken as announced beforehand. */
  readonly events: readonly CatalystEvent[]
  /** First and last date on which is decided, both included. */
  readonly from: ExchangeDate
  readonly to: ExchangeDate
  readonly seed: number
  readonly costs: CostModel
  readonly calendar?: readonly CalendarException[]
  readonly onProgress?: (progress: PaperProgress) => void
}
