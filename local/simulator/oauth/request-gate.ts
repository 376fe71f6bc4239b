import type { Clock } from '../../../shared/ports/clock.ts'
import type { Store, Write } from '../../../shared/ports/store.ts'
import { NonceBook } from './nonce-book.ts'
import { type Checked, refused } from './oauth-problem.ts'
import { type OAuthRequest, readOAuthRequest, type WireRequest } from './oauth-request.ts'
import { acceptedSeconds, brokenRule } from './request-rules.ts'
import { hmacSha1, signatureBaseString, signaturesMatch } from './signature.ts'
import { isDead, type Token } from './token.ts'
import { TokenBook } from './token-book.ts'

/** The key pair of the program that signs requests. */
export interface Consumer {
  readonly key: string
  readonly secret: string
}

export interface OAuthSetup {
  readonly consumer: Consumer
  readonly store: Store
  /** The market's time; tokens live by it. */
  readonly clock: Clock
  /** The time that request timestamps are compared with. */
  readonly oauthClock: Clock
  readonly timestampWindowSeconds: number
}

/** A request whose signature is good, with the token that made it so. */
export interface SignedRequest<Kind extends Token['kind']> {
  readonly request: OAuthRequest
  readonly token: Extract<Token, { kind: Kind }>
}

/** Judges requests in two steps: `admit` looks, `spend` uses the nonce up together with the request's effect. */
export class RequestGate {
  readonly tokens: TokenBook
  readonly #setup: OAuthSetup
  readonly #nonces: NonceBook

  private constructor(setup: OAuthSetup, nonces: NonceBook) {
    this.#setup = setup
    this.#nonces = nonces
    this.tokens = new TokenBook(setup.store)
  }

  static async open(setup: OAuthSetup): Promise<RequestGate> {
    return new RequestGate(setup, await NonceBook.open(setup.store))
  }

  /** Admits a request that the consumer signed without a token. */
  admitConsumer(wire: WireRequest, required: readonly string[]): Checked<OAuthRequest> {
    const read = this.#read(wire, required)
    return read.ok && !this.#isSigned(read.value, '') ? refused('signature_invalid') : read
  }

  /** Admits a request signed with a living token of the kind; an access token may be asleep. */
  async admit<Kind extends Token['kind']>(
    kind: Kind,
    wire: WireRequest,
    required: readonly string[] = [],
  ): Promise<Checked<SignedRequest<Kind>>> {
    const read = this.#read(wire, ['oauth_token', ...required])
    if (!read.ok) return read
    const request = read.value
    const token = await this.tokens.find(request.protocol.get('oauth_token')!)
    if (!isOfKind(token, kind) || token.consumerKey !== this.#setup.consumer.key)
      return refused('token_rejected')
    if (!this.#isSigned(request, token.secret)) return refused('signature_invalid')
    if (isDead(token, this.#setup.clock.now())) return refused('token_expired')
    return { ok: true, value: { request, token } }
  }

  /** Makes the effect of an admitted request durable together with its nonce, or refuses a nonce that was used. */
  async spend<T>(request: OAuthRequest, value: T, writes: readonly Write[]): Promise<Checked<T>> {
    const use = {
      nonce: request.protocol.get('oauth_nonce')!,
      timestampSeconds: Number(request.protocol.get('oauth_timestamp')),
    }
    const isFresh = await this.#nonces.spend(use, acceptedSeconds(this.#timeRules()).from, writes)
    return isFresh ? { ok: true, value } : refused('nonce_used')
  }

  #read(wire: WireRequest, required: readonly string[]): Checked<OAuthRequest> {
    const read = readOAuthRequest(wire)
    if (!read.ok) return read
    const consumerKey = this.#setup.consumer.key
    const broken = brokenRule(read.value, { consumerKey, required, ...this.#timeRules() })
    return broken ? { ok: false, ...broken } : read
  }

  #isSigned({ signed, protocol }: OAuthRequest, tokenSecret: string): boolean {
    const secrets = { consumerSecret: this.#setup.consumer.secret, tokenSecret }
    return signaturesMatch(hmacSha1(signatureBaseString(signed), secrets), protocol.get('oauth_signature')!)
  }

  #timeRules() {
    const { oauthClock, timestampWindowSeconds } = this.#setup
    return { now: oauthClock.now(), timestampWindowSeconds }
  }
}

function isOfKind<Kind extends Token['kind']>(
  token: Token | undefined,
  kind: Kind,
): token is Extract<Token, { kind: Kind }> {
  return token?.kind === kind
}
