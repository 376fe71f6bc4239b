import { createHmac } from 'node:crypto'
import OAuth from 'oauth-1.0a'
import type { Secret } from '../../../shared/ports/secrets.ts'
import { type EpochMs, SECOND_MS } from '../../../shared/time/instant.ts'

/** The application in whose name every call is made. */
export interface Consumer {
  readonly key: Secret
  readonly secret: Secret
}

/** A request token or an access token with its secret. */
export interface Credentials {
  readonly token: Secret
  readonly secret: Secret
}

export type OAuthParameters = Readonly<Record<`oauth_${string}`, string>>

export interface RequestToSign {
  readonly method: string
  /** Exactly as it is sent, with its query; the body of an order is never part of a signature. */
  readonly url: string
  readonly token?: Credentials | undefined
  /** Further OAuth parameters such as `oauth_callback`. */
  readonly extra?: OAuthParameters | undefined
}

/** 128 bits, so that calls signed in the same second by any number of instances never share a nonce. */
const NONCE_BYTES = 16

/** Signs requests in the name of one consumer; every signature has a fresh nonce and time. */
export class RequestSigner {
  readonly #consumer: Consumer
  readonly #clock: { now(): EpochMs }
  readonly #randomBytes: (size: number) => Uint8Array

  constructor(by: {
    readonly consumer: Consumer
    readonly clock: { now(): EpochMs }
    readonly randomBytes: (size: number) => Uint8Array
  }) {
    this.#consumer = by.consumer
    this.#clock = by.clock
    this.#randomBytes = by.randomBytes
  }

  /** The value of the Authorization header. */
  authorization(request: RequestToSign): string {
    const parameters = {
      oauth_consumer_key: this.#consumer.key.reveal(),
      oauth_nonce: Buffer.from(this.#randomBytes(NONCE_BYTES)).toString('hex'),
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: String(Math.floor(this.#clock.now() / SECOND_MS)),
      oauth_version: '1.0',
      ...(request.token ? { oauth_token: request.token.token.reveal() } : {}),
      ...request.extra,
    }
    const secrets = { consumer: this.#consumer.secret.reveal(), token: request.token?.secret.reveal() }
    return signedHeader(request, parameters, secrets)
  }
}

/** The header for parameters that are already complete. */
export function signedHeader(
  request: { readonly method: string; readonly url: string },
  parameters: Readonly<Record<string, string>>,
  secrets: { readonly consumer: string; readonly token: string | undefined },
): string {
  const oauth = new OAuth({
    consumer: { key: '', secret: secrets.consumer },
    signature_method: 'HMAC-SHA1',
    hash_function: (base, key) => createHmac('sha1', key).update(base).digest('base64'),
  })
  // `authorize` would draw its own nonce and time, so only the two halves of it are used. The library adds the
  // query to the object it is given, hence the copy.
  const signature = oauth.getSignature(
    { ...request, data: {} },
    secrets.token,
    asLibraryData({ ...parameters }),
  )
  return oauth.toHeader({ ...asLibraryData(parameters), oauth_signature: signature }).Authorization
}

/** The library's type wants a numeric time stamp and knows no callback; at run time any parameter is signed. */
function asLibraryData(parameters: Readonly<Record<string, string>>): OAuth.Data {
  return parameters as unknown as OAuth.Data
}
