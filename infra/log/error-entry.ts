import type { LogFields } from '../../shared/ports/log.ts'

/** Longer chains of causes are cut off: one that runs in a circle would never end. */
const CAUSES_MAX = 5

/**
 * An error as a log shows it: its names, its words and its stack with those of its causes. Its other fields are left
 * out, because errors of HTTP clients carry the request with its credentials. Error Reporting reads `stack_trace`.
 */
export function errorEntry(error: unknown): LogFields {
  const chain = causesOf(error)
  return {
    error: chain.map(describe),
    stack_trace: chain.map(stackOf).join('\ncaused by: '),
  }
}

function causesOf(error: unknown): readonly unknown[] {
  const chain: unknown[] = []
  for (let next = error; next !== undefined && chain.length < CAUSES_MAX; next = causeOf(next))
    chain.push(next)
  return chain
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? describe(error)) : describe(error)
}
