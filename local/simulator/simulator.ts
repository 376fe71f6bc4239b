import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type HttpBindings, type ServerType, serve } from '@hono/node-server'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Store } from '../../shared/ports/store.ts'
import { AlertBox } from './alerts/alert-box.ts'
import { OpenPlacements } from './conduct/open-placements.ts'
import { type RateLimits, RateMeter } from './conduct/rate-limits.ts'
import { type Sin, SinBook } from './conduct/sin-book.ts'
import { Exchange, type ExchangeAccount } from './exchange/exchange.ts'
import type { ExchangeRules } from './exchange/rules.ts'
import { type FaultPlan, parseFaultPlan } from './faults/fault-plan.ts'
import { FaultSource } from './faults/fault-source.ts'
import { HaltedMarket } from './faults/halted-market.ts'
import type { Market } from './market/market.ts'
import { OAuthServer } from './oauth/oauth-server.ts'
import type { Consumer } from './oauth/request-gate.ts'
import { createApp, type Personality } from './server/app.ts'
import { withBrokenEnds } from './server/broken-ends.ts'
import type { SettableClock } from './server/clock-route.ts'
import type { RequestRecord } from './server/request-record.ts'

export interface SimulatorSetup {
  readonly market: Market
  /** The market's time: prices, orders and the life of tokens follow it. */
  readonly clock: Clock
  /** The time that request timestamps are compared with; the market's unless told otherwise. */
  readonly oauthClock?: Clock
  readonly store: Store
  readonly account: ExchangeAccount
  /** The key pair of the one program that may sign in. */
  readonly consumer: Consumer
  /** 0 takes any free port. */
  readonly port: number
  /** How strict the exchange is; the default rules where nothing is said. */
  readonly rules?: Partial<ExchangeRules>
  readonly onRequest?: (record: RequestRecord) => void
  /** What goes wrong; nothing unless a plan says so. */
  readonly faults?: FaultPlan
  /** How many calls a module takes; any number unless it is said. */
  readonly limits?: RateLimits
  /** The sandbox answers canned; the broker unless said otherwise. */
  readonly personality?: Personality
  /** Errors come as XML although JSON was asked for, as the broker's sometimes do. */
  readonly errorsAsXml?: boolean
  /** Given, the market's clock can be moved over HTTP. */
  readonly settableClock?: SettableClock
  /** How far a request timestamp may be off. The documentation says 5 minutes, a real refusal once meant 30. */
  readonly timestampWindowSeconds?: number
}

export interface RunningSimulator {
  readonly baseUrl: string
  readonly exchange: Exchange
  /** What clients did wrong so far. */
  readonly sins: readonly Sin[]
  close(): Promise<void>
}

const NO_FAULTS = parseFaultPlan({})
const LOOPBACK = '127.0.0.1'
const TIMESTAMP_WINDOW_SECONDS = 300

/** Starts a broker on this machine that speaks E*TRADE's wire; it is reachable from this machine only. */
export async function startSimulator(setup: SimulatorSetup): Promise<RunningSimulator> {
  const { clock, oauthClock = clock, store, account, rules = {} } = setup
  const plan = setup.faults ?? NO_FAULTS
  const market = plan.halts.length === 0 ? setup.market : new HaltedMarket(setup.market, plan.halts)
  const exchange = await Exchange.open({ market, clock, store, account, rules })
  const oauth = await OAuthServer.open({
    consumer: setup.consumer,
    store,
    clock,
    oauthClock,
    timestampWindowSeconds: setup.timestampWindowSeconds ?? TIMESTAMP_WINDOW_SECONDS,
  })
  const { settableClock, onRequest, limits, errorsAsXml = false, personality = 'broker' } = setup
  const sins = new SinBook(clock)
  const alerts = new AlertBox({ exchange, store, clock })
  const app = createApp({
    market,
    exchange,
    alerts,
    oauth,
    clock,
    oauthClock,
    settableClock,
    faults: new FaultSource(plan),
    sins,
    placements: new OpenPlacements(),
    meter: limits && new RateMeter(limits),
    personality,
    errorsAsXml,
    onRequest,
  })
  const fetch = withBrokenEnds((request, bindings) => app.fetch(request, bindings))
  const server = serve({
    fetch: (request, bindings) => fetch(request, bindings as HttpBindings),
    hostname: LOOPBACK,
    port: setup.port,
  })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://${LOOPBACK}:${port}`,
    exchange,
    get sins() {
      return sins.sins
    },
    close: () => closed(server),
  }
}

/** Ends open connections as well; clients keep them alive and would hold the port. */
async function closed(server: ServerType): Promise<void> {
  const end = once(server, 'close')
  server.close()
  if ('closeAllConnections' in server) server.closeAllConnections()
  await end
}
