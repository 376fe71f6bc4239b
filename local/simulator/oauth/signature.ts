import { createHmac, timingSafeEqual } from 'node:crypto'
import { percentEncode } from './percent-encoding.ts'

/** One decoded name and value that takes part in the signature. */
export type Parameter = readonly [name: string, value: string]

/** What a signature covers: never a body, never the realm, never the signature itself. */
export interface SignedContent {
  readonly method: string
  readonly baseUri: string
  readonly parameters: readonly Parameter[]
}

const DEFAULT_PORT = /^(http:\/\/[^/]*):80$|^(https:\/\/[^/]*):443$/

/**
 * The base string URI of RFC 5849 section 3.4.1.2. The path stays as it was received, so that a literal comma in a
 * symbol list is signed as a comma.
 */
export function baseStringUri(received: { scheme: 'http' | 'https'; host: string; path: string }): string {
  const origin = `${received.scheme}://${received.host.toLowerCase()}`
  return `${origin.replace(DEFAULT_PORT, '$1$2')}${received.path || '/'}`
}

/** The text that both sides sign, RFC 5849 section 3.4.1.1. */
export function signatureBaseString(content: SignedContent): string {
  return [content.method.toUpperCase(), content.baseUri, normalised(content.parameters)]
    .map(percentEncode)
    .join('&')
}

/** HMAC-SHA1 in base64, keyed by both secrets in their encoded form. */
export function hmacSha1(
  baseString: string,
  secrets: { readonly consumerSecret: string; readonly tokenSecret: string },
): string {
  const key = `${percentEncode(secrets.consumerSecret)}&${percentEncode(secrets.tokenSecret)}`
  return createHmac('sha1', key).update(baseString).digest('base64')
}

/** Compares two signatures in a time that tells nothing about where they differ. */
export function signaturesMatch(expected: string, received: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(received)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function normalised(parameters: readonly Parameter[]): string {
  return parameters
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort((left, right) => compare(left[0], right[0]) || compare(left[1], right[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function compare(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
