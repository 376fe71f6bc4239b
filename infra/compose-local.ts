import type { Config } from '../shared/config/config.ts'
import type { World } from '../shared/cycles/world.ts'
import type { AccountIdKey } from '../shared/domain/ids.ts'
import { moneyFromNumber } from '../shared/domain/money.ts'
import type { Broker } from '../shared/ports/broker.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Earnings } from '../shared/ports/earnings.ts'
import type { History } from '../shared/ports/history.ts'
import type { News } from '../shared/ports/news.ts'
import type { Notifier } from '../shared/ports/notifier.ts'
import type { Secret, Secrets } from '../shared/ports/secrets.ts'
import type { Store } from '../shared/ports/store.ts'
import type { Instrument } from '../shared/symbols/instrument.ts'
import { exchangeDate } from '../shared/time/exchange-time.ts'
import { CachedBalanceBroker } from './cache/cached-balance-broker.ts'
import { CachedHistory } from './cache/cached-history.ts'
import { CachedMarketData } from './cache/cached-market-data.ts'
import { CachedNews } from './cache/cached-news.ts'
import { LayeredCache } from './cache/layered-cache.ts'
import { sha256 } from './digest/sha256.ts'
import { type EtradeAccount, listAccounts } from './etrade/accounts.ts'
import type { CallRecord } from './etrade/client/call.ts'
import { EtradeClient } from './etrade/client/etrade-client.ts'
import { EtradeBroker } from './etrade/etrade-broker.ts'
import { EtradeMarketData } from './etrade/etrade-market-data.ts'
import { etradeHosts } from './etrade/hosts.ts'
import { EtradeSession } from './etrade/oauth/etrade-session.ts'
import { SecretsTokenVault } from './etrade/oauth/token-vault.ts'
import { DayCalls } from './metrics/day-calls.ts'
import { Meter, type MeterReport } from './metrics/meter.ts'
import { BrokerBreaker } from './pacing/broker-breaker.ts'
import { StoreCallBudget } from './pacing/store-call-budget.ts'
import { brokerOfMode } from './paper/broker-of-mode.ts'
import { PaperBroker } from './paper/paper-broker.ts'

/** What a laptop brings along; the rest of the world is chosen here. */
export interface LocalParts {
  readonly config: Config
  readonly clock: Clock
  readonly store: Store
  readonly secrets: Secrets
  readonly history: History
  readonly news?: News
  readonly earnings?: Earnings
  readonly notifier: Notifier
  readonly instruments: readonly Instrument[]
  readonly namedByOwner: boolean
  readonly simulator: {
    readonly baseUrl: string
    readonly accountIdKey: AccountIdKey
    readonly consumer: { readonly key: Secret; readonly secret: Secret }
  }
}

export interface LocalWorld {
  readonly world: World
  readonly session: EtradeSession
  /** The accounts of whoever signed in. */
  accounts(): Promise<readonly EtradeAccount[]>
  /** What caches and provider calls did in this process, and the calls of the ET day over all restarts. */
  metrics(): Promise<MeterReport & { readonly callsToday: Readonly<Record<string, number>> }>
  /** Adds the calls made since the last time to the day's count in the store. */
  saveMetrics(): Promise<void>
  close(): void
}

/**
 * The world on a laptop: the real broker client against the simulator over HTTP. In LIVE its orders go there; in
 * DEMO they never leave the process, because the cycles are given a broker that has no client.
 */
export function composeLocal(parts: LocalParts): LocalWorld {
  const { clock, secrets, simulator } = parts
  const tokens = new SecretsTokenVault({ secrets, environment: 'simulator', clock })
  const hosts = etradeHosts({ simulator: simulator.baseUrl })
  const meter = new Meter()
  const dayCalls = new DayCalls({ store: parts.store, clock })
  const onCall = ({ module, httpStatus, durationMs }: CallRecord) => {
    const call = { provider: 'etrade', module, ok: httpStatus !== undefined && httpStatus < 400, durationMs }
    meter.call(call)
    dayCalls.count(call)
  }
  const budget = new StoreCallBudget({ store: parts.store, clock, rules: parts.config.pacing })
  const breaker = new BrokerBreaker({ clock })
  const { consumer } = simulator
  const client = new EtradeClient({ hosts, consumer, tokens, clock, budget, breaker, onCall })
  // One process serves everything here, so there is nobody to share a store's cache with.
  const cache = new LayeredCache({ clock, meter })
  const session = new EtradeSession({ client, tokens, clock })
  const marketData = new EtradeMarketData({ client })
  const { config, store, history, news, earnings, notifier, instruments, namedByOwner } = parts
  const broker = chooseBroker(parts, { client, marketData, cache })
  const world: World = {
    clock,
    store,
    broker,
    marketData,
    recentQuotes: new CachedMarketData({ marketData, cache }),
    history: new CachedHistory({ history, cache }),
    ...(news && { news: new CachedNews({ news, cache }) }),
    ...(earnings && { earnings }),
    session,
    budget,
    breaker,
    notifier,
    config,
    instruments,
    namedByOwner,
    digest: sha256,
    warm: {},
    calendar: [],
  }
  return {
    world,
    session,
    accounts: async () => {
      // A new sign-in may be another person's, so the list belongs to one token.
      const key = `${(await session.token())?.issuedAt ?? 'nobody signed in'}`
      return cache.read({ kind: 'accounts', key }, () => listAccounts(client))
    },
    metrics: async () => ({
      ...meter.report(),
      callsToday: await dayCalls.of(exchangeDate(clock.now())),
    }),
    saveMetrics: () => dayCalls.save(),
    close: () => client.close(),
  }
}

function chooseBroker(
  { config, clock, store, simulator }: LocalParts,
  by: { readonly client: EtradeClient; readonly marketData: EtradeMarketData; readonly cache: LayeredCache },
): Broker {
  const { client, marketData, cache } = by
  const { accountIdKey } = simulator
  return brokerOfMode(config.mode, {
    live: () => {
      const broker = new EtradeBroker({ client, accountIdKey, clock })
      return new CachedBalanceBroker({ broker, cache, account: accountIdKey })
    },
    paper: () =>
      new PaperBroker({ store, clock, marketData, startCash: moneyFromNumber(config.demo.startCashUsd) }),
  })
}
