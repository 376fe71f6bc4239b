import { z } from 'zod'
import type { Config } from '../../config/config.ts'
import { type CallLimits, callLimitsSchema, callsOn } from '../../pacing/call-limits.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import { HOUR_MS } from '../../time/instant.ts'
import type { World } from '../world.ts'

/** What is used of one part of the broker's service. */
export interface ModuleUse {
  /** "accounts", "market" or "orders". */
  readonly module: string
  readonly today: number
  readonly hour: { readonly calls: number; readonly symbols: number }
  /** Absent while the broker is content. */
  readonly freeze?: CallLimits['freeze']
}

const moduleSchema = z.object({ limits: callLimitsSchema })

/**
 * What all instances have used of the broker's limits, one document a module; absent where the broker sets none. While a run is
 * at work all that it has reserved counts as used.
 */
export async function callLimitsUsed({
  store,
  clock,
  budget,
}: Pick<World, 'store' | 'clock' | 'budget'>): Promise<readonly ModuleUse[] | undefined> {
  if (!budget) return undefined
  const now = clock.now()
  const documents = await store.getAll(budget.paths)
  return budget.paths.map((path, index) => {
    const module = path.slice(path.indexOf('/') + 1)
    const document = documents[index]
    if (!document) return { module, today: 0, hour: { calls: 0, symbols: 0 } }
    const { limits } = moduleSchema.parse(document.value)
    const { startsAt, calls, symbols } = limits.hour
    const isThisHour = startsAt <= now && now < startsAt + HOUR_MS
    return {
      module,
      today: callsOn(limits, exchangeDate(now)),
      hour: isThisHour ? { calls, symbols } : { calls: 0, symbols: 0 },
      ...(limits.freeze && limits.freeze.until > now && { freeze: limits.freeze }),
    }
  })
}

/** Calls of all modules together; the limit of the day counts them so. */
export function callsOfToday(used: readonly ModuleUse[]): number {
  return used.reduce((sum, { today }) => sum + today, 0)
}

/** The limit of a module; absent for one that has none. */
export function callsPerHourMax(module: string, pacing: Config['pacing']): number | undefined {
  return isModule(module) ? pacing[module].callsPerHourMax : undefined
}

function isModule(name: string): name is 'accounts' | 'market' | 'orders' {
  return name === 'accounts' || name === 'market' || name === 'orders'
}
