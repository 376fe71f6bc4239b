import { MemoryStore } from '../../../../infra/store/memory-store.ts'
import type { RequestRecord } from '../../../../local/simulator/server/request-record.ts'
import {
  type RunningSimulator,
  type SimulatorSetup,
  startSimulator,
} from '../../../../local/simulator/simulator.ts'
import { money } from '../../../../shared/domain/money.ts'
import { exchangeInstant, parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { SECOND_MS } from '../../../../shared/time/instant.ts'
import { VirtualClock } from '../../../../shared/time/virtual-clock.ts'
import { ScriptedMarket } from './scripted-market.ts'
import { SignedClient } from './signed-client.ts'

const DATE = parseExchangeDate('2022-03-15')
export const TEN_O_CLOCK = exchangeInstant(DATE, 600)
export const MIDNIGHT = exchangeInstant(parseExchangeDate('2022-03-16'), 0)
export const ACCOUNT = 'k3yOfTheAccount-_'

export const CONSUMER = { key: 'the-consumer', secret: 'never/shown+twice=' }
/** Sixty symbols, so that the limits on symbols a call can be reached. */
const PRICES = {
  TQQQ: '47.50',
  SQQQ: '40.00',
  'BRK.B': '330.00',
  ...Object.fromEntries(Array.from({ length: 57 }, (_, index) => [`S${index}`, '10.00'])),
}

/** A simulator at ten o'clock of a trading day, a client for it, and the records of all requests. */
export interface Bench {
  readonly clock: VirtualClock
  readonly simulator: RunningSimulator
  readonly client: SignedClient
  readonly records: RequestRecord[]
  /** A client that has not signed in. */
  newClient(): SignedClient
  /** Ends the simulator and starts another one on what it left in the store. */
  restarted(): Promise<Bench>
}

export async function startBench(changes: Partial<SimulatorSetup> = {}): Promise<Bench> {
  const clock = (changes.clock as VirtualClock | undefined) ?? new VirtualClock(TEN_O_CLOCK)
  const store = changes.store ?? new MemoryStore({ clock })
  const records: RequestRecord[] = []
  const simulator = await startSimulator({
    market: new ScriptedMarket(PRICES, exchangeInstant(DATE, 570)),
    clock,
    store,
    account: { accountIdKey: ACCOUNT, accountId: '840000001', kind: 'CASH', startCash: money('20000.00') },
    consumer: CONSUMER,
    port: 0,
    onRequest: (record) => records.push(record),
    ...changes,
  })
  const seconds = () => Math.floor((changes.oauthClock ?? clock).now() / SECOND_MS)
  const newClient = () => new SignedClient(simulator.baseUrl, CONSUMER, seconds)
  return {
    clock,
    simulator,
    client: newClient(),
    records,
    newClient,
    async restarted() {
      await simulator.close()
      return startBench({ ...changes, clock, store })
    },
  }
}
