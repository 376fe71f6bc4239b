/** Encodes everything but the unreserved characters of RFC 3986, as OAuth and its tokens with `/ + =` demand. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, asPercent)
}

/** A query string in the order given, "" when there is nothing to ask. */
export function queryString(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${percentEncode(value)}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

function asPercent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
