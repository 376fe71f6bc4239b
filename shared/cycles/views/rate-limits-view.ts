import type { z } from 'zod'
import type { rateLimitsAnswer } from '../../api/answers/health-answers.ts'
import type { Config } from '../../config/config.ts'
import { utcText } from '../../time/utc-text.ts'
import type { Known } from '../questions/asked.ts'
import {
  callLimitsUsed,
  callsOfToday,
  callsPerHourMax,
  type ModuleUse,
} from '../questions/call-limits-used.ts'

type RateLimits = Readonly<z.input<typeof rateLimitsAnswer>>
type BrokerLimits = NonNullable<RateLimits['broker']>

/** The broker's limits and what is used of them, and the limit of this API; one document a module is read. */
export async function rateLimitsView(
  { world }: Known,
  { requestsPerMinuteMax }: { readonly requestsPerMinuteMax: number },
): Promise<RateLimits> {
  const used = await callLimitsUsed(world)
  return {
    ...(used && { broker: brokerLimits(used, world.config.pacing) }),
    api: { requestsPerMinuteMax },
  }
}

function brokerLimits(used: readonly ModuleUse[], pacing: Config['pacing']): BrokerLimits {
  return {
    callsToday: callsOfToday(used),
    callsPerDayMax: pacing.callsPerDayMax,
    entriesStopAtPct: pacing.callsPerDayWarningPct,
    modules: used.map((module) => moduleRow(module, pacing)),
  }
}

function moduleRow(
  { module, today, hour, freeze }: ModuleUse,
  pacing: Config['pacing'],
): BrokerLimits['modules'][number] {
  const limit = callsPerHourMax(module, pacing)
  return {
    module,
    callsToday: today,
    callsThisHour: hour.calls,
    ...(limit !== undefined && { callsPerHourMax: limit }),
    quotesThisHour: hour.symbols,
    ...(freeze && { pausedUntil: utcText(freeze.until) }),
  }
}
