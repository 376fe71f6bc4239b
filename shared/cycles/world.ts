import type { Config } from '../config/config.ts'
import type { Advisor } from '../ports/advisor.ts'
import type { Broker } from '../ports/broker.ts'
import type { BrokerLogin } from '../ports/broker-login.ts'
import type { BrokerSession } from '../ports/broker-session.ts'
import type { CallBudget } from '../ports/call-budget.ts'
import type { CallsCount } from '../ports/calls-count.ts'
import type { CatalystEvents } from '../ports/catalyst-events.ts'
import type { Clock } from '../ports/clock.ts'
import type { Earnings } from '../ports/earnings.ts'
import type { History } from '../ports/history.ts'
import type { MarketData } from '../ports/market-data.ts'
import type { News } from '../ports/news.ts'
import type { Notifier } from '../ports/notifier.ts'
import type { OperationsCount } from '../ports/operations-count.ts'
import type { ProviderBreaker } from '../ports/provider-breaker.ts'
import type { Store } from '../ports/store.ts'
import type { Digest } from '../state/event-log.ts'
import type { Instrument } from '../symbols/instrument.ts'
import type { CalendarException } from '../time/calendar-exception.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import type { OpenTape } from './open-tape.ts'
import type { Trigger } from './trigger.ts'
import type { WarmMemory } from './warm-memory.ts'

/** Everything a cycle works with; a compose file decides what stands behind each port. */
export interface World {
  readonly clock: Clock
  readonly store: Store
  /** Of that store, taken by each run; absent where nobody pays for them. */
  readonly operations?: OperationsCount
  /** To whatever provider, taken with the operations. */
  readonly providerCalls?: CallsCount
  readonly broker: Broker
  readonly marketData: MarketData
  /** The same quotes, up to five seconds old: enough to look for an entry, never to judge a stop. */
  readonly recentQuotes: MarketData
  readonly history: History
  /** Absent without a provider: then news are unknown, which every decision that would use them says. */
  readonly news?: News
  /** Absent without a provider, like news. */
  readonly earnings?: Earnings
  /** Absent without a source: then no catalyst is known, which the radar says. */
  readonly catalystEvents?: CatalystEvents
  /** Absent where no model is asked: then catalysts are played by rule. */
  readonly advisor?: Advisor
  readonly session: BrokerSession
  /** Absent where nobody signs in through this process. */
  readonly login?: BrokerLogin
  /** Absent where the broker sets no limits. */
  readonly budget?: CallBudget
  /** Absent where the broker can't fail. */
  readonly breaker?: ProviderBreaker
  readonly notifier: Notifier
  readonly config: Config
  /** Chains the links of the event log. */
  readonly digest: Digest
  readonly warm: WarmMemory
  /** What may be traded. */
  readonly instruments: readonly Instrument[]
  /** The owner named these symbols for this run: all of them may be entered, the selector only ranks them. */
  readonly namedByOwner?: boolean
  /** The operator's one-off closures and early closes. */
  readonly calendar: readonly CalendarException[]
  /** Absent where runs are not recorded. */
  readonly recorder?: RunRecorder
  /** Of this run, in the world that a recorder gives it. */
  readonly tape?: OpenTape
}

/** Gives each run a world that keeps what its ports answered. */
export interface RunRecorder {
  start(
    world: World,
    run: { readonly trigger: Trigger; readonly startedAt: EpochMs; readonly date: ExchangeDate },
  ): World
}
