import type { EpochMs } from '../time/instant.ts'
import type { Ticker } from './ids.ts'
import type { Money } from './money.ts'

/** How fresh the broker says a quote is. Only REALTIME may lead to an entry. */
export type QuoteStatus = 'REALTIME' | 'DELAYED' | 'CLOSING' | 'EH_REALTIME' | 'EH_BEFORE_OPEN' | 'EH_CLOSED'

/**
 * What the market shows for one symbol at one moment. A value the broker does not have (it sends zero) is absent
 * here, never 0.
 */
export interface Quote {
  readonly symbol: Ticker
  readonly status: QuoteStatus
  /** The exchange's time stamp, not the moment of reading. */
  readonly time: EpochMs
  readonly bid?: Money
  readonly ask?: Money
  readonly bidSize?: number
  readonly askSize?: number
  readonly last?: Money
  /** Session figures so far. */
  readonly open?: Money
  readonly high?: Money
  readonly low?: Money
  readonly totalVolume?: number
  readonly previousClose?: Money
  readonly averageVolume?: number
}
