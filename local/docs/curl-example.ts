import type { ApiRoute } from '../../shared/api/api-route.ts'
import type { JsonSchema } from './schema-rows.ts'

const BASE = 'http://127.0.0.1:8787/api'

/** Values of fields that the contract has no example for. */
const SAMPLES: Readonly<Record<string, string>> = {
  id: 'DECISION-OR-INTENT-ID',
  decisionId: 'DECISION-ID',
  symbol: 'SPY',
  token: 'TOKEN-OF-A-SIGN-IN-LINK',
  code: 'CODE',
}

/** How a route of the local run is called from a terminal. The token is that of `npx openbell dashboard --token`. */
export function curlExample(
  { method, path, access }: Pick<ApiRoute, 'method' | 'path' | 'access'>,
  body: JsonSchema | undefined,
): string {
  const address = `${BASE}${path.replace(/:(\w+)/g, (_, name: string) => SAMPLES[name] ?? name)}`
  return [
    'curl',
    ...(method === 'post' ? ['-X POST'] : []),
    ...(access === 'owner' ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(body ? [`-H 'Content-Type: application/json' -d '${JSON.stringify(sampleOf(body))}'`] : []),
    address,
  ].join(' ')
}

/** The required fields of the first choice, each with an example. */
function sampleOf(schema: JsonSchema): Readonly<Record<string, unknown>> {
  const { properties = {}, required = [] } = schema.anyOf?.[0] ?? schema
  return Object.fromEntries(required.map((name) => [name, exampleOf(name, properties[name] ?? {})]))
}

function exampleOf(name: string, { example, examples, enum: values }: JsonSchema): unknown {
  return example ?? examples?.[0] ?? values?.[0] ?? SAMPLES[name] ?? name
}
