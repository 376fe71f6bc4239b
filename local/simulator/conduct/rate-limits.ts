import { type EpochMs, HOUR_MS, SECOND_MS } from '../../../shared/time/instant.ts'
import type { OperationName } from '../operations.ts'

/** The broker's modules, each with a limit of its own. */
const MODULES = ['accounts', 'market', 'orders', 'alerts'] as const
export type BrokerModule = (typeof MODULES)[number]

/** What one module takes; the windows are those of the clock, not the last second and hour. */
interface ModuleLimit {
  readonly perSecond: number
  readonly perHour: number
  /** What the hour counts: calls, or every quoted symbol and option of them. */
  readonly hourCounts: 'requests' | 'quotes'
}

export type RateLimits = Readonly<Record<BrokerModule, ModuleLimit>>

const requests = (perSecond: number, perHour: number): ModuleLimit => ({
  perSecond,
  perHour,
  hourCounts: 'requests',
})

/** What the broker's support told client authors in 2018 to 2022 (etrade-api.md section 10, read 2026-11). */
export const SUPPORT_LIMITS: RateLimits = {
  accounts: requests(10, 35_600),
  market: { perSecond: 10, perHour: 140_000, hourCounts: 'quotes' },
  orders: requests(5, 17_800),
  alerts: requests(10, 35_600),
}

/** The tighter figures of the former developer portal (2012 to 2018; etrade-api.md section 10, read 2026-11). */
export const PORTAL_LIMITS: RateLimits = {
  accounts: requests(2, 7_000),
  market: requests(4, 14_000),
  orders: requests(2, 7_000),
  alerts: requests(2, 7_000),
}

/** The module of an operation; the sign-in and the simulator's own doors have none. */
export function moduleOf(operation: OperationName): BrokerModule | undefined {
  return MODULES.find((name) => operation.startsWith(`${name}/`))
}

interface Window {
  readonly index: number
  readonly count: number
}

/** Counts the calls of each module in the running second and hour. */
export class RateMeter {
  readonly #limits: RateLimits
  readonly #windows = new Map<string, Window>()

  constructor(limits: RateLimits) {
    this.#limits = limits
  }

  /** Takes a call in, unless the second or the hour is full; what is refused does not count (SIM-ASSUMED). */
  admits(module: BrokerModule, now: EpochMs): boolean {
    const { perSecond, perHour } = this.#limits[module]
    const second = this.#window(`${module}/second`, now, SECOND_MS)
    const hour = this.#window(`${module}/hour`, now, HOUR_MS)
    if (second.count >= perSecond || hour.count >= perHour) return false
    this.#windows.set(`${module}/second`, { ...second, count: second.count + 1 })
    this.#windows.set(`${module}/hour`, { ...hour, count: hour.count + 1 })
    return true
  }

  /** Counts what a call turned out to cost beyond itself. SIM-ASSUMED: the last call of an hour may overdraw it. */
  charge(module: BrokerModule, quotes: number, now: EpochMs): void {
    if (this.#limits[module].hourCounts !== 'quotes' || quotes <= 1) return
    const hour = this.#window(`${module}/hour`, now, HOUR_MS)
    this.#windows.set(`${module}/hour`, { ...hour, count: hour.count + quotes - 1 })
  }

  #window(name: string, now: EpochMs, lengthMs: number): Window {
    const index = Math.floor(now / lengthMs)
    const known = this.#windows.get(name)
    return known?.index === index ? known : { index, count: 0 }
  }
}
