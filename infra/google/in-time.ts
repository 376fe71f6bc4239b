import { setTimeout as wait } from 'node:timers/promises'

/** A call had not answered when its time was over; whether it still does its work is not known. */
export class TooLateError extends Error {
  override readonly name = 'TooLateError'
  readonly deadlineMs: number

  constructor(deadlineMs: number) {
    super(`no answer within ${deadlineMs} ms`)
    this.deadlineMs = deadlineMs
  }
}

/** The answer of a call, or `TooLateError`. The clients' own time-outs don't count what they wait for credentials. */
export async function inTime<T>(deadlineMs: number, call: () => Promise<T>): Promise<T> {
  const settled = new AbortController()
  const late = wait(deadlineMs, undefined, { signal: settled.signal }).then(() => {
    throw new TooLateError(deadlineMs)
  })
  const answer = call()
  // Of the two, nobody waits for the one that comes second.
  for (const second of [late, answer]) second.catch(() => {})
  try {
    return await Promise.race([answer, late])
  } finally {
    settled.abort()
  }
}
