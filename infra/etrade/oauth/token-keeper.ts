import { BrokerUnauthorizedError } from '../../../shared/domain/errors.ts'
import type { AccessToken, TokenVault } from './token-vault.ts'

/** Hands out the access token and replaces one that the broker turned away. */
export class TokenKeeper {
  readonly #tokens: TokenVault
  readonly #wake: (token: AccessToken) => Promise<void>
  #renewal: Promise<void> | undefined

  /** `wake` asks the broker to renew a token. */
  constructor(tokens: TokenVault, wake: (token: AccessToken) => Promise<void>) {
    this.#tokens = tokens
    this.#wake = wake
  }

  async current(operation: string): Promise<AccessToken> {
    const token = await this.#tokens.read()
    if (!token) throw new BrokerUnauthorizedError(operation, 'nobody has signed in')
    return token
  }

  /** Reads that find the token asleep at the same time share one renewal. */
  renew(): Promise<void> {
    this.#renewal ??= this.#renewOnce().finally(() => {
      this.#renewal = undefined
    })
    return this.#renewal
  }

  /**
   * True when there is reason to try again: another instance has stored a newer sign-in, or the same token was
   * woken where that `mayHelp`.
   */
  async replace(refused: AccessToken, renewal: { readonly mayHelp: boolean }): Promise<boolean> {
    this.#tokens.invalidate()
    const stored = await this.#tokens.read()
    if (stored && stored.token.reveal() !== refused.token.reveal()) return true
    if (!stored || !renewal.mayHelp) return false
    await this.renew()
    return true
  }

  async #renewOnce(): Promise<void> {
    await this.#wake(await this.current('oauth/renew_access_token'))
  }
}
