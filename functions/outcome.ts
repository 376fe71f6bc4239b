import type { Response } from '@google-cloud/functions-framework'
import type { Log } from '../shared/ports/log.ts'

/** How one call of a function ended: what its caller is answered, and what only the log is told. */
export interface Outcome {
  readonly httpStatus: number
  readonly body: { readonly status: string; readonly problem?: string; readonly at?: string }
  readonly headers?: Readonly<Record<string, string>>
  /** Absent when nothing was run. */
  readonly runKey?: string
  readonly failure?: { readonly error: unknown; readonly isExpected: boolean }
}

/** A call that was turned away or given up. */
export function failed(httpStatus: number, problem: string): Outcome {
  return { httpStatus, body: { status: 'failed', problem } }
}

/** Indented, because a person who calls by hand reads it in a terminal. */
export function sendOutcome(response: Response, { httpStatus, body, headers }: Outcome, job: string): void {
  response
    .status(httpStatus)
    .set(headers ?? {})
    .type('application/json')
    .send(`${JSON.stringify({ job, ...body }, undefined, 2)}\n`)
}

/** The one line by which each call is found and counted. */
export function logOutcome(
  log: Log,
  { httpStatus, body, runKey, failure }: Outcome,
  durationMs: number,
): void {
  const { status, problem } = body
  const fields = { run: runKey, status, httpStatus, durationMs: Math.round(durationMs), problem }
  const message = problem === undefined ? `run ended: ${status}` : `run ended: ${status}: ${problem}`
  if (!failure) log[httpStatus < 400 ? 'info' : 'warn'](fields, message)
  else log[failure.isExpected ? 'warn' : 'error']({ ...fields, error: failure.error }, message)
}
