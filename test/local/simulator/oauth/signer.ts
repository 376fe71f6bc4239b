import { createHmac, randomBytes } from 'node:crypto'

/** Who signs, and by which clock. */
export interface SigningParty {
  readonly consumer: { readonly key: string; readonly secret: string }
  readonly token?: { readonly token: string; readonly secret: string }
  readonly seconds: number
}

const encode = (text: string): string =>
  Array.from(Buffer.from(text), (byte) =>
    /[\w.~-]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`,
  ).join('')

/** The signed OAuth parameters of a request, written from RFC 5849 alone and sharing no code with the simulator. */
export function oauthParameters(
  party: SigningParty,
  method: string,
  address: string,
  overrides: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const [location = '', query = ''] = address.split('?')
  const own = {
    oauth_consumer_key: party.consumer.key,
    oauth_nonce: randomBytes(16).toString('hex'),
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(party.seconds),
    ...(party.token ? { oauth_token: party.token.token } : {}),
    ...overrides,
  }
  const signed = Object.entries(own).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const pairs = [...signed, ...new URLSearchParams(query)].map(([k, v]) => [encode(k), encode(v)] as const)
  pairs.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
  const normalised = pairs.map(([k, v]) => `${k}=${v}`).join('&')
  const base = [method, location, normalised].map(encode).join('&')
  const key = `${encode(party.consumer.secret)}&${encode(party.token?.secret ?? '')}`
  const signature = createHmac('sha1', key).update(base).digest('base64')
  return { oauth_signature: signature, ...Object.fromEntries(signed) }
}

/** The parameters as an Authorization header. */
export function authorizationHeader(parameters: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}="${encode(value)}"`)
  return `OAuth realm="",${pairs.join(',')}`
}

/** The address with the parameters in its query string. */
export function addressWithParameters(address: string, parameters: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encode(value)}`)
  return `${address}${address.includes('?') ? '&' : '?'}${pairs.join('&')}`
}
