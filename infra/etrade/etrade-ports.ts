import type { AccountIdKey } from '../../shared/domain/ids.ts'
import type { Broker } from '../../shared/ports/broker.ts'
import type { BrokerLogin } from '../../shared/ports/broker-login.ts'
import type { BrokerSession } from '../../shared/ports/broker-session.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { MarketData } from '../../shared/ports/market-data.ts'
import { EtradeEarningDates } from '../catalysts/etrade-earning-dates.ts'
import type { EventSource } from '../catalysts/event-source.ts'
import type { EtradeClient } from './client/etrade-client.ts'
import { EtradeBroker } from './etrade-broker.ts'
import { EtradeMarketData } from './etrade-market-data.ts'
import { EtradeSession } from './oauth/etrade-session.ts'
import type { TokenVault } from './oauth/token-vault.ts'

/** What the cycles need of E*TRADE. */
export interface EtradePorts {
  readonly marketData: MarketData
  readonly session: BrokerSession
  readonly login: BrokerLogin
  /** The next results of companies. */
  readonly earningDates: EventSource
  /** Sends real orders for this account; only LIVE asks for it. */
  liveBroker(accountIdKey: AccountIdKey): Broker
}

/** E*TRADE through one client. */
export function etradePorts(by: {
  readonly client: EtradeClient
  readonly tokens: TokenVault
  readonly clock: Clock
}): EtradePorts & { readonly session: EtradeSession } {
  const { client, clock } = by
  const session = new EtradeSession(by)
  return {
    marketData: new EtradeMarketData({ client }),
    session,
    login: session,
    earningDates: new EtradeEarningDates({ client }),
    liveBroker: (accountIdKey) => new EtradeBroker({ client, accountIdKey, clock }),
  }
}
