import { randomBytes } from 'node:crypto'
import { mayStillLeave, type SendDeadline } from '../../../shared/orders/send-deadline.ts'
import type { CallBudget, CallPurpose } from '../../../shared/ports/call-budget.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { Secret } from '../../../shared/ports/secrets.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { HttpSilenceError } from '../../http/host-connection.ts'
import { type Pause, repeatWhileTransient } from '../../http/retry.ts'
import type { BrokerBreaker } from '../../pacing/broker-breaker.ts'
import type { EtradeHosts } from '../hosts.ts'
import { queryString } from '../oauth/percent-encoding.ts'
import type { Consumer } from '../oauth/signer.ts'
import { TokenKeeper } from '../oauth/token-keeper.ts'
import type { AccessToken, TokenVault } from '../oauth/token-vault.ts'
import {
  type Answer,
  isLimitAnswer,
  isOutage,
  isTransient,
  readDataAnswer,
  readTextAnswer,
} from './answer.ts'
import type { CallRecord, EtradeCall, EtradeEffectCall, TokenCall } from './call.ts'
import { harmlessFailure } from './failure.ts'
import { type Remedy, remedyFor } from './remedy.ts'
import { SignedTransport } from './signed-transport.ts'

export interface EtradeClientOptions {
  readonly hosts: EtradeHosts
  readonly consumer: Consumer
  readonly tokens: TokenVault
  readonly clock: Clock
  /** Gives every call of data its permit; without one nothing holds a call back. */
  readonly budget?: CallBudget
  /** Keeps reads and previews from a broker that does not answer. */
  readonly breaker?: BrokerBreaker
  /** Told of every HTTP exchange, for counters and logs. */
  readonly onCall?: (call: CallRecord) => void
  readonly randomBytes?: (size: number) => Uint8Array
  readonly delay?: Pause['delay']
  readonly random?: Pause['random']
  readonly timeouts?: { readonly readMs: number; readonly orderMs: number }
}

/** Spec §14. */
const TIMEOUTS = { readMs: 10_000, orderMs: 30_000 }

/** Talks to E*TRADE: signs, sends, repeats reads where that may help and never repeats an order. */
export class EtradeClient {
  readonly #options: EtradeClientOptions
  readonly #timeouts: NonNullable<EtradeClientOptions['timeouts']>
  readonly #tokens: TokenKeeper
  readonly #transport: SignedTransport
  readonly #pause: Pause
  #lastAcceptedAt: EpochMs | undefined

