import type { HttpFunction, Request, Response } from '@google-cloud/functions-framework'
import type { Job } from '../shared/cycles/trigger.ts'
import { SECOND_MS } from '../shared/time/instant.ts'
import { correlationIdOf } from './correlation-id.ts'
import type { FunctionParts } from './function-parts.ts'
import { failed, logOutcome, type Outcome, sendOutcome } from './outcome.ts'
import { TIME_BUDGET_SECONDS } from './time-budget.ts'

/** What one call of a function comes to; it never throws. */
type OutcomeOf = (request: Request, correlationId: string) => Promise<Outcome>

/** The HTTP side that all functions share: a correlation id for the log and the caller, and one answer in time. */
export function answering(job: Job, parts: FunctionParts, outcomeOf: OutcomeOf): HttpFunction {
  return async (request, response) => {
    const id = correlationIdOf(request)
    response.set('X-Correlation-Id', id)
    await parts.log.within({ job, correlationId: id }, () =>
      answerInTime(job, parts, response, () => outcomeOf(request, id)),
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
