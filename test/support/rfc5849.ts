import { createHmac } from 'node:crypto'

export type Pair = readonly [name: string, value: string]

/** Percent-encoding byte by byte, after RFC 5849 §3.6. */
export function encode(text: string): string {
  const isUnreserved = (byte: number) => /[A-Za-z0-9\-._~]/.test(String.fromCharCode(byte))
  const hex = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  return [...new TextEncoder().encode(text)]
    .map((byte) => (isUnreserved(byte) ? String.fromCharCode(byte) : hex(byte)))
    .join('')
}

/** The signature base string of RFC 5849 §3.4.1, for parameters that are already decoded. */
export function baseString(method: string, baseUri: string, parameters: readonly Pair[]): string {
  const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
  const normalized = parameters
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map((pair) => pair.join('='))
    .join('&')
  return [method.toUpperCase(), encode(baseUri), encode(normalized)].join('&')
}

/** The HMAC-SHA1 signature of RFC 5849 §3.4.2; an oracle that shares no code with the product. */
export function signature(
  base: string,
  secrets: { readonly consumer: string; readonly token?: string },
): string {
  const key = `${encode(secrets.consumer)}&${encode(secrets.token ?? '')}`
  return createHmac('sha1', key).update(base).digest('base64')
}

/** The parameters of an Authorization header, decoded. */
export function headerParameters(header: string): Map<string, string> {
  const pairs = header.replace(/^OAuth /, '').split(/,\s*/)
  return new Map(pairs.map((pair) => /^([^=]+)="([^"]*)"$/.exec(pair)).map(decodedPair))
}

function decodedPair(match: RegExpExecArray | null): Pair {
  if (!match) throw new Error('not an OAuth header')
  return [decodeURIComponent(match[1] as string), decodeURIComponent(match[2] as string)]
}
