import { BrokerRateLimitedError, BrokerRefusedError } from '../../shared/domain/errors.ts'
import type { AccountIdKey, OrderId } from '../../shared/domain/ids.ts'
import type { OrderRequest } from '../../shared/domain/order.ts'
import type { SendDeadline } from '../../shared/orders/send-deadline.ts'
import type { OrderPreview } from '../../shared/ports/broker.ts'
import type { CallPurpose } from '../../shared/ports/call-budget.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { SECOND_MS } from '../../shared/time/instant.ts'
import type { EtradeClient } from './client/etrade-client.ts'
import { harmlessFailure, orderFailure } from './client/failure.ts'
import { readPlacement, readPreview } from './mapper/order-answer.ts'
import { percentEncode } from './oauth/percent-encoding.ts'
import { placeBody, previewBody } from './wire/order-request.ts'

/** The broker's code for "an earlier change of this order is still under way, ask again in a second" (reference §9). */
const CHANGE_UNDER_WAY = '1524'
const CHANGE_ATTEMPTS_MAX = 3

/** Sends orders in two steps, preview and place, and changes of orders in the same two. */
export class OrderEntry {
  readonly #client: EtradeClient
  readonly #orders: string
  readonly #clock: Clock

  constructor(of: {
    readonly client: EtradeClient
    readonly accountIdKey: AccountIdKey
    readonly clock: Clock
  }) {
    this.#client = of.client
    this.#orders = `accounts/${percentEncode(of.accountIdKey)}/orders`
    this.#clock = of.clock
  }

  preview(order: OrderRequest): Promise<OrderPreview> {
    return this.#preview(order, { operation: 'orders/preview', method: 'POST', path: 'preview' })
  }

  /** Sent exactly once; see the `Broker` port for what its errors mean. */
  place(order: OrderRequest, preview: OrderPreview, deadline: SendDeadline): Promise<OrderId> {
    const step = { operation: 'orders/place', method: 'POST', path: 'place' } as const
    return this.#place({ order, preview, deadline }, step)
  }

  /**
   * The broker's consent to what an open order is to become. `order` needs a client number of its own, because for the
   * broker the change is a new order that replaces the old one.
   */
  async previewChange(orderId: OrderId, order: OrderRequest): Promise<OrderPreview> {
    const step = changeStep(orderId, 'preview')
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#preview(order, step)
      } catch (error) {
        const isUnderWay = error instanceof BrokerRefusedError && error.code === CHANGE_UNDER_WAY
        if (!isUnderWay || attempt === CHANGE_ATTEMPTS_MAX) throw error
      }
      await this.#clock.sleep(SECOND_MS)
    }
  }

  /** Sent exactly once, like a placement. The number is the new order's; the old one ends as cancelled. */
  placeChange(orderId: OrderId, consented: Consented): Promise<OrderId> {
    return this.#place(consented, changeStep(orderId, 'place'))
  }

  async #preview(order: OrderRequest, { path, ...step }: Step): Promise<OrderPreview> {
    // Our own clock at sending: the preview's age is judged by it and must not come out too young.
    const previewedAt = this.#clock.now()
    const purpose = purposeOf(order)
    const answer = await this.#client.sendOnce({
      ...step,
      module: 'orders',
      path: `${this.#orders}/${path}`,
      body: previewBody(order),
      purpose,
      mayRest: purpose === 'entry',
    })
    if (answer.kind !== 'body') throw harmlessFailure(step.operation, answer)
    return { ...readPreview(step.operation, answer.body), previewedAt }
  }

  async #place({ order, preview, deadline }: Consented, { path, ...step }: Step): Promise<OrderId> {
    const answer = await this.#client
      .sendOnce({
        ...step,
        module: 'orders',
        path: `${this.#orders}/${path}`,
        body: placeBody(order, preview.previewId),
        purpose: purposeOf(order),
        deadline,
      })
      .catch((error: unknown) => {
        throw error instanceof BrokerRateLimitedError ? notSent(step.operation, error) : error
      })
    if (answer.kind !== 'body') throw orderFailure(step.operation, answer)
    return readPlacement(step.operation, answer.body)
  }
}

/** An order that the broker agreed to, and until when it may be placed. */
export interface Consented {
  readonly order: OrderRequest
  readonly preview: OrderPreview
  readonly deadline: SendDeadline
}

interface Step {
  readonly operation: string
  readonly method: 'POST' | 'PUT'
  readonly path: string
}

function changeStep(orderId: OrderId, step: 'preview' | 'place'): Step {
  return { operation: `orders/change-${step}`, method: 'PUT', path: `${orderId}/change/${step}` }
}

/** This system only buys to open and sells to close. */
function purposeOf({ side }: OrderRequest): CallPurpose {
  return side === 'BUY' ? 'entry' : 'exit'
}

/** A placement that got no permit has not left, so nobody needs to look for it at the broker. */
function notSent(operation: string, cause: BrokerRateLimitedError): BrokerRefusedError {
  return new BrokerRefusedError(operation, { text: `it was not sent: ${cause.message}` }, { cause })
}
