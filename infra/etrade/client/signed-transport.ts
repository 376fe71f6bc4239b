import { HostConnection, type HttpAnswer, HttpSilenceError } from '../../http/host-connection.ts'
import type { Consumer, Credentials, OAuthParameters, RequestSigner } from '../oauth/signer.ts'
import type { CallRecord } from './call.ts'
import { redact } from './redaction.ts'

/** One request that leaves exactly once. */
export interface SignedRequest {
  readonly call: Pick<CallRecord, 'operation' | 'module' | 'method' | 'symbols'>
  readonly url: string
  readonly credentials?: Credentials | undefined
  readonly extra?: OAuthParameters | undefined
  readonly body?: string | undefined
  readonly timeoutMs: number
}

/** Signs requests, sends them over kept-alive connections and keeps our secrets out of what comes back. */
export class SignedTransport {
  readonly #consumer: Consumer
  readonly #signer: RequestSigner
  readonly #onCall: (call: CallRecord) => void
  readonly #connections = new Map<string, HostConnection>()

  constructor(by: {
    consumer: Consumer
    signer: RequestSigner
    onCall?: ((call: CallRecord) => void) | undefined
  }) {
    this.#consumer = by.consumer
    this.#signer = by.signer
    this.#onCall = by.onCall ?? (() => {})
  }

  /** The answer, or the error that stands for none. */
  async send(request: SignedRequest): Promise<HttpAnswer | HttpSilenceError> {
    const startedMs = performance.now()
    const answer = await this.#exchange(request)
    this.#onCall({
      ...request.call,
      ...(answer instanceof HttpSilenceError ? {} : { httpStatus: answer.status }),
      durationMs: performance.now() - startedMs,
    })
    return answer
  }

  close(): void {
    for (const connection of this.#connections.values()) connection.close()
  }

  async #exchange(request: SignedRequest): Promise<HttpAnswer | HttpSilenceError> {
    const { url, timeoutMs, body } = request
    const { method } = request.call
    try {
      const headers = this.#headers(request)
      const connection = this.#connection(new URL(url).origin)
      const answer = await connection.exchange({ method, url, headers, timeoutMs, ...(body ? { body } : {}) })
      return this.#withoutSecrets(request, answer)
    } catch (error) {
      if (error instanceof HttpSilenceError) return error
      throw error
    }
  }

  #headers({ call, url, credentials: token, extra, body }: SignedRequest): Record<string, string> {
    return {
      Authorization: this.#signer.authorization({ method: call.method, url, token, extra }),
      Accept: call.module === 'oauth' ? '*/*' : 'application/json',
      ...(body ? { 'Content-Type': 'application/json' } : {}),
    }
  }

  #connection(origin: string): HostConnection {
    const known = this.#connections.get(origin)
    if (known) return known
    const opened = new HostConnection(origin)
    this.#connections.set(origin, opened)
    return opened
  }

  /** A good token answer is the one text that must keep its secrets; it is never shown. */
  #withoutSecrets({ call, credentials }: SignedRequest, answer: HttpAnswer): HttpAnswer {
    if (call.module === 'oauth' && answer.status < 300) return answer
    const { key, secret } = this.#consumer
    const token = credentials ? [credentials.token, credentials.secret] : []
    return { status: answer.status, text: redact(answer.text, [key, secret, ...token]) }
  }
}
