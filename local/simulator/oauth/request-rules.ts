import type { EpochMs } from '../../../shared/time/instant.ts'
import type { OAuthProblem } from './oauth-problem.ts'
import type { OAuthRequest } from './oauth-request.ts'

/** What a request must satisfy before any token is looked up. */
export interface RequestRules {
  readonly consumerKey: string
  /** The `oauth_…` parameters this call needs besides the ones every call needs. */
  readonly required: readonly string[]
  readonly now: EpochMs
  readonly timestampWindowSeconds: number
}

const ALWAYS_REQUIRED = [
  'oauth_consumer_key',
  'oauth_nonce',
  'oauth_signature',
  'oauth_signature_method',
  'oauth_timestamp',
]
const WHOLE_SECONDS = /^\d{1,12}$/

/** The first rule the request breaks, or `undefined` when it breaks none. */
export function brokenRule(request: OAuthRequest, rules: RequestRules): OAuthProblem | undefined {
  return (
    absentParameters(request, rules) ??
    foreignVersion(request) ??
    foreignMethod(request) ??
    foreignConsumer(request, rules) ??
    foreignTime(request, rules)
  )
}

/** The timestamps accepted at this moment, both ends included. */
export function acceptedSeconds(rules: Pick<RequestRules, 'now' | 'timestampWindowSeconds'>): {
  readonly from: number
  readonly to: number
} {
  const nowSeconds = Math.floor(rules.now / 1_000)
  return {
    from: nowSeconds - rules.timestampWindowSeconds,
    to: nowSeconds + rules.timestampWindowSeconds,
  }
}

function absentParameters({ protocol }: OAuthRequest, { required }: RequestRules): OAuthProblem | undefined {
  const absent = [...ALWAYS_REQUIRED, ...required].filter((name) => !protocol.get(name))
  if (absent.length === 0) return undefined
  return { problem: 'parameter_absent', advice: `oauth_parameters_absent=${absent.join('&')}` }
}

function foreignVersion({ protocol }: OAuthRequest): OAuthProblem | undefined {
  const version = protocol.get('oauth_version')
  if (version === undefined || version === '1.0') return undefined
  return { problem: 'version_rejected', advice: 'oauth_acceptable_versions=1.0-1.0' }
}

function foreignMethod({ protocol }: OAuthRequest): OAuthProblem | undefined {
  return protocol.get('oauth_signature_method') === 'HMAC-SHA1'
    ? undefined
    : { problem: 'signature_method_rejected' }
}

function foreignConsumer({ protocol }: OAuthRequest, rules: RequestRules): OAuthProblem | undefined {
  return protocol.get('oauth_consumer_key') === rules.consumerKey
    ? undefined
    : { problem: 'consumer_key_rejected' }
}

function foreignTime({ protocol }: OAuthRequest, rules: RequestRules): OAuthProblem | undefined {
  const text = protocol.get('oauth_timestamp')!
  const { from, to } = acceptedSeconds(rules)
  if (WHOLE_SECONDS.test(text) && Number(text) >= from && Number(text) <= to) return undefined
  return { problem: 'timestamp_refused', advice: `oauth_acceptable_timestamps=${from}-${to}` }
}
