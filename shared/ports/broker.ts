import type { AccountBalance, Holding } from '../domain/account.ts'
import type { OrderId, Ticker } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import type { BrokerOrder, OrderRequest } from '../domain/order.ts'
import type { SendDeadline } from '../orders/send-deadline.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'

/** The broker's consent to one exact order; `place` takes it back with the identical order. */
export interface OrderPreview {
  readonly previewId: string
  readonly previewedAt: EpochMs
  /** Cost of a buy, proceeds of a sell, as the broker estimates them. */
  readonly estimatedTotal?: Money
  readonly warnings: readonly string[]
}

/** `requested`: the broker tries to, also when it was asked before. `too-late`: the order is being executed or has ended. */
export type CancelAnswer = 'requested' | 'too-late'

/**
 * One account at one broker. Reads throw `BrokerError` when there is no readable answer, so that an outage never
 * looks like an empty account. `place` is sent exactly once: `BrokerRefusedError` means it was not accepted,
 * `BrokerOutcomeUnknownError` means nobody knows until the order list has been read.
 */
export interface Broker {
  balance(): Promise<AccountBalance>
  holdings(): Promise<readonly Holding[]>
  /** All orders of the account placed on the exchange date `from` or later, whatever their status. */
  orders(since: { readonly from: ExchangeDate }): Promise<readonly BrokerOrder[]>
  preview(order: OrderRequest): Promise<OrderPreview>
  /** Never leaves after its deadline, however long it had to wait for a permit: it counts as refused then. */
  place(order: OrderRequest, preview: OrderPreview, deadline: SendDeadline): Promise<OrderId>
  /** A request, not a result: the order itself tells how it ended. */
  cancel(order: { readonly orderId: OrderId; readonly symbol: Ticker }): Promise<CancelAnswer>
}
