import { randomUUID } from 'node:crypto'
import type { HttpFunction, Request } from '@google-cloud/functions-framework'
import { closedMarket } from '../shared/cycles/closed-market.ts'
import { type Job, runKey, type Trigger } from '../shared/cycles/trigger.ts'
import { formatEt } from '../shared/time/exchange-time.ts'
import type { EpochMs } from '../shared/time/instant.ts'
import { sessionAt } from '../shared/time/session.ts'
import { answering } from './answering.ts'
import type { Cycle, CycleLoader } from './cycle.ts'
import type { FunctionParts } from './function-parts.ts'
import { failed, type Outcome } from './outcome.ts'
import { outcomeOfFailure } from './outcome-of-failure.ts'

/** They act within the session alone, so that outside it nothing is loaded for them. */
const SESSION_JOBS: ReadonlySet<Job> = new Set(['signal-scan', 'position-monitor', 'watchdog'])

/**
 * The HTTP door of a cycle: it takes the schedule time from the scheduler's header, runs the cycle once and answers
 * with a summary that a person can read. A call by hand has no schedule time and is a run of its own.
 */
export function door(job: Job, loadCycle: CycleLoader, parts: FunctionParts): HttpFunction {
  return answering(job, parts, (request, id) => outcomeOf(job, loadCycle, parts, request, id))
}

async function outcomeOf(
  job: Job,
  loadCycle: CycleLoader,
  parts: FunctionParts,
  request: Request,
  correlationId: string,
): Promise<Outcome> {
  let trigger: Trigger | undefined
  try {
    const refusal = await refusalOf(job, parts, request)
    if (refusal) return refusal
    const called = triggerOf(job, request.get('X-CloudScheduler-ScheduleTime'), parts.now())
    if (!called) return failed(400, NO_SCHEDULE_TIME)
    trigger = { ...called, correlationId }
    return outsideSession(trigger, parts.now()) ?? (await run(loadCycle, parts, trigger))
  } catch (error) {
    return { ...(await outcomeOfFailure(error)), ...(trigger && { runKey: runKey(trigger) }) }
  }
}

/** The answer of a cycle that would do nothing now. */
function outsideSession(trigger: Trigger, now: EpochMs): Outcome | undefined {
  if (!SESSION_JOBS.has(trigger.job)) return undefined
  const session = sessionAt(now)
  return session.phase === 'closed' ? ended(trigger, now, closedMarket(session)) : undefined
}

async function run(loadCycle: CycleLoader, parts: FunctionParts, trigger: Trigger): Promise<Outcome> {
  const [cycle, world] = await Promise.all([loadCycle(), parts.compose()])
  return ended(trigger, parts.now(), await cycle(world, trigger))
}

function ended(trigger: Trigger, now: EpochMs, done: Awaited<ReturnType<Cycle>>): Outcome {
  const at = `${formatEt(now, 'date-time')} ET`
  return { httpStatus: 200, body: { at, ...done }, runKey: runKey(trigger) }
}

/** Nothing is composed and nothing runs for a call that is not allowed. */
async function refusalOf(
  job: Job,
  { callerCheck }: FunctionParts,
  request: Request,
): Promise<Outcome | undefined> {
  if (request.method !== 'POST') {
    const problem = `send POST to run ${job}; this was ${request.method}`
    return { ...failed(405, problem), headers: { Allow: 'POST' } }
  }
  const verdict = await callerCheck(job).verify(request.get('Authorization'))
  if (verdict.ok) return undefined
  if (verdict.refused === 'wrong-caller') return failed(403, verdict.reason)
  return { ...failed(401, verdict.reason), headers: { 'WWW-Authenticate': 'Bearer' } }
}

const NO_SCHEDULE_TIME = 'X-CloudScheduler-ScheduleTime must be an RFC 3339 time such as 2026-03-02T14:30:00Z'

/** A date parser alone takes "5" for a moment too, and the run would be claimed under a key nobody meant. */
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** The scheduler says for when it calls; a person does not. `undefined` when what it says is no time. */
function triggerOf(job: Job, scheduleTime: string | undefined, now: EpochMs): Trigger | undefined {
  if (scheduleTime === undefined) return { job, scheduledAt: now, byHand: randomUUID() }
  const scheduledAt = RFC_3339.test(scheduleTime) ? Date.parse(scheduleTime) : Number.NaN
  return Number.isNaN(scheduledAt) ? undefined : { job, scheduledAt: scheduledAt as EpochMs }
}
