import { newCredential, newVerifier } from './credential-text.ts'
import { type Checked, refused } from './oauth-problem.ts'
import type { WireRequest } from './oauth-request.ts'
import { type OAuthSetup, RequestGate } from './request-gate.ts'
import { type AccessToken, isAsleep, isDead, type RequestToken, type Token } from './token.ts'
import { issue, removal, replacement } from './token-book.ts'

/** What a token answer hands to the client. */
export type Credential = Pick<Token, 'token' | 'secret'>

export type Approval =
  | { readonly ok: true; readonly verifier: string }
  | { readonly ok: false; readonly refused: 'unknown-consumer' | 'unknown-token' | 'expired-token' }

/** The sign-in side of the broker: issues tokens and judges every signed request. */
export class OAuthServer {
  readonly #setup: OAuthSetup
  readonly #gate: RequestGate
  #lastTurn: Promise<unknown> = Promise.resolve()

  private constructor(setup: OAuthSetup, gate: RequestGate) {
    this.#setup = setup
    this.#gate = gate
  }

  /** Knows every token and nonce that an earlier server left in the store. */
  static async open(setup: OAuthSetup): Promise<OAuthServer> {
    return new OAuthServer(setup, await RequestGate.open(setup))
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

  revoke(wire: WireRequest): Promise<Checked<AccessToken>> {
    return this.#inTurn(() => this.#revoke(wire))
  }

  /** Accepts or refuses a call for data; an accepted one keeps the token awake. */
  authorise(wire: WireRequest): Promise<Checked<AccessToken>> {
    return this.#inTurn(() => this.#use(wire, { mayBeAsleep: false }))
  }

  /** Ends every sign-in there is, as a broker does that lost its sessions. */
  forgetAccessTokens(): Promise<void> {
    return this.#inTurn(async () => {
      const removals = await this.#gate.tokens.removalsOfAccess()
      if (removals.length > 0) await this.#setup.store.commit(removals)
    })
  }

  async #issueRequestToken(wire: WireRequest): Promise<Checked<Credential>> {
    const admitted = this.#gate.admitConsumer(wire, ['oauth_callback'])
    if (!admitted.ok) return admitted
    if (admitted.value.protocol.get('oauth_callback') !== 'oob')
      return { ok: false, problem: 'callback_rejected', advice: 'oauth_acceptable_callback=oob' }

    const token: RequestToken = { kind: 'request', ...this.#freshCredential() }
    const removals = await this.#gate.tokens.removalsOfDead(token.issuedAt)
    return this.#gate.spend(admitted.value, token, [...removals, issue(token)])
  }

  async #approve(asked: { readonly consumerKey: string; readonly token: string }): Promise<Approval> {
    if (asked.consumerKey !== this.#setup.consumer.key) return { ok: false, refused: 'unknown-consumer' }
    const token = await this.#gate.tokens.find(asked.token)
    if (token?.kind !== 'request' || token.consumerKey !== asked.consumerKey)
      return { ok: false, refused: 'unknown-token' }
    if (isDead(token, this.#setup.clock.now())) return { ok: false, refused: 'expired-token' }

    const verifier = token.verifier ?? newVerifier()
    await this.#setup.store.commit([replacement({ ...token, verifier })])
    return { ok: true, verifier }
  }

  async #exchange(wire: WireRequest): Promise<Checked<Credential>> {
    const admitted = await this.#gate.admit('request', wire, ['oauth_verifier'])
    if (!admitted.ok) return admitted
    const { request, token } = admitted.value
    if (token.verifier === undefined || token.verifier !== request.protocol.get('oauth_verifier'))
      return refused('token_rejected')

    const credential = this.#freshCredential()
    const access: AccessToken = { kind: 'access', ...credential, lastUsedAt: credential.issuedAt }
    return this.#gate.spend(request, access, [removal(token), issue(access)])
  }

  async #use(wire: WireRequest, { mayBeAsleep }: { mayBeAsleep: boolean }): Promise<Checked<AccessToken>> {
    const admitted = await this.#gate.admit('access', wire)
    if (!admitted.ok) return admitted
    const { request, token } = admitted.value
    const now = this.#setup.clock.now()
    if (!mayBeAsleep && isAsleep(token, now)) return refused('token_expired')
    const used = { ...token, lastUsedAt: now }
    return this.#gate.spend(request, used, [replacement(used)])
  }

  async #revoke(wire: WireRequest): Promise<Checked<AccessToken>> {
    const admitted = await this.#gate.admit('access', wire)
    if (!admitted.ok) return admitted
    const { request, token } = admitted.value
    return this.#gate.spend(request, token, [removal(token)])
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
    const turn = this.#lastTurn.then(work)
    // The caller of this turn hears of its failure; the next turn must still begin.
    this.#lastTurn = turn.catch(() => undefined)
    return turn
  }
}
