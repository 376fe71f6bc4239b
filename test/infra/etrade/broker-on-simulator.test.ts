import { EtradeClient } from '../../../infra/etrade/client/etrade-client.ts'
import { EtradeBroker } from '../../../infra/etrade/etrade-broker.ts'
import { etradeHosts } from '../../../infra/etrade/hosts.ts'
import { EtradeSession } from '../../../infra/etrade/oauth/etrade-session.ts'
import { SecretsTokenVault } from '../../../infra/etrade/oauth/token-vault.ts'
import { MemorySecrets } from '../../../infra/secrets/memory-secrets.ts'
import { MemoryStore } from '../../../infra/store/memory-store.ts'
import { signIn } from '../../../local/sign-in.ts'
import { startSimulator } from '../../../local/simulator/simulator.ts'
import type { AccountIdKey } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { Secret } from '../../../shared/ports/secrets.ts'
import { type EpochMs, SECOND_MS } from '../../../shared/time/instant.ts'
import { VirtualClock } from '../../../shared/time/virtual-clock.ts'
import { type BrokerBench, brokerContract } from '../../contract/broker-contract.ts'
import { NINE_THIRTY_SIX, TQQQ } from '../../support/fixtures.ts'
import { GrowingMarket } from '../../support/growing-market.ts'
import { scriptedPrint } from '../../support/scripted-market.ts'

brokerContract({ name: 'the E*TRADE broker on the simulator', open: openBench })

async function openBench(): Promise<BrokerBench> {
  const clock = new VirtualClock(NINE_THIRTY_SIX)
  const market = new GrowingMarket()
  const consumer = { key: new Secret('your-consumer-key'), secret: new Secret('your-consumer-secret') }
  const accountIdKey = 'simulated-account' as AccountIdKey
  const simulator = await startSimulator({
    market,
    clock,
    store: new MemoryStore({ clock }),
    account: { accountIdKey, accountId: '000000001', kind: 'CASH', startCash: money('25000') },
    consumer: { key: consumer.key.reveal(), secret: consumer.secret.reveal() },
    port: 0,
  })
  const tokens = new SecretsTokenVault({ secrets: new MemorySecrets(), environment: 'simulator', clock })
  const hosts = etradeHosts({ simulator: simulator.baseUrl })
  const client = new EtradeClient({ hosts, consumer, tokens, clock })
  await signIn(new EtradeSession({ client, tokens, clock }))
  return {
    broker: new EtradeBroker({ client, accountIdKey, clock }),
    async showQuote({ bid, ask }) {
      clock.moveTo((clock.now() + SECOND_MS) as EpochMs)
      const sizes = { bidSize: 10_000, askSize: 10_000 }
      market.show(scriptedPrint(TQQQ, clock.now(), { last: bid, bid, ask }, sizes))
    },
    async close() {
      client.close()
      await simulator.close()
    },
  }
}
