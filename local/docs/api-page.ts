import { openApiDocument } from '../../functions/api/openapi-document.ts'
import type { ApiRoute } from '../../shared/api/api-route.ts'
import { apiRoutes } from '../../shared/api/api-routes.ts'
import { packageVersion } from '../commands/version.ts'
import { curlExample } from './curl-example.ts'
import { markdownTable } from './markdown-table.ts'
import { type JsonSchema, schemaRows, typeText } from './schema-rows.ts'

const INTRODUCTION = `# HTTP API

Made by \`npm run docs\` from the contract in \`shared/api/\`; changes by hand are lost.

A running \`npm start\` serves the API at \`http://127.0.0.1:8787/api\`; in the cloud it is \`/api\` beside the dashboard. The
same contract as OpenAPI 3.1 is at \`GET /openapi.json\`.

**Who may.** A browser signs in with a link, good once, which \`npm start\` prints and \`npx openbell dashboard\` or the
Telegram command \`/dashboard\` make anew; the session is the cookie \`__session\`. A program sends a bearer token:

\`\`\`sh
TOKEN=$(npx openbell dashboard --token | head -n 1)
\`\`\`

**What is told.** Amounts are US dollars as exact decimal text, moments are UTC in ISO form, percent means percent. A
field that is not known is left out, never filled in. "if known" in a table says that a field may be left out.

**Refusals** are \`application/problem+json\` with \`title\`, \`status\`, \`detail\` and a \`correlationId\` that the log has too;
with 400, \`errors\` names each field. A method that an address does not have is refused with 405, an address that does
not exist with 404.`

interface Operation {
  readonly parameters?: readonly {
    readonly in: string
    readonly name: string
    readonly required?: boolean
    readonly schema: JsonSchema
  }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>

/** docs/api.md: every address with who may, what is sent, what is answered, what is refused, and a call to copy. */
export function apiPage(): string {
  const routes = Object.values<ApiRoute>(apiRoutes)
  const { paths } = openApiDocument(apiRoutes, packageVersion()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  }
  const sections = routes.map((route) => {
    const operation = paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method]
    if (operation === undefined) throw new Error(`${titleOf(route)} is missing in the OpenAPI document`)
    return routeText(route, operation)
  })
  return `${[INTRODUCTION, contents(routes), ...sections].join('\n\n')}\n`
}

function contents(routes: readonly ApiRoute[]): string {
  const rows = routes.map((route) => [
    `[\`${titleOf(route)}\`](#${anchorOf(titleOf(route))})`,
    accessWords(route),
    route.summary,
  ])
  return `## Contents\n\n${markdownTable(['Address', 'Who may', 'What it is for'], rows)}`
}

function titleOf({ method, path }: ApiRoute): string {
  return `${method.toUpperCase()} ${path}`
}

/** As GitHub makes it from a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')
}

function accessWords({ access }: ApiRoute): string {
  return access === 'open' ? 'anybody' : 'the owner'
}

function routeText(route: ApiRoute, { parameters = [], requestBody, responses }: Operation): string {
  const body = requestBody?.content['application/json']?.schema
  const { 200: answer, ...refusals } = responses
  const description = route.description ? ` ${route.description}` : ''
  return [
    `## ${titleOf(route)}`,
    `${route.summary}. May be called by ${accessWords(route)}.${description}`,
    `\`\`\`sh\n${curlExample(route, body)}\n\`\`\``,
    ...(parameters.length > 0 ? [`**Parameters**\n\n${parameterTable(parameters)}`] : []),
    ...(body ? [bodyText(body)] : []),
    `**Answer**\n\n${fieldTable(answer?.content['application/json']?.schema ?? {})}`,
    `**Refusals**\n\n${markdownTable(
      ['Status', 'When'],
      Object.entries(refusals).map(([status, { description }]) => [status, description]),
    )}`,
  ].join('\n\n')
}

function parameterTable(parameters: NonNullable<Operation['parameters']>): string {
  const rows = parameters.map(({ in: place, name, required, schema }) => [
    `\`${name}\``,
    place,
    typeText(schema),
    required
      ? 'required'
      : schema.default === undefined
        ? 'may be left out'
        : `\`${JSON.stringify(schema.default)}\``,
    schema.description ?? '',
  ])
  return markdownTable(['Name', 'In', 'Takes', 'Default', 'What it is'], rows)
}

/** A body that may have one of several forms shows each. */
function bodyText(body: JsonSchema): string {
  const forms = body.anyOf ?? [body]
  return forms
    .map((form, index) => {
      const title = forms.length > 1 ? `**Body, form ${index + 1}**` : '**Body**'
      const rows = schemaRows(form).map(([name, type, presence, words]) => [
        name,
        type,
        presence === 'always' ? 'required' : 'may be left out',
        words,
      ])
      return rows.length === 0
        ? `${title}: \`{}\``
        : `${title}\n\n${markdownTable(['Field', 'Takes', 'Presence', 'What it is'], rows)}`
    })
    .join('\n\n')
}

function fieldTable(answer: JsonSchema): string {
  return markdownTable(['Field', 'Holds', 'Presence', 'What it is'], schemaRows(answer))
}
