import type { OrderPricing, OrderSide } from '../../domain/order.ts'
import type { EpochMs } from '../../time/instant.ts'

/** An order from its decision until it has traded whole or is taken back. */
export type WorkingOrder = OrderPricing & {
  /** Counted from 1 over the run. */
  readonly number: number
  readonly side: OrderSide
  readonly quantity: number
  readonly decidedAt: EpochMs
  /** Why, for the report. */
  readonly reason: string
  /** It sells whatever is wished meanwhile: a stop that was set off, the sale before the close. */
  readonly isForced: boolean
  /** Shares that have not traded yet. */
  left: number
}
