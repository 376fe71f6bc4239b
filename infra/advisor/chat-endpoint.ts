import type { PlanProblem } from '../../shared/advisor/advised-plan.ts'
import type { ProviderCall } from '../../shared/metrics/call-metrics.ts'
import type { Secret } from '../../shared/ports/secrets.ts'
import { type HostConnection, type HttpAnswer, HttpSilenceError } from '../http/host-connection.ts'
import { redact } from '../http/redaction.ts'
import { type Pause, repeatWhileTransient } from '../http/retry.ts'
import type { TimeLeft } from './time-left.ts'

export interface ChatEndpointParts {
  readonly connection: Pick<HostConnection, 'exchange'>
  /** The address before "/chat/completions". */
  readonly url: string
  /** Absent for a server that wants none. */
  readonly key?: Secret
  readonly pause: Pause
  readonly timeoutMs: number
  /** Told of every exchange, for counters. */
  readonly onCall?: (call: ProviderCall) => void
}

/** The body of an answer, a no to the format we asked for, or why there is no answer. */
export type ChatReply =
  | { readonly kind: 'body'; readonly text: string }
  | { readonly kind: 'format-refused' }
  | ({ readonly kind: 'failed' } & PlanProblem)

const RETRIES_MAX = 2

/**
 * An OpenAI-compatible endpoint for chats. A question has no effect, so it is asked again after a time-out or a failure
 * of the server (5xx), and after nothing else. The texts of failures hold neither the key nor a word of the server.
 */
export class ChatEndpoint {
  readonly #parts: ChatEndpointParts

  constructor(parts: ChatEndpointParts) {
    this.#parts = parts
  }

  async ask(body: string, left: TimeLeft): Promise<ChatReply> {
    let attempts = 0
    const attempt = () => {
      attempts += 1
      return this.#exchange(body, left)
    }
    const mayRepeat = (outcome: Outcome) => attempts <= RETRIES_MAX && !left.isOver && isTransient(outcome)
    return replyOf(await repeatWhileTransient(attempt, mayRepeat, this.#pauseWithin(left)))
  }

  #pauseWithin(left: TimeLeft): Pause {
    const { pause } = this.#parts
    return { delay: (milliseconds) => pause.delay(left.atMost(milliseconds)), random: () => pause.random() }
  }

  async #exchange(body: string, left: TimeLeft): Promise<Outcome> {
    const { connection, url, key, timeoutMs } = this.#parts
    if (left.isOver) return { silence: `no plan within ${left.totalMs} ms`, isTimeout: true }
    const startedAt = performance.now()
    try {
      const answer = await connection.exchange({
        method: 'POST',
        url: `${url}/chat/completions`,
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...authorization(key) },
        body,
        timeoutMs: left.atMost(timeoutMs),
      })
      this.#count(isReadable(answer), startedAt)
      // A careless server repeats the request, and what it says ends up in reasons and logs.
      return { ...answer, text: redact(answer.text, key ? [key] : []) }
    } catch (error) {
      if (!(error instanceof HttpSilenceError)) throw error
      this.#count(false, startedAt)
      return { silence: error.message, isTimeout: isTimeout(error) }
    }
  }

  #count(ok: boolean, startedAt: number): void {
    const durationMs = performance.now() - startedAt
    this.#parts.onCall?.({ provider: 'advisor', module: 'chat', ok, durationMs })
  }
}

type Outcome = HttpAnswer | { readonly silence: string; readonly isTimeout: boolean }

function authorization(key: Secret | undefined): { readonly Authorization?: string } {
  return key ? { Authorization: `Bearer ${key.reveal()}` } : {}
}

/** The connection names an exchange that was given up by its own time limit as aborted. */
function isTimeout({ cause }: HttpSilenceError): boolean {
  return cause instanceof Error && cause.name === 'AbortError'
}

function isTransient(outcome: Outcome): boolean {
  return 'silence' in outcome ? outcome.isTimeout : outcome.status >= 500
}

function isReadable({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300
}

function replyOf(outcome: Outcome): ChatReply {
  if ('silence' in outcome) {
    const code = outcome.isTimeout ? 'timed-out' : 'unreachable'
    return { kind: 'failed', code, reason: `the advisor gave no answer: ${outcome.silence}` }
  }
  const { status, text } = outcome
  if (isReadable(outcome)) return { kind: 'body', text }
  if (status >= 500)
    return { kind: 'failed', code: 'server-error', reason: `the advisor's server failed: HTTP ${status}` }
  // A format that a server does not know is told by these two; they are told of other faults too.
  if (status === 400 || status === 422) return { kind: 'format-refused' }
  return { kind: 'failed', code: 'refused', reason: `the advisor refused: HTTP ${status}${remedy(status)}` }
}

function remedy(status: number): string {
  if (status === 401 || status === 403) return ', check the key of the advisor'
  if (status === 404) return ', check ADVISOR_URL and ADVISOR_MODEL'
  return status === 429 ? ', it limits our calls or the account has no credit' : ''
}
