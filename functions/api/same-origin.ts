/** What a browser says about where a request comes from. */
export interface RequestOrigin {
  /** `Origin`; browsers send it with every request that is not a plain read. */
  readonly origin: string | undefined
  /** `Sec-Fetch-Site`. */
  readonly fetchSite: string | undefined
  /** Hosts under which this API is reached: the one it was called by, and the one before a proxy. */
  readonly hosts: readonly string[]
}

/**
 * Whether a request comes from our own pages, or from no page at all. The cookie alone would not do: another site may send it
 * along where a browser is old.
 */
export function isSameOrigin({ origin, fetchSite, hosts }: RequestOrigin): boolean {
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return false
  if (origin === undefined) return true
  const host = URL.canParse(origin) ? new URL(origin).host : undefined
  return host !== undefined && hosts.includes(host)
}
