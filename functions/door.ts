import { randomUUID } from 'node:crypto'
import type { HttpFunction, Request, Response } from '@google-cloud/functions-framework'
import { LeaseLostError } from '../shared/cycles/tick.ts'
import type { Job, NotRun, Trigger } from '../shared/cycles/trigger.ts'
import type { World } from '../shared/cycles/world.ts'
import { BrokerError } from '../shared/domain/errors.ts'
import { ProviderError } from '../shared/domain/provider-error.ts'
import { StoreUnavailableError } from '../shared/ports/store.ts'
import { formatEt } from '../shared/time/exchange-time.ts'
import type { EpochMs } from '../shared/time/instant.ts'

/** One run of one cycle. */
type Cycle = (world: World, trigger: Trigger) => Promise<{ readonly status: 'done' } | NotRun>

/**
 * The HTTP door of a cycle: it takes the schedule time from the scheduler's header, runs the cycle once and answers
 * with a summary that a person can read. A call by hand has no schedule time and is a run of its own.
 */
export function door(job: Job, cycle: Cycle, compose: () => World): HttpFunction {
  return async (request, response) => {
    if (request.method !== 'POST') {
      response.set('Allow', 'POST')
      answer(response, 405, {
        job,
        status: 'failed',
        problem: `send POST to run ${job}; this was ${request.method}`,
      })
      return
    }
    // The framework would tell a caller the words of whatever is thrown past this line.
    try {
      await run(job, cycle, compose(), request, response)
    } catch (error) {
      const { httpStatus, problem } = explain(error)
      answer(response, httpStatus, { job, status: 'failed', problem })
    }
  }
}

async function run(
  job: Job,
  cycle: Cycle,
  world: World,
  request: Request,
  response: Response,
): Promise<void> {
  const trigger = triggerOf(job, request.get('X-CloudScheduler-ScheduleTime'), world.clock.now())
  if (trigger === undefined) {
    const problem = 'X-CloudScheduler-ScheduleTime must be an RFC 3339 time such as 2026-03-02T14:30:00Z'
    answer(response, 400, { job, status: 'failed', problem })
    return
  }
  const at = `${formatEt(world.clock.now(), 'date-time')} ET`
  answer(response, 200, { job, at, ...(await cycle(world, trigger)) })
}

/** A date parser alone takes "5" for a moment too, and the run would be claimed under a key nobody meant. */
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** The scheduler says for when it calls; a person does not. `undefined` when what it says is no time. */
function triggerOf(job: Job, scheduleTime: string | undefined, now: EpochMs): Trigger | undefined {
  if (scheduleTime === undefined) return { job, scheduledAt: now, byHand: randomUUID() }
  const scheduledAt = RFC_3339.test(scheduleTime) ? Date.parse(scheduleTime) : Number.NaN
  return Number.isNaN(scheduledAt) ? undefined : { job, scheduledAt: scheduledAt as EpochMs }
}

/** What the caller is told: expected failures in their own words, anything else without its inner message. */
function explain(error: unknown): { readonly httpStatus: number; readonly problem: string } {
  if (error instanceof ProviderError) return { httpStatus: 502, problem: error.message }
  if (error instanceof BrokerError) return { httpStatus: 502, problem: error.message }
  if (error instanceof StoreUnavailableError) return { httpStatus: 503, problem: error.message }
  if (error instanceof LeaseLostError) return { httpStatus: 409, problem: error.message }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return { httpStatus: 500, problem: 'an error that is not expected; its details are in the log' }
}

function answer(response: Response, httpStatus: number, body: object): void {
  response
    .status(httpStatus)
    .type('application/json')
    .send(`${JSON.stringify(body, undefined, 2)}\n`)
}
