import fc from 'fast-check'
import { z } from 'zod'

/** As much of JSON Schema as the OpenAPI document uses; anything else in it is an error of the test. */
export interface JsonSchema {
  readonly type?: 'object' | 'string' | 'integer' | undefined
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined
  readonly required?: readonly string[] | undefined
  readonly additionalProperties?: false | undefined
  readonly anyOf?: readonly JsonSchema[] | undefined
  readonly enum?: readonly string[] | undefined
  readonly pattern?: string | undefined
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
}

/** Strict, so that a keyword that values are not made for is not passed over in silence. */
export const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.strictObject({
    type: z.enum(['object', 'string', 'integer']).optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.literal(false).optional(),
    anyOf: z.array(jsonSchema).optional(),
    enum: z.array(z.string()).optional(),
    pattern: z.string().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    ...{ description: z.string().optional(), format: z.string().optional() },
    ...{ default: z.unknown().optional(), example: z.unknown().optional() },
  }),
)

/** Values that fit a schema. */
export function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(fitting))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object':
      return fc.record(fieldsOf(schema), { requiredKeys: [...(schema.required ?? [])] })
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000 })
    case 'string':
      return fittingText(schema)
    case undefined:
      return fc.jsonValue({ maxDepth: 3 })
  }
}

/** Values of which hardly one fits: another type, a field too few, one too many or spoilt, or anything at all. */
export function spoilt(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(spoilt))
  if (schema.type !== 'object') return odd
  const whole = fc.record(fieldsOf(schema))
  const names = Object.keys(schema.properties ?? {})
  const extra = fc
    .tuple(whole, fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('__proto__', 'constructor')), odd)
    .map(([body, name, value]) => ({ ...body, [name]: value }))
  if (names.length === 0) return fc.oneof(extra, odd)
  const name = fc.constantFrom(...names)
  const missing = fc.tuple(whole, name).map(([body, left]) => omit(body, left))
  const wrong = fc.tuple(whole, name, odd).map(([body, field, value]) => ({ ...body, [field]: value }))
  return fc.oneof(missing, extra, { arbitrary: wrong, weight: 3 }, odd)
}

function fieldsOf({ properties = {} }: JsonSchema): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, fitting(schema)]))
}

function fittingText({ pattern, minLength = 0, maxLength = 200 }: JsonSchema): fc.Arbitrary<string> {
  return pattern === undefined
    ? fc.string({ minLength, maxLength, unit: 'grapheme' })
    : fc.stringMatching(new RegExp(pattern))
}

function omit(body: Readonly<Record<string, unknown>>, name: string): object {
  const { [name]: _, ...rest } = body
  return rest
}

/** Values that somebody may send by mistake or on purpose. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.double(),
  fc.constantFrom<unknown>(
    ...[null, '', '0', ' ', '\u0000', '\u202e', '💥'.repeat(200), 'x'.repeat(5_000), '../../engine/state'],
    ...[-1, 0, 1.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER, '1e309', '99999999999999999999.00', '0.00'],
    ...[[], {}, [[]], nested(20), nested(500), "'; DROP TABLE documents; --", '<script>', '{{7*7}}'],
  ),
)

function nested(depth: number): unknown {
  let value: unknown = []
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}
