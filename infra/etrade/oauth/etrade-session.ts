import type { BrokerLogin, RequestToken, StartedLogin } from '../../../shared/ports/broker-login.ts'
import type { BrokerSession, SessionToken } from '../../../shared/ports/broker-session.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import { ACCOUNT_LIST_CALL } from '../accounts.ts'
import type { EtradeClient } from '../client/etrade-client.ts'
import { readToken } from './token-answer.ts'
import type { TokenVault } from './token-vault.ts'

const VERIFIER_TEXT = /^[A-Za-z0-9]{4,8}$/

/** The sign-in at E*TRADE: once a day a person agrees on its page and brings the code back. */
export class EtradeSession implements BrokerSession, BrokerLogin {
  readonly #client: EtradeClient
  readonly #tokens: TokenVault
  readonly #clock: Clock

  constructor(of: { readonly client: EtradeClient; readonly tokens: TokenVault; readonly clock: Clock }) {
    this.#client = of.client
    this.#tokens = of.tokens
    this.#clock = of.clock
  }

  async startLogin(): Promise<StartedLogin> {
    const operation = 'oauth/request_token'
    // Always out of band: any other callback must be registered with the broker by hand (reference §2).
    const text = await this.#client.token({ operation, extra: { oauth_callback: 'oob' } })
    const requestToken = readToken(operation, text)
    return { authorizeUrl: this.#client.authorizeUrl(requestToken.token), requestToken }
  }

  async finishLogin(requestToken: RequestToken, verifier: string): Promise<void> {
    const operation = 'oauth/access_token'
    const extra = { oauth_verifier: parseVerifier(verifier) }
    const text = await this.#client.token({ operation, credentials: requestToken, extra })
    await this.#tokens.write({ ...readToken(operation, text), issuedAt: this.#clock.now() })
  }

  async token(): Promise<SessionToken | undefined> {
    const token = await this.#tokens.read()
    if (!token) return undefined
    const { issuedAt } = token
    const used = this.#client.lastAcceptedAt
    return { issuedAt, lastUsedAt: used !== undefined && used >= issuedAt ? used : undefined }
  }

  clockOffsetMs(): number | undefined {
    return this.#client.clockOffsetMs
  }

  async renew(): Promise<void> {
    await this.#client.renewToken()
  }

  async verify(): Promise<void> {
    await this.#client.read(ACCOUNT_LIST_CALL)
  }

  /** Ends the token at the broker and forgets it here. */
  async revoke(): Promise<void> {
    const credentials = await this.#tokens.read()
    if (!credentials) return
    await this.#client.token({ operation: 'oauth/revoke_access_token', credentials })
    await this.#tokens.destroy()
  }
}

function parseVerifier(text: string): string {
  const verifier = text.trim()
  if (VERIFIER_TEXT.test(verifier)) return verifier
  throw new RangeError(
    `the code from the broker's page has 4-8 letters and digits, not ${verifier.length} characters`,
  )
}
