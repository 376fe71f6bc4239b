import { randomUUID } from 'node:crypto'
import type { HttpFunction, Request, Response } from '@google-cloud/functions-framework'
import { type Job, type NotRun, runKey, type Trigger } from '../shared/cycles/trigger.ts'
import type { World } from '../shared/cycles/world.ts'
import { formatEt } from '../shared/time/exchange-time.ts'
import { type EpochMs, SECOND_MS } from '../shared/time/instant.ts'
import { correlationId } from './correlation-id.ts'
import { explainFailure } from './explain-failure.ts'
import type { FunctionParts } from './function-parts.ts'
import { failed, logOutcome, type Outcome, sendOutcome } from './outcome.ts'
import { TIME_BUDGET_SECONDS } from './time-budget.ts'

/** One run of one cycle. */
type Cycle = (world: World, trigger: Trigger) => Promise<{ readonly status: 'done' } | NotRun>

/**
 * The HTTP door of a cycle: it takes the schedule time from the scheduler's header, runs the cycle once and answers
 * with a summary that a person can read. A call by hand has no schedule time and is a run of its own.
 */
export function door(job: Job, cycle: Cycle, parts: FunctionParts): HttpFunction {
  return async (request, response) => {
    const id = correlationId({
      cloudTrace: request.get('X-Cloud-Trace-Context'),
      traceParent: request.get('traceparent'),
    })
    response.set('X-Correlation-Id', id)
    await parts.log.within({ job, correlationId: id }, () =>
      answerInTime(job, parts, response, () => outcomeOf(job, cycle, parts, request)),
    )
  }
}

/**
 * Waits for the run and answers; when its time budget is over first, the caller is told so and the run goes on. The
 * promise ends with the run in both cases: nothing may be left to do once the platform thinks we are idle.
 */
async function answerInTime(
  job: Job,
  { log, startStopwatch }: FunctionParts,
  response: Response,
  start: () => Promise<Outcome>,
): Promise<void> {
  const stopwatch = startStopwatch()
  const run = start()
  const inTime = await Promise.race([run, stopwatch.reached(TIME_BUDGET_SECONDS[job] * SECOND_MS)])
  if (!inTime) {
    const problem = overdueProblem(job)
    log.error({ status: 'overdue', httpStatus: 504 }, problem)
    sendOutcome(response, failed(504, problem), job)
  }
  const ended = inTime ?? (await run)
  logOutcome(log, ended, stopwatch.elapsedMs())
  stopwatch.stop()
  if (inTime) sendOutcome(response, ended, job)
}

function overdueProblem(job: Job): string {
  return (
    `${job} has not ended after ${TIME_BUDGET_SECONDS[job]} s and goes on; ` +
    'the log tells how it ends, under the id in X-Correlation-Id'
  )
}

/** The framework would tell a caller the words of whatever is thrown past this function. */
async function outcomeOf(job: Job, cycle: Cycle, parts: FunctionParts, request: Request): Promise<Outcome> {
  let trigger: Trigger | undefined
  try {
    const refusal = await refusalOf(job, parts, request)
    if (refusal) return refusal
    const world = parts.compose()
    trigger = triggerOf(job, request.get('X-CloudScheduler-ScheduleTime'), world.clock.now())
    return trigger ? await run(cycle, world, trigger) : failed(400, NO_SCHEDULE_TIME)
  } catch (error) {
    const { httpStatus, problem, isExpected } = explainFailure(error)
    const key = trigger && { runKey: runKey(trigger) }
    return { ...failed(httpStatus, problem), ...key, failure: { error, isExpected } }
  }
}

async function run(cycle: Cycle, world: World, trigger: Trigger): Promise<Outcome> {
  const at = `${formatEt(world.clock.now(), 'date-time')} ET`
  const done = await cycle(world, trigger)
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
