import type { Config } from '../shared/config/config.ts'
import { FlightRecorder } from '../shared/cycles/recording/flight-recorder.ts'
import type { World } from '../shared/cycles/world.ts'
import type { AccountIdKey } from '../shared/domain/ids.ts'
import type { Advisor } from '../shared/ports/advisor.ts'
import type { CallsCount } from '../shared/ports/calls-count.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Earnings } from '../shared/ports/earnings.ts'
import type { History } from '../shared/ports/history.ts'
import type { News } from '../shared/ports/news.ts'
import type { Notifier } from '../shared/ports/notifier.ts'
import type { OperationsCount } from '../shared/ports/operations-count.ts'
import type { Store } from '../shared/ports/store.ts'
import type { Instrument } from '../shared/symbols/instrument.ts'
import { CachedEarnings } from './cache/cached-earnings.ts'
import { CachedHistory } from './cache/cached-history.ts'
import { CachedMarketData } from './cache/cached-market-data.ts'
import { CachedNews } from './cache/cached-news.ts'
import type { LayeredCache } from './cache/layered-cache.ts'
import { type BrokerCalls, chooseBroker } from './compose-broker.ts'
import { composeCatalystEvents } from './compose-catalysts.ts'
import { sha256 } from './digest/sha256.ts'
import type { EtradePorts } from './etrade/etrade-ports.ts'

/** What differs between the places where the system runs. */
export interface WorldParts {
  readonly config: Config
  readonly clock: Clock
  readonly store: Store
  readonly operations: OperationsCount
  readonly providerCalls: CallsCount
  readonly history: History
  readonly news?: News
  readonly earnings?: Earnings
  readonly advisor?: Advisor
  readonly notifier: Notifier
  readonly instruments: readonly Instrument[]
  readonly namedByOwner: boolean
  readonly liveAccount: () => AccountIdKey
  readonly etrade: EtradePorts
  readonly calls: Pick<BrokerCalls, 'budget' | 'breaker'>
  readonly cache: LayeredCache
  /** Told when a run could not be recorded. */
  readonly onRecorderProblem: (problem: string) => void
}

/** The world as it is the same on a laptop and in the cloud. */
export function composeWorld(parts: WorldParts): World {
  const { config, clock, store, operations, providerCalls, notifier, instruments, namedByOwner } = parts
  const { history, news, earnings, advisor, etrade, calls, cache } = parts
  const { marketData, session, login, earningDates } = etrade
  const dates = earnings && new CachedEarnings({ earnings, cache })
  return {
    clock,
    store,
    operations,
    providerCalls,
    broker: chooseBroker(parts, parts),
    marketData,
    recentQuotes: new CachedMarketData({ marketData, cache }),
    history: new CachedHistory({ history, cache }),
    ...(news && { news: new CachedNews({ news, cache }) }),
    ...(dates && { earnings: dates }),
    catalystEvents: composeCatalystEvents({ config, cache, earningDates, ...(dates && { earnings: dates }) }),
    ...(advisor && { advisor }),
    session,
    login,
    budget: calls.budget,
    breaker: calls.breaker,
    notifier,
    config,
    instruments,
    namedByOwner,
    digest: sha256,
    warm: {},
    calendar: config.calendar,
    ...(config.recording.enabled && { recorder: new FlightRecorder(parts.onRecorderProblem) }),
  }
}
