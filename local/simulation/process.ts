import { sha256 } from '../../infra/digest/sha256.ts'
import { StoreCallBudget } from '../../infra/pacing/store-call-budget.ts'
import { brokerOfMode } from '../../infra/paper/broker-of-mode.ts'
import { PaperBroker } from '../../infra/paper/paper-broker.ts'
import type { Alert } from '../../shared/alerts/alert.ts'
import type { Reply } from '../../shared/commands/reply.ts'
import type { Config } from '../../shared/config/config.ts'
import { FlightRecorder } from '../../shared/cycles/recording/flight-recorder.ts'
import type { World } from '../../shared/cycles/world.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import { moneyFromNumber } from '../../shared/domain/money.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import type { BrokerSession } from '../../shared/ports/broker-session.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { NotDeliveredError, type Notice } from '../../shared/ports/notifier.ts'
import type { Store } from '../../shared/ports/store.ts'
import { findInstrument } from '../../shared/symbols/registry.ts'
import { exchangeDate, exchangeInstant } from '../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import type { Exchange } from '../simulator/exchange/exchange.ts'
import { CrossingStore, type OnCommit } from './crossing-store.ts'
import { ExchangeBroker } from './exchange-broker.ts'
import type { Crossings, Instance } from './instance.ts'
import type { SimulatedDesk } from './simulated-desk.ts'
import { SIMULATED_SYMBOLS, type SimulatedMarket } from './simulated-market.ts'
import { simulatedPast } from './simulated-past.ts'
import { type QuoteTrouble, SimulatedQuotes } from './simulated-quotes.ts'
import type { Timeline } from './timeline.ts'

const SIGN_IN_MINUTE = 8 * 60

/** What all processes of a world share. */
export interface Surroundings {
  readonly timeline: Timeline
  readonly crossings: Crossings
  readonly store: Store
  readonly exchange: Exchange
  readonly market: SimulatedMarket
  readonly desk: SimulatedDesk
  readonly config: Config
  /** No call has to wait for a permit, so that both modes act at the same moments. */
  readonly unlimited: boolean
  readonly onCommit: OnCommit
  /** What a scan was given to look at. */
  readonly onScanQuotes: (instance: Instance, quotes: ReadonlyMap<Ticker, Quote>) => void
  readonly onDelivery: (alert: Alert) => void
  readonly onReply: (reply: Reply) => void
  readonly troubleOf: (symbol: Ticker) => QuoteTrouble
}

/** The world as one process of the cloud is given it: the production ports, each behind crossings. */
export function worldOf(instance: Instance, around: Surroundings): World {
  const { crossings, desk, market, config } = around
  const store = new CrossingStore({ instance, crossings, store: around.store, onCommit: around.onCommit })
  const clock = clockOf(instance, around.timeline)
  const limits = around.unlimited ? undefined : new StoreCallBudget({ store, clock, rules: config.pacing })
  const budget = limits ?? { take: async () => undefined }
  const quotes = { instance, crossings, market, desk, budget, troubleOf: around.troubleOf }
  const marketData = new SimulatedQuotes({ ...quotes, onAnswer: () => undefined })
  const recentQuotes = new SimulatedQuotes({
    ...quotes,
    onAnswer: (answered) => around.onScanQuotes(instance, answered),
  })
  const startCash = moneyFromNumber(config.demo.startCashUsd)
  return {
    clock,
    store,
    broker: brokerOfMode(config.mode, {
      live: () => new ExchangeBroker({ instance, crossings, exchange: around.exchange, desk, budget }),
      paper: () => new PaperBroker({ store, clock, marketData, startCash }),
    }),
    marketData,
    recentQuotes,
    history: simulatedPast,
    session: sessionOf(around),
    ...(limits && { budget: limits }),
    notifier: { deliver: (notice) => deliver(instance, notice, around) },
    config,
    digest: sha256,
    warm: {},
    instruments: SIMULATED_SYMBOLS.flatMap((symbol) => findInstrument(symbol) ?? []),
    namedByOwner: true,
    calendar: [],
    recorder: new FlightRecorder(fail),
  }
}

/** Production notes it and goes on; in a simulated world every run can be recorded. */
function fail(problem: string): never {
  throw new Error(problem)
}

function clockOf(instance: Instance, timeline: Timeline): Clock {
  return {
    now: () => timeline.now(),
    sleep: async (milliseconds) => {
      await timeline.sleep(milliseconds)
      // A process that has ended meanwhile never wakes up.
      if (!instance.alive) await new Promise(() => undefined)
    },
  }
}

function sessionOf({ desk, timeline }: Surroundings): BrokerSession {
  return {
    token: async () => {
      if (!desk.signedIn) return undefined
      const issuedAt = exchangeInstant(exchangeDate(timeline.now()), SIGN_IN_MINUTE)
      return { issuedAt, lastUsedAt: timeline.now() }
    },
    renew: async () => undefined,
    verify: async () => undefined,
    clockOffsetMs: () => 0,
  }
}

function deliver(
  instance: Instance,
  { alerts }: Notice,
  { crossings, onDelivery }: Surroundings,
): Promise<void> {
  return crossings.cross(instance, {
    port: 'telegram/send',
    failure: (lost) =>
      lost === 'call'
        ? new NotDeliveredError('telegram was not reached')
        : new Error('telegram gave no answer'),
    effect: async () => alerts.forEach(onDelivery),
  })
}

/** The first moment of a date that anything of a world happens at. */
export function dawnOf(date: Parameters<typeof exchangeInstant>[0]): EpochMs {
  return exchangeInstant(date, 6 * 60)
}
