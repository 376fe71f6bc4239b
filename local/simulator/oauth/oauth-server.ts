import type { Clock } from '../../../shared/ports/clock.ts'
import type { Store, Write } from '../../../shared/ports/store.ts'
import { newCredential, newVerifier } from './credential-text.ts'
import { NonceBook } from './nonce-book.ts'
import type { Checked, OAuthProblem } from './oauth-problem.ts'
import { type OAuthRequest, readOAuthRequest, type WireRequest } from './oauth-request.ts'
import { acceptedSeconds, brokenRule } from './request-rules.ts'
import { hmacSha1, signatureBaseString, signaturesMatch } from './signature.ts'
import { type AccessToken, isAsleep, isDead, type RequestToken, type Token } from './token.ts'
import { issue, removal, replacement, TokenBook } from './token-book.ts'

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

/** What a token answer hands to the client. */
export type Credential = Pick<Token, 'token' | 'secret'>

export type Approval =
  | { readonly ok: true; readonly verifier: string }
  | { readonly ok: false; readonly refused: 'unknown-consumer' | 'unknown-token' | 'expired-token' }

/** The sign-in side of the broker: issues tokens and judges every signed request. */
export class OAuthServer {
  readonly #setup: OAuthSetup
  readonly #tokens: TokenBook
  readonly #nonces: NonceBook
  #last: Promise<unknown> = Promise.resolve()

  private constructor(setup: OAuthSetup, nonces: NonceBook) {
    this.#setup = setup
    this.#tokens = new TokenBook(setup.store)
    this.#nonces = nonces
  }

  static async open(setup: OAuthSetup): Promise<OAuthServer> {
    return new OAuthServer(setup, await NonceBook.open(setup.store))
  }

  requestToken(wire: WireRequest): Promise<Checked<Credential>> {
    return this.#inTurn(() => this.#issueRequestToken(wire))
  }

  /** A person agrees to the sign-in; asking again for the same token shows the same verifier. */
  approve(asked: { readonly consumerKey: string; readonly token: string }): Promise<Approval> {
    return this.#inTurn(() => this.#approve(asked))
  }

  accessToken(wire: WireRequest): Promise<Checked<Credential>> {
    return this.#inTurn(() => this.#exchange(wire))
  }

  renew(wire: WireRequest): Promise<Checked<AccessToken>> {
    return this.#inTurn(() => this.#use(wire, { mayBeAsleep: true }))
  }

  /** Accepts or refuses a call for data; an accepted one keeps the token awake. */
  authorise(wire: WireRequest): Promise<Checked<AccessToken>> {
    return this.#inTurn(() => this.#use(wire, { mayBeAsleep: false }))
  }

