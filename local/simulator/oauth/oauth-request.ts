import type { Checked } from './oauth-problem.ts'
import { percentDecode, queryDecode } from './percent-encoding.ts'
import { baseStringUri, type Parameter, type SignedContent } from './signature.ts'

/** A request as it came over the wire; `target` is the raw request target, neither decoded nor normalised. */
export interface WireRequest {
  readonly method: string
  readonly host: string
  readonly target: string
  readonly authorization: string | undefined
}

/** A request taken apart: what is signed, and the `oauth_…` values by name. */
export interface OAuthRequest {
  readonly signed: SignedContent
  readonly protocol: ReadonlyMap<string, string>
}

const HEADER_SCHEME = /^OAuth\s/i
const HEADER_PARAMETER = /([^\s,="]+)\s*=\s*"([^"]*)"/g

/** Reads the OAuth parameters from the Authorization header and the query string; both transports are accepted. */
export function readOAuthRequest(request: WireRequest): Checked<OAuthRequest> {
  const { path, query } = splitTarget(request.target)
  const encoded = [...headerParameters(request.authorization), ...queryParameters(query)]
  const malformed = encoded.find(({ value }) => value === undefined)
  if (malformed) return rejected(malformed.name)

  const parameters = encoded.map(({ name, value }): Parameter => [name, value!])
  const protocol = parameters.filter(([name]) => name.startsWith('oauth_'))
  const repeated = protocol.find(([name], at) => protocol.findIndex(([other]) => other === name) !== at)
  if (repeated) return rejected(repeated[0])

  return {
    ok: true,
    value: {
      signed: {
        method: request.method,
        baseUri: baseStringUri({ scheme: 'http', host: request.host, path }),
        parameters: parameters.filter(([name]) => name !== 'oauth_signature'),
      },
      protocol: new Map(protocol),
    },
  }
}

interface EncodedParameter {
  readonly name: string
  /** `undefined` when the name or the value is not valid percent-encoding. */
  readonly value: string | undefined
}

function headerParameters(authorization: string | undefined): readonly EncodedParameter[] {
  if (authorization === undefined || !HEADER_SCHEME.test(authorization)) return []
  return Array.from(authorization.matchAll(HEADER_PARAMETER), ([, name = '', value = '']) =>
    decoded(name, value, percentDecode),
  ).filter(({ name }) => name !== 'realm')
}

function queryParameters(query: string): readonly EncodedParameter[] {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', ...value] = part.split('=')
      return decoded(name, value.join('='), queryDecode)
    })
}

function decoded(
  name: string,
  value: string,
  decode: (text: string) => string | undefined,
): EncodedParameter {
  const plainName = decode(name)
  return { name: plainName ?? name, value: plainName === undefined ? undefined : decode(value) }
}

function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf('?')
  return mark === -1
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) }
}

function rejected(name: string): Checked<never> {
  return { ok: false, problem: 'parameter_rejected', advice: `oauth_parameters_rejected=${name}` }
}
