import { z } from 'zod'
import { clockWords } from '../../alerts/clock-alert.ts'
import { counted, whole } from '../../alerts/wording.ts'
import { CLOSED_BREAKER } from '../../pacing/breaker.ts'
import { instantSchema } from '../../state/document-schemas.ts'
import { isClockHealthy } from '../../time/clock-offset.ts'
import { MINUTE_MS } from '../../time/instant.ts'
import { alertPath } from '../tick.ts'
import type { Known } from './asked.ts'
import { callLimitsUsed, callsOfToday } from './call-limits-used.ts'
import { type HealthCheck, wellIf } from './health-check.ts'
import { Outage, orOutage } from './outage.ts'
import { STATE_WORDS, seeToken } from './token.ts'
import { moment } from './told-time.ts'

/** Whether the broker answers, as the last runs have seen it. */
export function brokerCheck({ world, state }: Known): HealthCheck {
  const name = 'Broker'
  if (!world.breaker) return { name, verdict: 'well', detail: 'simulated, it can’t fail' }
  const { brokerBreaker = CLOSED_BREAKER } = state
  if (brokerBreaker.kind !== 'closed') {
    const since = moment(brokerBreaker.since, world.clock.now())
    return { name, verdict: 'ill', detail: `does not answer since ${since}, it is asked again each minute` }
  }
  const { failures } = brokerBreaker
  return {
    name,
    verdict: 'well',
    detail: failures === 0 ? 'answers' : `the last ${counted(failures, 'call')} failed`,
  }
}

export async function tokenCheck(known: Known): Promise<HealthCheck> {
  const name = 'Token'
  const seen = await orOutage(seeToken(known))
  if (seen instanceof Outage) return { name, verdict: 'unknown', detail: seen.problem }
  const { kind } = seen.state
  return { name, verdict: wellIf(kind === 'ACTIVE' || kind === 'EXPIRING_SOON'), detail: STATE_WORDS[kind] }
}

/** How far our clock is from the broker's. */
export function clockCheck({ world }: Known): HealthCheck {
  const name = 'Clock'
  const offsetMs = world.session.clockOffsetMs()
  if (offsetMs === undefined)
    return { name, verdict: 'unknown', detail: 'not compared yet, this process has not called the broker' }
  return { name, verdict: wellIf(isClockHealthy(offsetMs)), detail: clockWords(offsetMs) }
}

/** How many of the day's calls are used. */
export async function callCheck({ world }: Known): Promise<HealthCheck> {
  const name = 'Calls'
  const used = await callLimitsUsed(world)
  if (!used) return { name, verdict: 'well', detail: 'this broker sets no limits' }
  const { callsPerDayMax, callsPerDayWarningPct } = world.config.pacing
  const today = callsOfToday(used)
  return {
    name,
    verdict: wellIf(today * 100 < callsPerDayMax * callsPerDayWarningPct),
    detail: `${whole(today)} of ${whole(callsPerDayMax)} of today used`,
  }
}

const waitingSchema = z.object({ time: instantSchema })

/** Alerts are held back for a while when there are many; ill when the oldest waits longer than that. */
export async function outboxCheck({ world, state: { pendingAlerts } }: Known): Promise<HealthCheck> {
  const name = 'Alerts'
  const [oldest] = pendingAlerts
  if (oldest === undefined) return { name, verdict: 'well', detail: 'all delivered' }
  const waiting = `${pendingAlerts.length} still to be delivered`
  const document = await world.store.get(alertPath(oldest))
  if (!document) return { name, verdict: 'unknown', detail: waiting }
  const now = world.clock.now()
  const { time } = waitingSchema.parse(document.value)
  return {
    name,
    verdict: wellIf(now - time <= world.config.telegram.digestMinutes * MINUTE_MS),
    detail: `${waiting}, the oldest since ${moment(time, now)}`,
  }
}
