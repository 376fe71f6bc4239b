import type { AccountBalance, Holding } from '../../shared/domain/account.ts'
import {
  type BrokerError,
  BrokerOutcomeUnknownError,
  BrokerRefusedError,
  BrokerUnauthorizedError,
  BrokerUnreachableError,
} from '../../shared/domain/errors.ts'
import type { OrderId } from '../../shared/domain/ids.ts'
import type { BrokerOrder, OrderRequest } from '../../shared/domain/order.ts'
import { mayStillLeave, type SendDeadline } from '../../shared/orders/send-deadline.ts'
import type { Broker, CancelAnswer, OrderPreview } from '../../shared/ports/broker.ts'
import type { CallBudget, CallPurpose } from '../../shared/ports/call-budget.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { Exchange } from '../simulator/exchange/exchange.ts'
import type { OrderTicket } from '../simulator/exchange/order-ticket.ts'
import type { Crossings, Instance } from './instance.ts'
import type { SimulatedDesk } from './simulated-desk.ts'
import { PLANTED_SECRET } from './watch.ts'

const ORDERS_A_PAGE = 100
const CANCEL_TOO_LATE = 5001
const CANCEL_PENDING = 5003

/** What stands behind an error may hold anything; only its own words may go on. */
const PLANTED = { cause: new Error(`oauth_token_secret=${PLANTED_SECRET}`) }

/** The broker as one process of the simulated world reaches it: the exchange itself behind calls that may fail. */
export class ExchangeBroker implements Broker {
  readonly #instance: Instance
  readonly #crossings: Crossings
  readonly #exchange: Exchange
  readonly #desk: SimulatedDesk
  readonly #budget: Pick<CallBudget, 'take'>

  constructor(parts: {
    readonly instance: Instance
    readonly crossings: Crossings
    readonly exchange: Exchange
    readonly desk: SimulatedDesk
    readonly budget: Pick<CallBudget, 'take'>
  }) {
    this.#instance = parts.instance
    this.#crossings = parts.crossings
    this.#exchange = parts.exchange
    this.#desk = parts.desk
    this.#budget = parts.budget
  }

  async balance(): Promise<AccountBalance> {
    await this.#budget.take({ module: 'accounts', purpose: 'read', symbols: 0 })
    return this.#read('accounts/balance', () => this.#exchange.balance())
  }

  async holdings(): Promise<readonly Holding[]> {
    await this.#budget.take({ module: 'accounts', purpose: 'read', symbols: 0 })
    return this.#read('accounts/portfolio', () => this.#exchange.holdings())
  }

  async orders({ from }: { readonly from: ExchangeDate }): Promise<readonly BrokerOrder[]> {
    await this.#budget.take({ module: 'orders', purpose: 'read', symbols: 0 })
    return this.#read('orders/list', async () => {
      const { orders } = await this.#exchange.orders({ fromDate: from, count: ORDERS_A_PAGE })
      return orders.filter((order) => this.#desk.isListed(order))
    })
  }

  async preview(order: OrderRequest): Promise<OrderPreview> {
    await this.#budget.take({ module: 'orders', purpose: purposeOf(order), symbols: 0 })
    const previewedAt = this.#desk.now()
    return this.#read('orders/preview', async () => {
      if (this.#desk.isRefused(order))
        throw refusedBy('orders/preview', { code: 900, text: 'it is not taken at the moment' })
      const answer = await this.#exchange.preview(ticketOf(order))
      if (!answer.ok) throw refusedBy('orders/preview', answer.refusal)
      return { previewId: answer.preview.previewId, previewedAt, warnings: [] }
    })
  }

  async place(order: OrderRequest, preview: OrderPreview, deadline: SendDeadline): Promise<OrderId> {
    const { previewId, previewedAt } = preview
    await this.#budget.take({ module: 'orders', purpose: purposeOf(order), symbols: 0 })
    mayStillLeave('orders/place', deadline, this.#desk.now())
    this.#desk.placeCalled(this.#instance, order, previewedAt)
    return this.#order('orders/place', async () => {
      const answer = await this.#exchange.place(ticketOf(order), previewId)
      await this.#desk.placeArrived(order, answer.ok)
      if (!answer.ok) throw refusedBy('orders/place', answer.refusal)
      return answer.orderId
    })
  }

  async cancel({ orderId }: { readonly orderId: OrderId }): Promise<CancelAnswer> {
    await this.#budget.take({ module: 'orders', purpose: 'cancel', symbols: 0 })
    return this.#order('orders/cancel', async () => {
      const answer = await this.#exchange.cancel(orderId)
      if (answer.ok || answer.refusal.code === CANCEL_PENDING) return 'requested'
      if (answer.refusal.code === CANCEL_TOO_LATE) return 'too-late'
      throw refusedBy('orders/cancel', answer.refusal)
    })
  }

  /** A read or a preview: nothing happened when it failed, and nobody may take a failure for an empty answer. */
  #read<T>(operation: string, effect: () => Promise<T>): Promise<T> {
    const failure = () =>
      this.#desk.readFailed(new BrokerUnreachableError(operation, `${operation} gave no answer`, PLANTED))
    return this.#call(operation, effect, failure)
  }

  #order<T>(operation: string, effect: () => Promise<T>): Promise<T> {
    const failure = () => new BrokerOutcomeUnknownError(operation, `${operation} gave no answer`, PLANTED)
    return this.#call(operation, effect, failure)
  }

  async #call<T>(operation: string, effect: () => Promise<T>, failure: () => BrokerError): Promise<T> {
    return this.#crossings.cross(this.#instance, {
      port: operation,
      failure,
      effect: async () => {
        this.#desk.called(operation)
        if (!this.#desk.signedIn) throw new BrokerUnauthorizedError(operation, 'token_expired')
        return effect()
      },
    })
  }
}

function purposeOf({ side }: OrderRequest): CallPurpose {
  return side === 'BUY' ? 'entry' : 'exit'
}

function ticketOf(order: OrderRequest): OrderTicket {
  return { ...order, orderTerm: 'GOOD_FOR_DAY' }
}

function refusedBy(
  operation: string,
  refusal: { readonly code: number; readonly text: string },
): BrokerRefusedError {
  return new BrokerRefusedError(operation, { code: String(refusal.code), text: refusal.text })
}
