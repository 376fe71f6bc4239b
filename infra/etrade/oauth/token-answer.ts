import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import { Secret } from '../../../shared/ports/secrets.ts'
import type { Credentials } from './signer.ts'

/** Reads a form-encoded token and its secret, decoding them once. What was seen is never shown. */
export function readToken(operation: string, text: string): Credentials {
  const form = new URLSearchParams(text)
  const [token, secret] = [form.get('oauth_token'), form.get('oauth_token_secret')]
  if (token && secret) return { token: new Secret(token), secret: new Secret(secret) }
  const missing = token ? 'oauth_token_secret' : 'oauth_token'
  throw new BrokerUnreachableError(operation, `${operation} answered without ${missing}`)
}
