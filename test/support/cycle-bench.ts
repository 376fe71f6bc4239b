import { sha256 } from '../../infra/digest/sha256.ts'
import { MemoryStore } from '../../infra/store/memory-store.ts'
import type { Alert } from '../../shared/alerts/alert.ts'
import { parseConfig } from '../../shared/config/config.ts'
import { openTick } from '../../shared/cycles/open-tick.ts'
import { STATE_PATH, Tick } from '../../shared/cycles/tick.ts'
import type { Job, Trigger } from '../../shared/cycles/trigger.ts'
import type { World } from '../../shared/cycles/world.ts'
import type { OrderId, Ticker } from '../../shared/domain/ids.ts'
import type { Position } from '../../shared/domain/position.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import { openQuantity } from '../../shared/ledger/position-book.ts'
import { type OrderRecord, toRequest } from '../../shared/orders/order-record.ts'
import type { BrokerSession, SessionToken } from '../../shared/ports/broker-session.ts'
import type { MarketData, QuoteAnswer } from '../../shared/ports/market-data.ts'
import type { Notice, Notifier } from '../../shared/ports/notifier.ts'
import type { DocumentValue } from '../../shared/ports/store.ts'
import { initialState, type TradingState, tradingStateSchema } from '../../shared/state/trading-state.ts'
import type { Instrument } from '../../shared/symbols/instrument.ts'
import { exchangeDate } from '../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { NINE_THIRTY_SIX, restingStop } from './fixtures.ts'
import { HandClock } from './hand-clock.ts'
import { ProgrammedBroker } from './programmed-broker.ts'

/** Shows the quotes it was given. */
export class ShownQuotes implements MarketData {
  readonly asked: (readonly Ticker[])[] = []
  shown: readonly Quote[] = []
  failure: Error | undefined

  async quotes(symbols: readonly Ticker[]): Promise<QuoteAnswer> {
    this.asked.push(symbols)
    if (this.failure) throw this.failure
    const quotes = this.shown.filter(({ symbol }) => symbols.includes(symbol))
    const known = new Map(quotes.map((quote) => [quote.symbol, quote]))
    const refused = symbols
      .filter((symbol) => !known.has(symbol))
      .map((symbol) => [symbol, 'unknown'] as const)
    return { quotes: known, refused: new Map(refused), calls: 1 }
  }
}

/** Keeps what it delivered; while `failure` is set it delivers nothing. */
class RecordingNotifier implements Notifier {
  readonly notices: Notice[] = []
  readonly delivered: Alert[] = []
  failure: Error | undefined
  beforeDelivery: (alert: Alert) => Promise<void> = async () => {}

  async deliver(notice: Notice): Promise<void> {
    if (this.failure) throw this.failure
    for (const alert of notice.alerts) await this.beforeDelivery(alert)
    this.notices.push(notice)
    this.delivered.push(...notice.alerts)
  }
}

/** A sign-in whose token and answers the test sets. */
class ProgrammedSession implements BrokerSession {
  readonly calls: string[] = []
  current: SessionToken | undefined
  clockAheadMs: number | undefined = 0
  onRenew: () => void = () => {}
  onVerify: () => void = () => {}

  async token(): Promise<SessionToken | undefined> {
    return this.current
  }

  clockOffsetMs(): number | undefined {
    return this.clockAheadMs
  }

  async renew(): Promise<void> {
    this.calls.push('renew')
    this.onRenew()
  }

  async verify(): Promise<void> {
    this.calls.push('verify')
    this.onVerify()
  }
}

/**
 * A world of in-memory ports, and a hand on each of them; it is 09:36 on a trading Tuesday unless told otherwise. A run
 * follows its orders up for a second only, so that a test sees the steps in between.
 */
export function cycleBench(
  options: {
    readonly now?: EpochMs
    readonly config?: object
    readonly instruments?: readonly Instrument[]
  } = {},
) {
  const clock = new HandClock(options.now ?? NINE_THIRTY_SIX)
  const store = new MemoryStore({ clock })
  const broker = new ProgrammedBroker(clock)
  const market = new ShownQuotes()
  const notifier = new RecordingNotifier()
  const session = new ProgrammedSession()
  session.current = { issuedAt: (clock.now() - 60_000) as EpochMs, lastUsedAt: clock.now() }
  const world: World = {
    clock,
    store,
    broker,
    marketData: market,
    recentQuotes: market,
    history: { dailyBars: async () => [], minuteSessions: async () => [] },
    session,
    notifier,
    config: parseConfig({ execution: { workSecondsMax: 1 }, ...options.config }),
    digest: sha256,
    warm: {},
    instruments: options.instruments ?? [],
    calendar: [],
  }
  return {
    clock,
    store,
    broker,
    market,
    notifier,
    session,
    world,
    /** Puts a trading state into the store as an earlier run would have left it. */
    async leave(state: Partial<TradingState>): Promise<void> {
      const whole = { ...initialState(exchangeDate(clock.now())), ...state }
      await store.commit([{ kind: 'set', path: STATE_PATH, value: whole as unknown as DocumentValue }])
    },
    /** Leaves a position that an earlier run has covered with a stop at the broker. */
    async hold(position: Position, state: Partial<TradingState> = {}): Promise<void> {
      const { symbol } = position
      const stop = restingStop(position)
      broker.take({ ...toRequest(stop), symbol }, { orderId: stop.orderId as OrderId })
      const holding = { symbol, quantity: openQuantity(position), averageCost: position.plan.stop }
      broker.onHoldings = () => [holding]
      await this.leave({
        ...state,
        positions: { ...state.positions, [symbol]: { ...position, cover: { nakedMs: 0 } } },
        orders: { ...state.orders, [stop.intentId]: stop },
      })
    },
    /** The trading state as the next run will find it. */
    async stored(): Promise<TradingState> {
      return tradingStateSchema.parse((await store.get(STATE_PATH))?.value)
    },
    /** An open run that holds the account. */
    async tick(trigger: Trigger = triggerAt(clock.now())): Promise<Tick> {
      const tick = await openTick(world, trigger, exchangeDate(clock.now()))
      if (tick instanceof Tick) return tick
      throw new Error(`the run did not open: ${tick.status}`)
    },
    headlines: () => notifier.delivered.map(({ text }) => text.split('\n')[0]),
  }
}

export type CycleBench = ReturnType<typeof cycleBench>

export function triggerAt(scheduledAt: EpochMs, job: Job = 'position-monitor'): Trigger {
  return { job, scheduledAt }
}

/** Unresolved orders as the state keeps them. */
export function ordersById(...records: readonly OrderRecord[]): Readonly<Record<string, OrderRecord>> {
  return Object.fromEntries(records.map((record) => [record.intentId, record]))
}
