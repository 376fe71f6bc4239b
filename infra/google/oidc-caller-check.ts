import type { OAuth2Client } from 'google-auth-library'
import {
  type CallerCheck,
  CallerCheckUnavailableError,
  type CallerRefusal,
  type CallerVerdict,
} from '../../shared/ports/caller-check.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { SECOND_MS } from '../../shared/time/instant.ts'
import { openedOnce } from '../lazy/opened-once.ts'

/** Checks signatures of Google's identity tokens. */
type Verifier = Pick<OAuth2Client, 'getFederatedSignonCertsAsync' | 'verifyIdToken'>

export interface OidcRules {
  /** The function's own address: a token that was made for another one is refused. */
  readonly audience: string
  /** The e-mail addresses of the service accounts that may call. */
  readonly callers: readonly string[]
  /**
   * `here`: by Google's certificates. `platform`: only for a function that is closed to everybody without
   * roles/run.invoker, because there Cloud Run has checked the token and takes its signature out before it arrives.
   */
  readonly signatureCheckedBy: 'here' | 'platform'
}

/** What the platform puts in the place of a signature it has checked. */
const CHECKED_SIGNATURE = 'SIGNATURE_REMOVED_BY_GOOGLE'

const BEARER = /^Bearer +(\S+)$/i

/** As much of a token as is looked at. */
interface Claims {
  readonly aud: string
  readonly exp: number
  readonly email?: unknown
  readonly email_verified?: unknown
}

/**
 * Admits the service accounts of a list by the identity token that Cloud Scheduler sends. What a token claims is read
 * first and only ever leads to a refusal, which costs nothing; who claims the right things must be genuine as well.
 */
export class OidcCallerCheck implements CallerCheck {
  readonly #rules: OidcRules
  readonly #clock: Clock
  readonly #verifier: () => Promise<Verifier>

  constructor(by: OidcRules & { readonly clock: Clock; readonly openVerifier?: () => Promise<Verifier> }) {
    this.#rules = by
    this.#clock = by.clock
    this.#verifier = openedOnce(by.openVerifier ?? openGoogleVerifier)
  }

  async verify(authorization: string | undefined): Promise<CallerVerdict> {
    const { audience } = this.#rules
    if (authorization === undefined)
      return refuse('missing', `no identity token: send "Authorization: Bearer …", made for ${audience}`)
    const token = BEARER.exec(authorization)?.[1]
    const claims = token === undefined ? undefined : claimsOf(token)
    if (token === undefined || !claims)
      return refuse('malformed', 'the Authorization header is not "Bearer" with one identity token of Google')
    return this.#refusalOf(claims) ?? (await this.#isGenuine(token))
  }

  #refusalOf(claims: Claims): CallerVerdict | undefined {
    const { audience, callers } = this.#rules
    if (claims.exp * SECOND_MS <= this.#clock.now())
      return refuse('expired', 'the identity token has expired: get a new one')
    if (claims.aud !== audience)
      return refuse(
        'wrong-audience',
        `the identity token was made for another address: make it for ${audience}`,
      )
    if (typeof claims.email !== 'string' || claims.email_verified !== true)
      return refuse('wrong-caller', 'the identity token has no verified e-mail: call as a service account')
    if (!callers.includes(claims.email))
      return refuse('wrong-caller', `${claims.email} may not call this function: add it to OPENBELL_CALLERS`)
    return undefined
  }

  async #isGenuine(token: string): Promise<CallerVerdict> {
    const { audience, signatureCheckedBy } = this.#rules
    if (signatureCheckedBy === 'platform' && token.endsWith(`.${CHECKED_SIGNATURE}`)) return { ok: true }
    const verifier = await this.#withCertificates()
    try {
      await verifier.verifyIdToken({ idToken: token, audience })
      return { ok: true }
    } catch {
      // The library's words quote the token, and neither a log nor a caller may see one.
      return refuse(
        'not-genuine',
        'the identity token is not signed by Google: get one from its metadata server',
      )
    }
  }

  /** The certificates are kept by the client from then on, for as long as Google lets them be kept. */
  async #withCertificates(): Promise<Verifier> {
    try {
      const verifier = await this.#verifier()
      await verifier.getFederatedSignonCertsAsync()
      return verifier
    } catch (error) {
      throw new CallerCheckUnavailableError('the certificates of Google can’t be read: call again', {
        cause: error,
      })
    }
  }
}

/** The library is loaded by the first token that must be checked. */
async function openGoogleVerifier(): Promise<Verifier> {
  const { OAuth2Client } = await import('./late/google-auth.ts')
  return new OAuth2Client()
}

/** By hand and not by a schema: this is read by every call, also by one that ends at once outside the session. */
function claimsOf(token: string): Claims | undefined {
  const [, payload, , ...more] = token.split('.')
  if (payload === undefined || more.length > 0) return undefined
  const claims = jsonOrUndefined(Buffer.from(payload, 'base64url').toString())
  return isClaims(claims) ? claims : undefined
}

function isClaims(read: unknown): read is Claims {
  if (typeof read !== 'object' || read === null) return false
  const { aud, exp } = read as Partial<Claims>
  return typeof aud === 'string' && typeof exp === 'number'
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What is no JSON has no claims; the caller refuses it.
    return undefined
  }
}

function refuse(refused: CallerRefusal, reason: string): CallerVerdict {
  return { ok: false, refused, reason }
}
