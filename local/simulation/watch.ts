import type { Config } from '../../shared/config/config.ts'
import { LEASE_PATH, type Lease } from '../../shared/cycles/lease.ts'
import { STATE_PATH } from '../../shared/cycles/tick.ts'
import type { OrderId } from '../../shared/domain/ids.ts'
import type { OrderRequest } from '../../shared/domain/order.ts'
import { openQuantity } from '../../shared/ledger/position-book.ts'
import { isCovered } from '../../shared/orders/cover.ts'
import type { OrderRecord } from '../../shared/orders/order-record.ts'
import type { Store, Write } from '../../shared/ports/store.ts'
import type { TradingState } from '../../shared/state/trading-state.ts'
import { type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import { sessionAt } from '../../shared/time/session.ts'
import type { Exchange } from '../simulator/exchange/exchange.ts'
import { isWorking, remainingQuantity } from '../simulator/exchange/exchange-order.ts'
import { CallWatch } from './call-watch.ts'
import { type Change, EntryWatch } from './entry-watch.ts'
import type { Instance } from './instance.ts'
import { OwnerWatch } from './owner-watch.ts'
import type { PromiseBook } from './promises.ts'
import type { RunSeen } from './run-seen.ts'
import type { DeskWatch } from './simulated-desk.ts'

/** Rides in the causes of errors; wherever it is seen, something tells too much. */
export const PLANTED_SECRET = 'planted-for-the-watch'

/** So long after a fill at the broker a tick, late or called twice, has not looked yet. */
const UNSEEN_SECONDS_MAX = 90

/** A run that took longer had no time left to look after its fills; the next tick has. */
const SOUND_RUN_SECONDS_MAX = 15

/** Where words of an error may end up. */
const TOLD = ['outbox', 'orders', 'events']
/** Decisions are many and rest on figures; one in so many is read for secrets too. */
const DECISIONS_EVERY = 10

/** Looks at every batch that is written and every order that reaches the broker, from outside of the processes. */
export class Watch implements DeskWatch {
  readonly book: PromiseBook
  readonly runs = new Map<Instance, RunSeen>()
  readonly owner: OwnerWatch
  /** The trading state as the store has it. */
  state: TradingState | undefined
  /** What the exchange accepted, by our own number. */
  readonly #accepted = new Map<string, number>()
  readonly #changed = new Set<OrderId>()
  readonly #resolved = new Map<string, OrderRecord>()
  /** Filled shares by intent, and by symbol what they add up to. */
  readonly #fills = new Map<string, number>()
  readonly #held = new Map<string, number>()
  readonly #runKeys = new Map<string, number>()
  #decisions = 0
  readonly #config: Config
  readonly #store: Store
  readonly #exchange: Exchange
  readonly #now: () => EpochMs
  readonly #calls: CallWatch
  readonly #entries: EntryWatch

  constructor(parts: {
    readonly book: PromiseBook
    readonly config: Config
    readonly store: Store
    readonly exchange: Exchange
    readonly now: () => EpochMs
  }) {
    this.book = parts.book
    this.#config = parts.config
    this.#store = parts.store
    this.#exchange = parts.exchange
    this.#now = parts.now
    this.#calls = new CallWatch(parts.book)
    this.#entries = new EntryWatch(parts.book, parts.config)
    this.owner = new OwnerWatch(parts.book)
  }

  /** Shares of all orders, bought and sold. */
  get sharesFilled(): number {
    return [...this.#fills.values()].reduce((sum, quantity) => sum + quantity, 0)
  }

  /** Every batch at the moment at which it became durable. */
  committed(instance: Instance, writes: readonly Write[]): void {
    for (const write of writes) this.#written(write)
    const next = valueAt<TradingState>(writes, STATE_PATH)
    if (!next) return
    const before = this.state
    this.state = next
    this.#intents(writes, { before, next, run: this.runs.get(instance) })
    this.#stops(before, next)
    this.#sales(next)
    this.owner.committed(writes, next)
    this.#fillsOf(writes, next, this.runs.get(instance))
  }

  placeCalled(instance: Instance, order: OrderRequest, previewedAt: EpochMs): void {
    const key = this.runs.get(instance)?.key ?? ''
    const session = sessionAt(this.#now())
    this.book.check(
      'I25',
      session.phase === 'regular',
      () => `${order.clientOrderId} was placed ${JSON.stringify(session)}`,
    )
    this.book.check('I9', this.#config.mode === 'LIVE', () => `${order.clientOrderId} in DEMO`)
    const ageMs = this.#now() - previewedAt
    const ageMsMax = this.#config.execution.previewAgeSecondsMax * SECOND_MS
    this.book.check('I23', ageMs <= ageMsMax, () => `${order.clientOrderId}: previewed ${ageMs} ms ago`)
    void this.#marked(key, order)
  }

  async placeArrived(order: OrderRequest, accepted: boolean): Promise<void> {
    if (!accepted) return
    const count = (this.#accepted.get(order.clientOrderId) ?? 0) + 1
    this.#accepted.set(order.clientOrderId, count)
    this.book.check('I1', count === 1, () => `${order.clientOrderId} was accepted ${count} times`)
    const ended = this.#resolved.get(order.clientOrderId)
    this.book.check(
      'I3',
      ended === undefined,
      () => `${order.clientOrderId} arrived after it was ${ended?.state}`,
    )
    await this.lookAtBroker()
  }

  /** The owner changed one of our orders at the broker, which gave its new version this number. */
  changedByOwner(orderId: OrderId): void {
    this.#changed.add(orderId)
  }

  called(operation: string): void {
    this.#calls.called(operation, this.#now())
  }

  readFailed(): void {
    for (const run of this.runs.values()) run.failedReads += 1
  }

  /** What the exchange itself says. */
  async lookAtBroker(): Promise<void> {
    const holdings = await this.#exchange.holdings()
    const { orders } = await this.#exchange.orders({ count: 100 })
    for (const { symbol, quantity } of holdings)
      this.book.check('I5', quantity >= 0, () => `${quantity} ${symbol}`)
    const held = new Map(holdings.map(({ symbol, quantity }) => [symbol as string, quantity]))
    const selling = new Map<string, number>()
    for (const order of orders.filter(isWorking)) {
      if (order.side === 'BUY') continue
      selling.set(order.symbol, (selling.get(order.symbol) ?? 0) + remainingQuantity(order))
    }
    for (const [symbol, open] of selling)
      this.book.check(
        'I4',
        open <= (held.get(symbol) ?? 0),
        () => `${open} ${symbol} for sale, ${held.get(symbol) ?? 0} held`,
      )
  }

  /** After a run that ended well and met no fault. */
  afterSoundRun(run: RunSeen): void {
    const stoodStill = this.#now() - run.startedAt > SOUND_RUN_SECONDS_MAX * SECOND_MS
    if (run.failedReads > 0 || stoodStill || !this.state || sessionAt(this.#now()).phase === 'closed') return
    const { orders, positions } = this.state
    for (const position of Object.values(positions)) {
      if (position.exiting || position.reducing) continue
      const underWay = Object.values(orders).find(
        ({ symbol, purpose }) => symbol === position.symbol && purpose.kind !== 'stop',
      )
      const covered = isCovered(position, orders) || underWay !== undefined || wasRefused(position.cover)
      this.book.check('I15', covered, () => `${position.symbol} ${openQuantity(position)} after ${run.key}`)
    }
  }

  /** Whether books and broker say the same now; for the end of a quiet time. */
  async compare(promise: 'L3', detail: string): Promise<void> {
    const held = new Map(
      (await this.#exchange.holdings()).map(({ symbol, quantity }) => [symbol as string, quantity]),
    )
    const justTraded = await this.#tradedWithin(UNSEEN_SECONDS_MAX)
    const positions = Object.values(this.state?.positions ?? {})
    const ours = new Map(positions.map((position) => [position.symbol as string, openQuantity(position)]))
    for (const symbol of new Set([...held.keys(), ...ours.keys()])) {
      if (justTraded.has(symbol)) continue
      const [theirs, own] = [held.get(symbol) ?? 0, ours.get(symbol) ?? 0]
      this.book.check(
        promise,
        theirs === own,
        () => `${detail}: ${own} ${symbol} in our books, ${theirs} at the broker`,
      )
    }
    this.book.check(promise, true, () => detail)
  }

  async #tradedWithin(seconds: number): Promise<ReadonlySet<string>> {
    const since = this.#now() - seconds * SECOND_MS
    const { orders } = await this.#exchange.orders({ count: 100 })
    return new Set(orders.flatMap(({ symbol, executedAt = 0 }) => (executedAt > since ? [symbol] : [])))
  }

  async #marked(key: string, order: OrderRequest): Promise<void> {
    const [leaseDocument, stateDocument] = await this.#store.getAll([LEASE_PATH, STATE_PATH])
    const lease = leaseDocument?.value as Lease | undefined
    const state = stateDocument?.value as TradingState | undefined
    const record = Object.values(state?.orders ?? {}).find(
      ({ clientOrderId }) => clientOrderId === order.clientOrderId,
    )
    const current = lease?.holder === key && lease.until > this.#now()
    this.book.check('I2', record?.state === 'SUBMITTING' && current, () => {
      const left = lease ? (lease.until - this.#now()) / SECOND_MS : 'no lease'
      return `${order.clientOrderId} is ${record?.state ?? 'not there'}, lease of ${lease?.holder} (${left} s), run ${key}`
    })
  }

  #written(write: Write): void {
    if (write.kind === 'delete') return
    const [collection = '', id = ''] = write.path.split('/')
    if (collection === 'runs') {
      const count = (this.#runKeys.get(id) ?? 0) + 1
      this.#runKeys.set(id, count)
      this.book.check('I13', count === 1, () => `${id} ran ${count} times`)
    }
    if (collection === 'orders') this.#orderEnded(write.value as unknown as OrderRecord)
    if (this.#isReadForSecrets(collection)) {
      const tells = JSON.stringify(write.value).includes(PLANTED_SECRET)
      this.book.check('I19', !tells, () => write.path)
    }
  }

  #isReadForSecrets(collection: string): boolean {
    if (collection !== 'decisions') return TOLD.includes(collection)
    this.#decisions += 1
    return this.#decisions % DECISIONS_EVERY === 0
  }

  #orderEnded(record: OrderRecord): void {
    if (this.#config.mode === 'DEMO') return
    this.#resolved.set(record.clientOrderId, record)
    const wasSent = record.submittedAt !== undefined
    if (
      wasSent &&
      record.state === 'REJECTED' &&
      record.orderId === undefined &&
      record.note?.startsWith('the broker does not list')
    )
      this.book.check(
        'I3',
        !this.#accepted.has(record.clientOrderId),
        () => `${record.clientOrderId} was given up and is at the broker`,
      )
    if (record.orderId !== undefined)
      this.book.check(
        'I3',
        this.#accepted.has(record.clientOrderId) || this.#changed.has(record.orderId),
        () => `${record.clientOrderId} ended ${record.state} without being there`,
      )
  }

  #intents(writes: readonly Write[], change: Change): void {
    const { before, next } = change
    const known = new Set(Object.keys(before?.orders ?? {}))
    const fresh = Object.values(next.orders).filter(
      ({ intentId, state }) => state === 'INTENT' && !known.has(intentId),
    )
    if (fresh.length === 0) return
    const guarded = isGuarded(writes, STATE_PATH) && isGuarded(writes, LEASE_PATH)
    for (const intent of fresh) {
      this.book.check('I10', guarded, () => `${intent.clientOrderId} was written without its guards`)
      if (intent.side === 'BUY') this.#entries.decided(intent, change, this.#now())
    }
  }

  #stops(before: TradingState | undefined, next: TradingState): void {
    for (const position of Object.values(next.positions)) {
      const earlier = before?.positions[position.symbol]
      if (earlier?.positionId !== position.positionId) continue
      this.book.check(
        'I14',
        position.stop >= earlier.stop,
        () => `${position.symbol}: ${earlier.stop} to ${position.stop}`,
      )
    }
  }

  /** Our own books, too, never want more sold than is held. */
  #sales({ orders, positions }: TradingState): void {
    const selling = new Map<string, number>()
    for (const order of Object.values(orders)) {
      if (order.side === 'BUY') continue
      selling.set(order.symbol, (selling.get(order.symbol) ?? 0) + order.quantity - order.filledQuantity)
    }
    for (const [symbol, quantity] of selling) {
      const position = positions[symbol]
      const held = position ? openQuantity(position) : 0
      this.book.check(
        'I4',
        quantity <= held,
        () => `${quantity} ${symbol} for sale in our books, ${held} held`,
      )
    }
  }

  #fillsOf(writes: readonly Write[], next: TradingState, run: RunSeen | undefined): void {
    const ended = writes.flatMap((write) =>
      write.kind !== 'delete' && write.path.startsWith('orders/')
        ? [write.value as unknown as OrderRecord]
        : [],
    )
    for (const { intentId, symbol, side, filledQuantity } of [...Object.values(next.orders), ...ended]) {
      const known = this.#fills.get(intentId) ?? 0
      this.book.check('I7', filledQuantity >= known, () => `${intentId}: ${known} to ${filledQuantity}`)
      if (filledQuantity === known) continue
      this.#fills.set(intentId, filledQuantity)
      const bought = side === 'BUY' ? filledQuantity - known : known - filledQuantity
      this.#held.set(symbol, (this.#held.get(symbol) ?? 0) + bought)
    }
    for (const [symbol, sum] of this.#held) {
      const position = next.positions[symbol]
      const held = position ? openQuantity(position) : 0
      this.book.check('I6', held === sum, () => `${symbol}: ${held} held, fills add up to ${sum}`)
      if (run && run.failedReads > 0)
        this.book.check('I8', held === sum, () => `${symbol} after an answer that failed`)
    }
  }
}

function wasRefused({
  triedAt,
  nakedSince,
}: {
  readonly triedAt?: EpochMs
  readonly nakedSince?: EpochMs
}): boolean {
  return triedAt !== undefined && nakedSince !== undefined && triedAt >= nakedSince
}

function valueAt<T>(writes: readonly Write[], path: string): T | undefined {
  const write = writes.find((each) => each.path === path)
  return write && write.kind !== 'delete' ? (write.value as unknown as T) : undefined
}

function isGuarded(writes: readonly Write[], path: string): boolean {
  const write = writes.find((each) => each.path === path)
  return write?.kind === 'update' || write?.kind === 'create'
}
