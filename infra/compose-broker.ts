import type { Config } from '../shared/config/config.ts'
import type { AccountIdKey } from '../shared/domain/ids.ts'
import { moneyFromNumber } from '../shared/domain/money.ts'
import type { ProviderCall } from '../shared/metrics/call-metrics.ts'
import type { Broker } from '../shared/ports/broker.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Secrets } from '../shared/ports/secrets.ts'
import type { Store } from '../shared/ports/store.ts'
import { CachedBalanceBroker } from './cache/cached-balance-broker.ts'
import type { LayeredCache } from './cache/layered-cache.ts'
import type { CallRecord } from './etrade/client/call.ts'
import { EtradeClient } from './etrade/client/etrade-client.ts'
import { type EtradePorts, etradePorts } from './etrade/etrade-ports.ts'
import type { EtradeHosts } from './etrade/hosts.ts'
import type { Consumer } from './etrade/oauth/signer.ts'
import { SecretsTokenVault } from './etrade/oauth/token-vault.ts'
import { BrokerBreaker } from './pacing/broker-breaker.ts'
import { StoreCallBudget } from './pacing/store-call-budget.ts'
import { brokerOfMode } from './paper/broker-of-mode.ts'
import { PaperBroker } from './paper/paper-broker.ts'

/** What every call to the broker passes: its limits, its breaker and who counts it. */
export interface BrokerCalls {
  readonly budget: StoreCallBudget
  readonly breaker: BrokerBreaker
  readonly onCall: (call: CallRecord) => void
}

export function brokerCalls(by: {
  readonly config: Config
  readonly clock: Clock
  readonly store: Store
  readonly count: (call: ProviderCall) => void
}): BrokerCalls {
  const { config, clock, store, count } = by
  return {
    budget: new StoreCallBudget({ store, clock, rules: config.pacing }),
    breaker: new BrokerBreaker({ clock }),
    onCall: ({ module, httpStatus, durationMs }) => {
      const ok = httpStatus !== undefined && httpStatus < 400
      count({ provider: 'etrade', module, ok, durationMs })
    },
  }
}

/** Where E*TRADE is reached, as which application, and where its token is kept. */
export interface EtradeAccess {
  readonly hosts: EtradeHosts
  readonly consumer: Consumer
  readonly secrets: Secrets
  readonly environment: 'prod' | 'sandbox' | 'simulator'
}

/** E*TRADE as everything of one process shares it. */
export function openEtrade(access: EtradeAccess, clock: Clock, calls: BrokerCalls) {
  const { hosts, consumer } = access
  const tokens = new SecretsTokenVault({ ...access, clock })
  const client = new EtradeClient({ hosts, consumer, tokens, clock, ...calls })
  return { client, ports: etradePorts({ client, tokens, clock }) }
}

/** In LIVE orders go to E*TRADE; in DEMO they never leave the process, because its broker has no client. */
export function chooseBroker(
  {
    config,
    clock,
    store,
    liveAccount,
  }: {
    readonly config: Config
    readonly clock: Clock
    readonly store: Store
    /** Whose orders LIVE sends. */
    readonly liveAccount: () => AccountIdKey
  },
  { etrade, cache }: { readonly etrade: EtradePorts; readonly cache: LayeredCache },
): Broker {
  return brokerOfMode(config.mode, {
    live: () => {
      const account = liveAccount()
      return new CachedBalanceBroker({ broker: etrade.liveBroker(account), cache, account })
    },
    paper: () => {
      const startCash = moneyFromNumber(config.demo.startCashUsd)
      return new PaperBroker({ store, clock, marketData: etrade.marketData, startCash })
    },
  })
}
