/** Where E*TRADE is reached; each is an origin without a trailing slash. */
export interface EtradeHosts {
  /** Token calls. */
  readonly api: string
  /** Everything under /v1. */
  readonly data: string
  /** The page on which a person agrees to a sign-in. */
  readonly authorize: string
}

export type EtradeEnvironment = 'production' | 'sandbox' | { readonly simulator: string }

const API = 'https://api.etrade.com'
const AUTHORIZE = 'https://us.etrade.com'

/** The sandbox has data of its own but signs in at the production host (reference §1). */
export function etradeHosts(environment: EtradeEnvironment): EtradeHosts {
  if (environment === 'production') return { api: API, data: API, authorize: AUTHORIZE }
  if (environment === 'sandbox') return { api: API, data: 'https://apisb.etrade.com', authorize: AUTHORIZE }
  const { origin } = new URL(environment.simulator)
  return { api: origin, data: origin, authorize: origin }
}