  constructor(options: EtradeClientOptions) {
    this.#options = options
    this.#timeouts = options.timeouts ?? TIMEOUTS
    this.#tokens = new TokenKeeper(options.tokens, (token) => this.#wake(token))
    this.#transport = new SignedTransport({ randomBytes, ...options })
    this.#pause = {
      delay: options.delay ?? ((milliseconds) => options.clock.sleep(milliseconds)),
      random: options.random ?? Math.random,
    }
  }

  /** When the broker last accepted a call of this process with the access token. */
  get lastAcceptedAt(): EpochMs | undefined {
    return this.#lastAcceptedAt
  }

  /** How far the broker's clock is ahead of ours; `undefined` before its first stamped answer. */
  get clockOffsetMs(): number | undefined {
    return this.#transport.clockOffsetMs
  }

  /** The page on which a person agrees to this request token; the broker wants both in its address. */
  authorizeUrl(requestToken: Secret): string {
    const { hosts, consumer } = this.#options
    const query = queryString({ key: consumer.key.reveal(), token: requestToken.reveal() })
    return `${hosts.authorize}/e/t/etws/authorize${query}`
  }

  /** A read of up to four attempts, each signed afresh; `body` is absent for a 204. */
  async read(call: EtradeCall): Promise<{ readonly body: object | undefined; readonly calls: number }> {
    const tried = new Set<Remedy>()
    let calls = 0
    const send: Send = (token) => {
      calls += 1
      return this.#sendData({ ...call, method: 'GET', purpose: 'read' }, token)
    }
    const attempt = () => this.#sendWithRemedies(call.operation, send, tried)
    this.#options.breaker?.ask(call.operation)
    const answer = await this.#watched(repeatWhileTransient(attempt, isTransient, this.#pause))
    if (answer.kind === 'body') return { body: answer.body, calls }
    if (answer.kind === 'empty') return { body: undefined, calls }
    throw harmlessFailure(call.operation, answer)
  }

  /**
   * A call with an effect: it leaves exactly once, and the caller judges the answer. Throws `BrokerRateLimitedError` when there
   * was no permit for it and `BrokerRefusedError` when it is too late for it; in both cases it has not left.
   */
  async sendOnce(call: EtradeEffectCall): Promise<Answer<object>> {
    if (call.mayRest) this.#options.breaker?.ask(call.operation)
    const sent = this.#tokens.current(call.operation).then((token) => this.#sendData(call, token))
    return this.#watched(sent)
  }

  /** A token call: it leaves once and answers with plain text. */
  async token({ operation, credentials, extra }: TokenCall): Promise<string> {
    const answer = await this.#transport.send({
      call: { operation, module: 'oauth', method: 'GET' },
      url: `${this.#options.hosts.api}/${operation}`,
      credentials,
      extra,
      timeoutMs: this.#timeouts.readMs,
    })
    const read = answer instanceof HttpSilenceError ? silence(answer) : readTextAnswer(answer)
    if (read.kind === 'body') return read.body
    throw harmlessFailure(operation, read)
  }

  /** Wakes the access token. */
  renewToken(): Promise<void> {
    return this.#tokens.renew()
  }

  close(): void {
    this.#transport.close()
  }

  /** Lets the breaker see what came of a call; a call for which there was no permit or no token shows nothing. */
  async #watched(sent: Promise<Answer<object>>): Promise<Answer<object>> {
    let outcome: Parameters<BrokerBreaker['report']>[0] = 'none'
    try {
      const answer = await sent
      if (!isLimitAnswer(answer)) outcome = isOutage(answer) ? 'failed' : 'answered'
      return answer
    } finally {
      this.#options.breaker?.report(outcome)
    }
  }

  async #sendWithRemedies(operation: string, send: Send, tried: Set<Remedy>): Promise<Answer<object>> {
    const token = await this.#tokens.current(operation)
    const answer = await send(token)
    const remedy = remedyFor(answer)
    if (!remedy || tried.has(remedy)) return answer
    tried.add(remedy)
    return (await this.#applies(remedy, token)) ? this.#sendWithRemedies(operation, send, tried) : answer
  }

  /** Whether anything has changed by the remedy, so that sending again may help. */
  async #applies(remedy: Remedy, token: AccessToken): Promise<boolean> {
    switch (remedy) {
      case 'sign-again':
        return true
      case 'set-clock':
        return this.clockOffsetMs !== undefined
      case 'renew-token':
      case 'read-token-again':
        return this.#tokens.replace(token, { mayHelp: remedy === 'renew-token' })
    }
  }

  async #wake(credentials: AccessToken): Promise<void> {
    await this.token({ operation: 'oauth/renew_access_token', credentials })
    this.#lastAcceptedAt = this.#options.clock.now()
  }

  async #sendData(
    call: EtradeCall & {
      readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
      readonly purpose: CallPurpose
      readonly body?: object
      readonly deadline?: SendDeadline
    },
    credentials: AccessToken,
  ): Promise<Answer<object>> {
    const { operation, module, method, purpose, symbols, path, query = {}, body, deadline } = call
    const { hosts, clock, budget } = this.#options
    await budget?.take({ module, purpose, symbols: symbols ?? 0 })
    if (deadline) mayStillLeave(operation, deadline, clock.now())
    const answer = await this.#transport.send({
      call: { operation, module, method, ...(symbols === undefined ? {} : { symbols }) },
      url: `${hosts.data}/v1/${path}.json${queryString(query)}`,
      credentials,
      body: body && JSON.stringify(body),
      timeoutMs: method === 'GET' ? this.#timeouts.readMs : this.#timeouts.orderMs,
    })
    if (answer instanceof HttpSilenceError) return silence(answer)
    if (answer.status < 300) this.#lastAcceptedAt = clock.now()
    const read = await readDataAnswer(answer)
    budget?.report(module, isLimitAnswer(read) ? 'limited' : 'accepted')
    if (answer.trip && remedyFor(read) === 'set-clock') this.#transport.setClockBy(answer.trip)
    return read
  }
}

type Send = (token: AccessToken) => Promise<Answer<object>>

function silence(cause: Error): Extract<Answer<never>, { kind: 'silence' }> {
  return { kind: 'silence', cause }
}
