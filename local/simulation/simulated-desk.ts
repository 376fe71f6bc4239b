import type { BrokerError } from '../../shared/domain/errors.ts'
import type { OrderRequest } from '../../shared/domain/order.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import type { ExchangeOrder } from '../simulator/exchange/exchange-order.ts'
import type { Instance } from './instance.ts'
import type { Timeline } from './timeline.ts'

/** Who wants to know what reaches the broker. */
export interface DeskWatch {
  placeCalled(instance: Instance, order: OrderRequest, previewedAt: EpochMs): void
  placeArrived(order: OrderRequest, accepted: boolean): Promise<void>
  called(operation: string): void
  readFailed(): void
}

/** The broker's desk: who is signed in, from when on a new order is listed, and who watches. */
export class SimulatedDesk {
  signedIn = true
  /** What is not taken for a while, as when a price is not available. */
  refuses: 'nothing' | 'stops' | 'orders' = 'nothing'
  /** A new order is not listed before this has passed (the broker is eventually consistent, reference §7). */
  listedAfterMs = 0
  readonly #timeline: Timeline
  readonly #watch: DeskWatch

  constructor(timeline: Timeline, watch: DeskWatch) {
    this.#timeline = timeline
    this.#watch = watch
  }

  now(): EpochMs {
    return this.#timeline.now()
  }

  isRefused({ type }: Pick<OrderRequest, 'type'>): boolean {
    return this.refuses === 'orders' || (this.refuses === 'stops' && type === 'STOP')
  }

  isListed({ placedAt }: Pick<ExchangeOrder, 'placedAt'>): boolean {
    return this.#timeline.now() - placedAt >= this.listedAfterMs
  }

  placeCalled(instance: Instance, order: OrderRequest, previewedAt: EpochMs): void {
    this.#watch.placeCalled(instance, order, previewedAt)
  }

  placeArrived(order: OrderRequest, accepted: boolean): Promise<void> {
    return this.#watch.placeArrived(order, accepted)
  }

  called(operation: string): void {
    this.#watch.called(operation)
  }

  readFailed(error: BrokerError): BrokerError {
    this.#watch.readFailed()
    return error
  }
}
