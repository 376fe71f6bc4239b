import type { Config } from '../shared/config/config.ts'
import type { World } from '../shared/cycles/world.ts'
import type { AccountIdKey } from '../shared/domain/ids.ts'
import { moneyFromNumber } from '../shared/domain/money.ts'
import type { Broker } from '../shared/ports/broker.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { History } from '../shared/ports/history.ts'
import type { Notifier } from '../shared/ports/notifier.ts'
import type { Secret, Secrets } from '../shared/ports/secrets.ts'
import type { Store } from '../shared/ports/store.ts'
import type { Instrument } from '../shared/symbols/instrument.ts'
import { type EtradeAccount, listAccounts } from './etrade/accounts.ts'
import { EtradeClient } from './etrade/client/etrade-client.ts'
import { EtradeBroker } from './etrade/etrade-broker.ts'
import { EtradeMarketData } from './etrade/etrade-market-data.ts'
import { etradeHosts } from './etrade/hosts.ts'
import { EtradeSession } from './etrade/oauth/etrade-session.ts'
import { SecretsTokenVault } from './etrade/oauth/token-vault.ts'
import { PaperBroker } from './paper/paper-broker.ts'

/** What a laptop brings along; the rest of the world is chosen here. */
export interface LocalParts {
  readonly config: Config
  readonly clock: Clock
  readonly store: Store
  readonly secrets: Secrets
  readonly history: History
  readonly notifier: Notifier
  readonly instruments: readonly Instrument[]
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
  const client = new EtradeClient({ hosts, consumer: simulator.consumer, tokens, clock })
  const session = new EtradeSession({ client, tokens, clock })
  const marketData = new EtradeMarketData({ client })
  const { config, store, history, notifier, instruments } = parts
  const broker = chooseBroker(parts, client, marketData)
  const world: World = {
    clock,
    store,
    broker,
    marketData,
    history,
    session,
    notifier,
    config,
    instruments,
    warm: {},
    calendar: [],
  }
  return { world, session, accounts: () => listAccounts(client), close: () => client.close() }
}

function chooseBroker(parts: LocalParts, client: EtradeClient, marketData: EtradeMarketData): Broker {
  const { config, clock, store, simulator } = parts
  if (config.mode === 'LIVE') return new EtradeBroker({ client, accountIdKey: simulator.accountIdKey, clock })
  return new PaperBroker({ store, clock, marketData, startCash: moneyFromNumber(config.demo.startCashUsd) })
}
