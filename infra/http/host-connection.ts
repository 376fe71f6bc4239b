import http from 'node:http'
import https from 'node:https'
import fetch, { type Response } from 'node-fetch'
import type { EpochMs } from '../../shared/time/instant.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
}

export interface HttpAnswer {
  readonly status: number
  readonly text: string
  /** The server's own time when it answered, in whole seconds; absent when it does not tell. */
  readonly stamp?: EpochMs
}

/** No complete answer came back; `reason` is fit for an operator's eyes. */
export class HttpSilenceError extends Error {
  override readonly name = 'HttpSilenceError'
}

/** More than any answer we ask for needs; a longer one is cut off as unreadable. */
const ANSWER_BYTES_MAX = 8 * 1024 * 1024
const SOCKETS_MAX = 16

/**
 * The kept-alive connections to one host. A request leaves exactly once, redirects are not followed, so that a
 * signature never travels to another host, and the answer is always read to its end.
 */
export class HostConnection {
  readonly #agent: http.Agent

  constructor(origin: string) {
    const pool = { keepAlive: true, maxSockets: SOCKETS_MAX }
    this.#agent = origin.startsWith('https:')
      ? new https.Agent({ ...pool, minVersion: 'TLSv1.2' })
      : new http.Agent(pool)
  }

  async exchange({ url, timeoutMs, ...request }: HttpRequest): Promise<HttpAnswer> {
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const transport = { agent: this.#agent, signal, size: ANSWER_BYTES_MAX, redirect: 'manual' } as const
      const response: Response = await fetch(url, { ...request, ...transport })
      return { status: response.status, text: await response.text(), ...stampOf(response) }
    } catch (error) {
      throw new HttpSilenceError(signal.aborted ? `no answer within ${timeoutMs} ms` : reasonOf(error), {
        cause: error,
      })
    }
  }

  close(): void {
    this.#agent.destroy()
  }
}

function stampOf({ headers }: Response): Pick<HttpAnswer, 'stamp'> {
  const stamp = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(stamp) ? {} : { stamp: stamp as EpochMs }
}

/** The system's word for what happened, e.g. ECONNREFUSED; the full text would repeat the address. */
function reasonOf(error: unknown): string {
  const { code, type } = error as { readonly code?: unknown; readonly type?: unknown }
  return `the connection failed: ${String(code ?? type ?? 'unknown reason')}`
}
