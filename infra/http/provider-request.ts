import type { z } from 'zod'
import { ProviderError } from '../../shared/domain/provider-error.ts'
import type { ProviderCall } from '../../shared/metrics/call-metrics.ts'
import { type HostConnection, type HttpAnswer, HttpSilenceError } from './host-connection.ts'

const TIMEOUT_MS = 10_000
const WORDS_SHOWN_MAX = 120

/** One read of a provider that answers in JSON. */
export interface ProviderRequest<T> {
  readonly provider: string
  readonly module: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly schema: z.ZodType<T>
  /** Statuses whose body is an answer. */
  readonly readableStatuses: readonly number[]
  /** Told of every exchange, for counters. */
  readonly onCall?: (call: ProviderCall) => void
}

/**
 * Asks once and reads the answer; everything else is a `ProviderError`. Neither the address nor the headers are in
 * its text, because a key may be in them.
 */
export async function askProvider<T>(
  connection: Pick<HostConnection, 'exchange'>,
  request: ProviderRequest<T>,
): Promise<T> {
  const startedAt = performance.now()
  const count = (ok: boolean) => {
    const { provider, module } = request
    request.onCall?.({ provider, module, ok, durationMs: performance.now() - startedAt })
  }
  try {
    const read = readAnswer(request, await exchange(connection, request))
    count(true)
    return read
  } catch (error) {
    count(false)
    throw error
  }
}

async function exchange(
  connection: Pick<HostConnection, 'exchange'>,
  { provider, url, headers }: ProviderRequest<unknown>,
): Promise<HttpAnswer> {
  try {
    return await connection.exchange({ method: 'GET', url, headers, timeoutMs: TIMEOUT_MS })
  } catch (cause) {
    if (!(cause instanceof HttpSilenceError)) throw cause
    throw new ProviderError(provider, { problem: 'unreachable', text: cause.message }, { cause })
  }
}

function readAnswer<T>(request: ProviderRequest<T>, { status, text }: HttpAnswer): T {
  const { provider, schema, readableStatuses } = request
  if (status === 429) throw new ProviderError(provider, { problem: 'rate-limited', text: 'HTTP 429' })
  if (status >= 500) throw new ProviderError(provider, { problem: 'unreachable', text: `HTTP ${status}` })
  if (!readableStatuses.includes(status))
    throw new ProviderError(provider, { problem: 'refused', text: `HTTP ${status}` })
  const body = schema.safeParse(parsed(text))
  if (body.success) return body.data
  const [issue] = body.error.issues
  const where = issue ? `${issue.path.join('.') || 'body'}: ${issue.message}` : 'body'
  throw new ProviderError(provider, {
    problem: 'unreadable',
    text: `HTTP ${status}, ${where}`.slice(0, WORDS_SHOWN_MAX),
  })
}

/** `undefined` for a text that is not JSON, which no schema accepts. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
