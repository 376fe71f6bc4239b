import type { AccountBalance, Holding } from '../../shared/domain/account.ts'
import type { AccountIdKey, OrderId, Ticker } from '../../shared/domain/ids.ts'
import type { BrokerOrder, OrderRequest } from '../../shared/domain/order.ts'
import type { Broker, CancelAnswer, OrderPreview } from '../../shared/ports/broker.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { exchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { EtradeClient } from './client/etrade-client.ts'
import { orderFailure } from './client/failure.ts'
import { toBalance } from './mapper/balance.ts'
import { toHoldings } from './mapper/holdings.ts'
import { toBrokerOrder } from './mapper/order.ts'
import { cancelAnswerOf, readCancellation } from './mapper/order-answer.ts'
import { percentEncode } from './oauth/percent-encoding.ts'
import { OrderEntry } from './order-entry.ts'
import { readOrders } from './order-pages.ts'
import { readPositions } from './portfolio-pages.ts'
import { balanceAnswer } from './wire/account-answers.ts'
import { fit } from './wire/fit.ts'
import { cancelBody } from './wire/order-request.ts'

/** One E*TRADE account. */
export class EtradeBroker implements Broker {
  readonly #client: EtradeClient
  readonly #account: string
  readonly #clock: Clock
  readonly #entry: OrderEntry

  constructor(of: {
    readonly client: EtradeClient
    readonly accountIdKey: AccountIdKey
    readonly clock: Clock
  }) {
    this.#client = of.client
    this.#account = percentEncode(of.accountIdKey)
    this.#clock = of.clock
    this.#entry = new OrderEntry(of)
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

  preview(order: OrderRequest): Promise<OrderPreview> {
    return this.#entry.preview(order)
  }

  place(...order: Parameters<Broker['place']>): Promise<OrderId> {
    return this.#entry.place(...order)
  }

  async cancel({ orderId }: { readonly orderId: OrderId; readonly symbol: Ticker }): Promise<CancelAnswer> {
    const call = { operation: 'orders/cancel', method: 'PUT', body: cancelBody(orderId) } as const
    const answer = await this.#client.sendOnce({
      ...call,
      module: 'orders',
      path: `accounts/${this.#account}/orders/cancel`,
      purpose: 'cancel',
    })
    if (answer.kind === 'body') return readCancellation(call.operation, answer.body)
    const code = answer.kind === 'problem' ? answer.problem.code : undefined
    const said = cancelAnswerOf(code)
    if (said) return said
    throw orderFailure(call.operation, answer)
  }
}
