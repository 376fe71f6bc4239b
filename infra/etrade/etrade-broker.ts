import type { AccountBalance, Holding } from '../../shared/domain/account.ts'
import { BrokerRateLimitedError, BrokerRefusedError } from '../../shared/domain/errors.ts'
import type { AccountIdKey, OrderId, Ticker } from '../../shared/domain/ids.ts'
import type { BrokerOrder, OrderRequest } from '../../shared/domain/order.ts'
import type { Broker, CancelAnswer, OrderPreview } from '../../shared/ports/broker.ts'
import type { CallPurpose } from '../../shared/ports/call-budget.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { exchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { EtradeClient } from './client/etrade-client.ts'
import { harmlessFailure, orderFailure } from './client/failure.ts'
import { toBalance } from './mapper/balance.ts'
import { toHoldings } from './mapper/holdings.ts'
import { toBrokerOrder } from './mapper/order.ts'
import { cancelAnswerOf, readCancellation, readPlacement, readPreview } from './mapper/order-answer.ts'
import { percentEncode } from './oauth/percent-encoding.ts'
import { readOrders } from './order-pages.ts'
import { readPositions } from './portfolio-pages.ts'
import { balanceAnswer } from './wire/account-answers.ts'
import { fit } from './wire/fit.ts'
import { cancelBody, placeBody, previewBody } from './wire/order-request.ts'

/** One E*TRADE account. */
export class EtradeBroker implements Broker {
  readonly #client: EtradeClient
  readonly #account: string
  readonly #clock: Clock

  constructor(of: {
    readonly client: EtradeClient
    readonly accountIdKey: AccountIdKey
    readonly clock: Clock
  }) {
    this.#client = of.client
    this.#account = percentEncode(of.accountIdKey)
    this.#clock = of.clock
  }

  async balance(): Promise<AccountBalance> {
    const operation = 'accounts/balance'
    const { body } = await this.#client.read({
      operation,
      module: 'accounts',
      path: `accounts/${this.#account}/balance`,
      query: { instType: 'BROKERAGE', realTimeNAV: 'true' },
    })
    return toBalance(fit(balanceAnswer, operation, body).balanceResponse)
  }

  async holdings(): Promise<readonly Holding[]> {
    return toHoldings(await readPositions(this.#client, this.#account))
  }

  async orders({ from }: { readonly from: ExchangeDate }): Promise<readonly BrokerOrder[]> {
    const to = exchangeDate(this.#clock.now())
    const orders = await readOrders(this.#client, this.#account, { from, to })
    return orders
      .map(toBrokerOrder)
      .filter((order) => order !== undefined)
      .filter(({ placedAt }) => exchangeDate(placedAt) >= from)
  }

  async preview(order: OrderRequest): Promise<OrderPreview> {
    // Our own clock at sending: the preview's age is judged by it and must not come out too young.
    const previewedAt = this.#clock.now()
    const call = { operation: 'orders/preview', method: 'POST', body: previewBody(order) } as const
    const answer = await this.#client.sendOnce({
      ...call,
      module: 'orders',
      path: this.#orders('preview'),
      purpose: purposeOf(order),
      mayRest: purposeOf(order) === 'entry',
    })
    if (answer.kind !== 'body') throw harmlessFailure(call.operation, answer)
    return { ...readPreview(call.operation, answer.body), previewedAt }
  }

  async place(order: OrderRequest, preview: OrderPreview): Promise<OrderId> {
    const call = {
      operation: 'orders/place',
      method: 'POST',
      body: placeBody(order, preview.previewId),
    } as const
    const answer = await this.#client
      .sendOnce({ ...call, module: 'orders', path: this.#orders('place'), purpose: purposeOf(order) })
      .catch((error: unknown) => {
        throw error instanceof BrokerRateLimitedError ? notSent(call.operation, error) : error
      })
    if (answer.kind !== 'body') throw orderFailure(call.operation, answer)
    return readPlacement(call.operation, answer.body)
  }

  async cancel({ orderId }: { readonly orderId: OrderId; readonly symbol: Ticker }): Promise<CancelAnswer> {
    const call = { operation: 'orders/cancel', method: 'PUT', body: cancelBody(orderId) } as const
    const answer = await this.#client.sendOnce({
      ...call,
      module: 'orders',
      path: this.#orders('cancel'),
      purpose: 'cancel',
    })
    if (answer.kind === 'body') return readCancellation(call.operation, answer.body)
    const code = answer.kind === 'problem' ? answer.problem.code : undefined
    const said = cancelAnswerOf(code)
    if (said) return said
    throw orderFailure(call.operation, answer)
  }

  #orders(step: string): string {
    return `accounts/${this.#account}/orders/${step}`
  }
}

/** This system only buys to open and sells to close. */
function purposeOf({ side }: OrderRequest): CallPurpose {
  return side === 'BUY' ? 'entry' : 'exit'
}

/** A placement that got no permit has not left, so nobody needs to look for it at the broker. */
function notSent(operation: string, cause: BrokerRateLimitedError): BrokerRefusedError {
  return new BrokerRefusedError(operation, { text: `it was not sent: ${cause.message}` }, { cause })
}
