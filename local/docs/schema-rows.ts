/** As much of JSON Schema as the contract of the API uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly example?: unknown
  readonly examples?: readonly unknown[]
  readonly default?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly additionalProperties?: JsonSchema | boolean
}

/** One field of a body or an answer: its name, what it holds, whether it is always there, what is said of it. */
type FieldRow = readonly [name: string, type: string, presence: string, description: string]

/** Every field below a schema, those within others by their path: `open[].symbol`. */
export function schemaRows(schema: JsonSchema, path = ''): readonly FieldRow[] {
  const { properties = {}, required = [] } = schema
  const own = Object.entries(properties).flatMap(([name, field]) => {
    const at = path === '' ? name : `${path}.${name}`
    const presence = required.includes(name) ? 'always' : 'if known'
    return [
      [`\`${at}\``, typeText(field), presence, field.description ?? ''] as const,
      ...schemaRows(field, at),
    ]
  })
  const list = schema.items ? schemaRows(schema.items, `${path}[]`) : []
  const map =
    typeof schema.additionalProperties === 'object'
      ? schemaRows(schema.additionalProperties, `${path}.*`)
      : []
  const choices = (schema.anyOf ?? schema.oneOf ?? []).flatMap((choice) => schemaRows(choice, path))
  return distinct([...own, ...list, ...map, ...choices])
}

/** What a field holds, in words. */
export function typeText(schema: JsonSchema): string {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map(typeText))].join(' or ')
  if (schema.items) return `list of ${typeText(schema.items)}`
  return [schema.type ?? 'anything', ...bounds(schema)].join(', ')
}

/** The limits of every whole number are none. */
function bounds({ minimum, maximum }: JsonSchema): readonly string[] {
  const isTold = (limit: number | undefined) =>
    limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER
  return [
    ...(isTold(minimum) ? [`at least ${minimum}`] : []),
    ...(isTold(maximum) ? [`at most ${maximum}`] : []),
  ]
}

/** Choices often share fields; the first is told. */
function distinct(rows: readonly FieldRow[]): readonly FieldRow[] {
  return [...new Map(rows.toReversed().map((row) => [row[0], row])).values()].toReversed()
}
