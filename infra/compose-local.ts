import type { Config } from '../shared/config/config.ts'
import { STATE_PATH } from '../shared/cycles/tick.ts'
import type { World } from '../shared/cycles/world.ts'
import type { AccountIdKey } from '../shared/domain/ids.ts'
import type { ProviderCall } from '../shared/metrics/call-metrics.ts'
import type { MeterReport } from '../shared/metrics/meter-report.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Earnings } from '../shared/ports/earnings.ts'
import type { History } from '../shared/ports/history.ts'
import type { News } from '../shared/ports/news.ts'
import type { Notifier } from '../shared/ports/notifier.ts'
import type { OperationsCount } from '../shared/ports/operations-count.ts'
import type { Secret, Secrets } from '../shared/ports/secrets.ts'
import type { Store } from '../shared/ports/store.ts'
import { dayTotalsSchema } from '../shared/state/trading-state.ts'
import type { Instrument } from '../shared/symbols/instrument.ts'
import { exchangeDate } from '../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../shared/time/instant.ts'
import { LayeredCache } from './cache/layered-cache.ts'
import { brokerCalls, openEtrade } from './compose-broker.ts'
import { composeAdvisor } from './compose-catalysts.ts'
import { composeWorld } from './compose-world.ts'
import type { Environment } from './environment.ts'
import { type EtradeAccount, listAccounts } from './etrade/accounts.ts'
import { etradeHosts } from './etrade/hosts.ts'
import type { EtradeSession } from './etrade/oauth/etrade-session.ts'
import { openedOnce } from './lazy/opened-once.ts'
import { StructuredLog } from './log/structured-log.ts'
import { CallTally } from './metrics/call-tally.ts'
import { Meter } from './metrics/meter.ts'
import { rememberedSecret } from './secrets/remembered-secret.ts'

/** What a laptop brings along; the rest of the world is chosen here. */
export interface LocalParts {
  readonly config: Config
  readonly clock: Clock
  readonly store: Store
  readonly operations: OperationsCount
  readonly secrets: Secrets
  readonly history: History
  readonly news?: News
  readonly earnings?: Earnings
  readonly notifier: Notifier
  /** Names the model that is asked for plans; none is when it says nothing. */
  readonly env: Environment
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
  /** What caches and provider calls did in this process, and the calls of the runs of this ET day over all restarts. */
  metrics(): Promise<MeterReport & { readonly callsToday: Readonly<Record<string, number>> }>
  /** Signs the sessions of the API; made by the first run. */
  sessionKey(): Promise<Secret>
  close(): void
}

/**
 * The world on a laptop: the real broker client against the simulator over HTTP. In LIVE its orders go there; in
 * DEMO they never leave the process, because the cycles are given a broker that has no client.
 */
export function composeLocal(parts: LocalParts): LocalWorld {
  const { clock, secrets, simulator } = parts
  const meter = new Meter()
  const log = new StructuredLog({ level: 'warn', output: 'stderr' })
  const providerCalls = new CallTally()
  const count = (call: ProviderCall) => {
    meter.call(call)
    providerCalls.count(call)
  }
  const calls = brokerCalls({ ...parts, count })
  const hosts = etradeHosts({ simulator: simulator.baseUrl })
  const { consumer } = simulator
  const access = { hosts, consumer, secrets, environment: 'simulator' } as const
  const { client, ports: etrade } = openEtrade(access, clock, calls)
  // One process serves everything here, so there is nobody to share a store's cache with.
  const cache = new LayeredCache({ clock, meter })
  const { session } = etrade
  const advisor = composeAdvisor(parts.env, { clock, count, secrets: async () => secrets })
  return {
    world: composeWorld({
      ...parts,
      ...(advisor && { advisor }),
      providerCalls,
      etrade,
      calls,
      cache,
      liveAccount: () => simulator.accountIdKey,
      onRecorderProblem: (problem) => log.warn({}, problem),
    }),
    session,
    accounts: async () => {
      // A new sign-in may be another person's, so the list belongs to one token.
      const key = `${(await session.token())?.issuedAt ?? 'nobody signed in'}`
      return cache.read({ kind: 'accounts', key }, () => listAccounts(client))
    },
    metrics: async () => ({
      ...meter.report(),
      callsToday: await callsOn(exchangeDate(clock.now()), parts.store),
    }),
    sessionKey: openedOnce(() => rememberedSecret(secrets, 'session-signing-key')),
    close: () => client.close(),
  }
}

async function callsOn(date: ExchangeDate, store: Store): Promise<Readonly<Record<string, number>>> {
  const document = await store.get(STATE_PATH)
  if (!document) return {}
  const day = dayTotalsSchema.parse(document.value['day'])
  return day.date === date ? (day.usage?.calls ?? {}) : {}
}
