import type { Clock } from '../../../shared/ports/clock.ts'
import type { StampedRoundTrip } from '../../../shared/time/clock-offset.ts'
import { HostConnection, type HttpAnswer, HttpSilenceError } from '../../http/host-connection.ts'
import { redact } from '../../http/redaction.ts'
import { type Consumer, type Credentials, type OAuthParameters, RequestSigner } from '../oauth/signer.ts'
import { BrokerClock } from './broker-clock.ts'
import type { CallRecord } from './call.ts'

/** One request that leaves exactly once. */
export interface SignedRequest {
  readonly call: Pick<CallRecord, 'operation' | 'module' | 'method' | 'symbols'>
  readonly url: string
  readonly credentials?: Credentials | undefined
  readonly extra?: OAuthParameters | undefined
  readonly body?: string | undefined
  readonly timeoutMs: number
}

/** An answer, and the round trip it made when the broker stamped it. */
export interface BrokerAnswer extends HttpAnswer {
  readonly trip?: StampedRoundTrip
}

/** Signs requests, sends them over kept-alive connections and keeps our secrets out of what comes back. */
export class SignedTransport {
  readonly #consumer: Consumer
  readonly #clock: Clock
  readonly #brokerClock: BrokerClock
  readonly #signer: RequestSigner
  readonly #onCall: (call: CallRecord) => void
  readonly #connections = new Map<string, HostConnection>()

  constructor(by: {
    readonly consumer: Consumer
    readonly clock: Clock
    readonly randomBytes: (size: number) => Uint8Array
    readonly onCall?: ((call: CallRecord) => void) | undefined
  }) {
    const { consumer, randomBytes } = by
    this.#consumer = consumer
    this.#clock = by.clock
    this.#brokerClock = new BrokerClock(by.clock)
    this.#signer = new RequestSigner({ consumer, randomBytes, clock: this.#brokerClock })
    this.#onCall = by.onCall ?? (() => {})
  }

  /** The answer, or the error that stands for none. */
  async send(request: SignedRequest): Promise<BrokerAnswer | HttpSilenceError> {
    const startedMs = performance.now()
    const sentAt = this.#clock.now()
    const answer = await this.#exchange(request)
    this.#onCall({
      ...request.call,
      ...(answer instanceof HttpSilenceError ? {} : { httpStatus: answer.status }),
      durationMs: performance.now() - startedMs,
    })
    if (answer instanceof HttpSilenceError || answer.stamp === undefined) return answer
    const trip = { sentAt, receivedAt: this.#clock.now(), stamp: answer.stamp }
    this.#brokerClock.observe(trip)
    return { ...answer, trip }
  }

  /** How far the broker's clock is ahead of ours; `undefined` before its first stamped answer. */
  get clockOffsetMs(): number | undefined {
    return this.#brokerClock.offsetMs
  }

  /** From now on requests are stamped by this answer's time, whatever earlier ones said. */
  setClockBy(trip: StampedRoundTrip): void {
    this.#brokerClock.setBy(trip)
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
    return { ...answer, text: redact(answer.text, [key, secret, ...token]) }
  }
}
