import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { SystemClock } from '../../infra/clock/system-clock.ts'
import { MemoryStore } from '../../infra/store/memory-store.ts'
import { money } from '../../shared/domain/money.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { EpochMs, ExchangeDate } from '../../shared/time/instant.ts'
import { marketDay } from '../../shared/time/market-calendar.ts'
import { VirtualClock } from '../../shared/time/virtual-clock.ts'
import { UsageError } from '../failure.ts'
import { readJsonFile } from '../json-file.ts'
import { type MarketChoice, openMarketSource } from '../market-source.ts'
import { PORTAL_LIMITS, SUPPORT_LIMITS } from '../simulator/conduct/rate-limits.ts'
import { type FaultPlan, parseFaultPlan } from '../simulator/faults/fault-plan.ts'
import type { Personality } from '../simulator/server/app.ts'
import { startSimulator } from '../simulator/simulator.ts'

interface SimulatorOptions extends MarketChoice {
  readonly port: number
  readonly clock: 'real' | 'virtual'
  readonly faults?: string
  readonly personality: Personality
  readonly partialFills: boolean
  readonly limits: keyof typeof LIMITS
}

/** The first of the accounts that the sandbox lists. */
const SANDBOX_ACCOUNT = 'SCRUBBED-ACCOUNT-ID-KEY-3'
const LIMITS = { support: SUPPORT_LIMITS, portal: PORTAL_LIMITS, none: undefined }

const ACCOUNT = {
  accountIdKey: 'simulated-account',
  accountId: '000000001',
  kind: 'CASH' as const,
  startCash: money('25000'),
}

/**
 * `openbell simulator`: only the broker, for this or any other client, until Ctrl-C. The market stands at the open
 * of its day; request timestamps are compared with the machine's clock, because that is what clients sign with.
 */
export async function simulator(options: SimulatorOptions): Promise<void> {
  const source = openMarketSource(options)
  const limits = LIMITS[options.limits]
  const { clock, settableClock } = marketClock(openOf(source.dates[0]), options.clock)
  const consumer = { key: randomBytes(16).toString('hex'), secret: randomBytes(32).toString('hex') }
  const running = await startSimulator({
    market: source.market,
    clock,
    oauthClock: new SystemClock(),
    ...(settableClock && { settableClock }),
    store: new MemoryStore({ clock }),
    account: ACCOUNT,
    consumer,
    port: options.port,
    rules: { fillsLimitedByDisplayedSize: options.partialFills },
    personality: options.personality,
    ...(limits && { limits }),
    ...(options.faults !== undefined && { faults: faultPlan(options.faults, options.seed) }),
  })
  const accountIdKey = options.personality === 'sandbox' ? SANDBOX_ACCOUNT : ACCOUNT.accountIdKey
  const ready = {
    baseUrl: running.baseUrl,
    consumerKey: consumer.key,
    consumerSecret: consumer.secret,
    accountIdKey,
  }
  // Listened for before anybody can know that there is something to stop.
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  process.stdout.write(`${JSON.stringify(ready)}\n`)
  await stopped
  await running.close()
}

/** The seed of the command line, where given, also decides the faults. */
function faultPlan(file: string, seed: number | undefined): FaultPlan {
  const plan = parseFaultPlan(readJsonFile('fault plan', file))
  return seed === undefined ? plan : { ...plan, seed }
}

function marketClock(
  start: EpochMs,
  kind: SimulatorOptions['clock'],
): { readonly clock: Clock; readonly settableClock?: VirtualClock } {
  if (kind === 'real') return { clock: SystemClock.startingAt(start) }
  const clock = new VirtualClock(start)
  return { clock, settableClock: clock }
}

function openOf(date: ExchangeDate | undefined): EpochMs {
  const day = date && marketDay(date)
  if (day?.kind === 'open') return day.openAt
  throw new UsageError('the chosen market has no trading day')
}
