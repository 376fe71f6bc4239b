import type { Config } from '../../config/config.ts'
import type { Money } from '../../domain/money.ts'
import type { Earnings } from '../../ports/earnings.ts'
import type { History } from '../../ports/history.ts'
import type { News } from '../../ports/news.ts'
import type { Instrument } from '../../symbols/instrument.ts'
import type { CalendarException } from '../../time/calendar-exception.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import type { CostModel } from '../costs/cost-model.ts'
import type { BacktestMarket } from '../market/backtest-market.ts'

/** What a backtest of the product's own rules runs on. */
export interface BacktestSetup {
  readonly config: Config
  readonly instruments: readonly Instrument[]
  /** The owner named the symbols: all of them may be entered, the selector only ranks them. */
  readonly namedByOwner: boolean
  readonly calendar: readonly CalendarException[]
  /** Trading days, ascending. */
  readonly dates: readonly ExchangeDate[]
  readonly market: BacktestMarket
  readonly history: History
  readonly news?: News
  readonly earnings?: Earnings
  readonly startCash: Money
  /** `next-bar`: cautious, with costs. `as-quoted`: the fills of DEMO. */
  readonly fills: 'next-bar' | 'as-quoted'
  readonly costs: CostModel
  /**
   * `quick`: symbols that a glance keeps out are not judged further; entries, exits and trades are the same.
   * `all`: every symbol is judged at every scan, so that near misses are recorded too, as in a live run.
   */
  readonly judge: 'quick' | 'all'
}
