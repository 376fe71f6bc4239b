import { z } from 'zod'
import type { Clock } from '../../../shared/ports/clock.ts'
import { Secret, type Secrets } from '../../../shared/ports/secrets.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { Credentials } from './signer.ts'

/** What a person's sign-in gave us; it dies at midnight New York time. */
export interface AccessToken extends Credentials {
  readonly issuedAt: EpochMs
}

/** Keeps the one access token that all instances share. */
export interface TokenVault {
  /** `undefined` when nobody has signed in. */
  read(): Promise<AccessToken | undefined>
  write(token: AccessToken): Promise<void>
  /** Removes a token that was revoked. */
  destroy(): Promise<void>
  /** The broker did not accept what was read: the next read asks again, as another instance may have signed in. */
  invalidate(): void
}

const storedTokenSchema = z.object({ token: z.string().min(1), secret: z.string().min(1), issuedAt: z.int() })

/** The token as one secret, read once and then remembered for as long as the broker may accept it. */
export class SecretsTokenVault implements TokenVault {
  readonly #secrets: Secrets
  readonly #name: string
  readonly #clock: Clock
  #remembered: AccessToken | undefined

  constructor(at: {
    readonly secrets: Secrets
    readonly environment: 'prod' | 'sandbox' | 'simulator'
    readonly clock: Clock
  }) {
    this.#secrets = at.secrets
    this.#name = `etrade-oauth-${at.environment}`
    this.#clock = at.clock
  }

  async read(): Promise<AccessToken | undefined> {
    if (this.#remembered && this.#isOfToday(this.#remembered)) return this.#remembered
    const stored = await this.#secrets.read(this.#name)
    this.#remembered = stored && parseToken(this.#name, stored)
    return this.#remembered
  }

  async write(token: AccessToken): Promise<void> {
    const { issuedAt } = token
    const text = JSON.stringify({ token: token.token.reveal(), secret: token.secret.reveal(), issuedAt })
    this.#remembered = undefined
    await this.#secrets.write(this.#name, new Secret(text))
    this.#remembered = token
  }

  async destroy(): Promise<void> {
    this.#remembered = undefined
    await this.#secrets.destroy(this.#name)
  }

  invalidate(): void {
    this.#remembered = undefined
  }

  #isOfToday(token: AccessToken): boolean {
    return exchangeDate(token.issuedAt) === exchangeDate(this.#clock.now())
  }
}

/** What was seen is never shown: it is a secret, readable or not. */
function parseToken(name: string, stored: Secret): AccessToken {
  const parsed = storedTokenSchema.safeParse(jsonOrUndefined(stored.reveal()))
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole value')
    throw new Error(
      `secret ${name} is not a stored token (${fields.join(', ')}): sign in again to replace it`,
    )
  }
  const { token, secret, issuedAt } = parsed.data
  return { token: new Secret(token), secret: new Secret(secret), issuedAt: issuedAt as EpochMs }
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's message would quote the secret; the caller reports the field names instead.
    return undefined
  }
}