  revoke(wire: WireRequest): Promise<Checked<AccessToken>> {
    return this.#inTurn(async () => {
      const signed = await this.#signedBy('access', wire)
      return signed.ok ? this.#spend(signed.value, signed.value.token, [removal(signed.value.token)]) : signed
    })
  }

  async #issueRequestToken(wire: WireRequest): Promise<Checked<Credential>> {
    const request = this.#read(wire, ['oauth_callback'])
    if (!request.ok) return request
    if (!this.#isSigned(request.value, '')) return refused('signature_invalid')
    if (request.value.protocol.get('oauth_callback') !== 'oob')
      return { ok: false, problem: 'callback_rejected', advice: 'oauth_acceptable_callback=oob' }

    const token: RequestToken = { kind: 'request', ...this.#freshCredential() }
    const removals = await this.#tokens.removalsOfDead(token.issuedAt)
    return this.#spend({ request: request.value }, token, [...removals, issue(token)])
  }

  async #approve(asked: { consumerKey: string; token: string }): Promise<Approval> {
    if (asked.consumerKey !== this.#setup.consumer.key) return { ok: false, refused: 'unknown-consumer' }
    const token = await this.#tokens.find(asked.token)
    if (token?.kind !== 'request' || token.consumerKey !== asked.consumerKey)
      return { ok: false, refused: 'unknown-token' }
    if (isDead(token, this.#setup.clock.now())) return { ok: false, refused: 'expired-token' }

    const verifier = token.verifier ?? newVerifier()
    await this.#setup.store.commit([replacement({ ...token, verifier })])
    return { ok: true, verifier }
  }

  async #exchange(wire: WireRequest): Promise<Checked<Credential>> {
    const signed = await this.#signedBy('request', wire, ['oauth_verifier'])
    if (!signed.ok) return signed
    const { request, token } = signed.value
    if (token.verifier === undefined || token.verifier !== request.protocol.get('oauth_verifier'))
      return refused('token_rejected')

    const credential = this.#freshCredential()
    const access: AccessToken = { kind: 'access', ...credential, lastUsedAt: credential.issuedAt }
    return this.#spend(signed.value, access, [removal(token), issue(access)])
  }

  async #use(wire: WireRequest, { mayBeAsleep }: { mayBeAsleep: boolean }): Promise<Checked<AccessToken>> {
    const signed = await this.#signedBy('access', wire)
    if (!signed.ok) return signed
    const now = this.#setup.clock.now()
    if (!mayBeAsleep && isAsleep(signed.value.token, now)) return refused('token_expired')
    const used = { ...signed.value.token, lastUsedAt: now }
    return this.#spend(signed.value, used, [replacement(used)])
  }

  /** Reads the request, finds its token and checks the signature; the token is alive, perhaps asleep. */
  async #signedBy<Kind extends Token['kind']>(
    kind: Kind,
    wire: WireRequest,
    required: readonly string[] = [],
  ): Promise<Checked<{ request: OAuthRequest; token: Extract<Token, { kind: Kind }> }>> {
    const read = this.#read(wire, ['oauth_token', ...required])
    if (!read.ok) return read
    const request = read.value
    const token = await this.#tokens.find(request.protocol.get('oauth_token')!)
    if (!isOfKind(token, kind) || token.consumerKey !== this.#setup.consumer.key)
      return refused('token_rejected')
    if (!this.#isSigned(request, token.secret)) return refused('signature_invalid')
    if (isDead(token, this.#setup.clock.now())) return refused('token_expired')
    return { ok: true, value: { request, token } }
  }

  #read(wire: WireRequest, required: readonly string[]): Checked<OAuthRequest> {
    const read = readOAuthRequest(wire)
    if (!read.ok) return read
    const broken = brokenRule(read.value, {
      consumerKey: this.#setup.consumer.key,
      required,
      ...this.#timeRules(),
    })
    return broken ? { ok: false, ...broken } : read
  }

  #isSigned({ signed, protocol }: OAuthRequest, tokenSecret: string): boolean {
    const secrets = { consumerSecret: this.#setup.consumer.secret, tokenSecret }
    return signaturesMatch(hmacSha1(signatureBaseString(signed), secrets), protocol.get('oauth_signature')!)
  }

  /** Makes the effect of an accepted request durable together with its nonce. */
  async #spend<T>(
    { request }: { readonly request: OAuthRequest },
    value: T,
    writes: readonly Write[],
  ): Promise<Checked<T>> {
    const use = {
      nonce: request.protocol.get('oauth_nonce')!,
      timestampSeconds: Number(request.protocol.get('oauth_timestamp')),
    }
    const isFresh = await this.#nonces.spend(use, acceptedSeconds(this.#timeRules()).from, writes)
    return isFresh ? { ok: true, value } : refused('nonce_used')
  }

  #timeRules() {
    const { oauthClock, timestampWindowSeconds } = this.#setup
    return { now: oauthClock.now(), timestampWindowSeconds }
  }

  #freshCredential() {
    return {
      token: newCredential(),
      secret: newCredential(),
      consumerKey: this.#setup.consumer.key,
      issuedAt: this.#setup.clock.now(),
    }
  }

  /** One request at a time, so that a revocation is never undone by a call that was still being checked. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}

function isOfKind<Kind extends Token['kind']>(
  token: Token | undefined,
  kind: Kind,
): token is Extract<Token, { kind: Kind }> {
  return token?.kind === kind
}

function refused(problem: OAuthProblem['problem']): Checked<never> {
  return { ok: false, problem }
}
