import { z } from 'zod'
import { type Money, moneyFromNumber } from '../../../shared/domain/money.ts'
import { type EpochMs, SECOND_MS } from '../../../shared/time/instant.ts'

/** A number, which the broker sometimes sends as text. */
export const decimal = z
  .union([z.number(), z.string().regex(/^\s*-?\d+(\.\d+)?\s*$/, 'expected a number')], {
    error: 'expected a number',
  })
  .transform(Number)

/** Dollars, settled on the nearest 1/10,000. */
export const dollars = decimal.transform((value): Money => moneyFromNumber(value))

/** A figure of which the broker says "none" by sending zero, or nothing at all (reference §6). */
export const positiveIfAny = decimal.optional().transform((value) => (value && value > 0 ? value : undefined))

/** A price under the same rule. */
export const priceIfAny = positiveIfAny.transform((value): Money | undefined =>
  value === undefined ? undefined : moneyFromNumber(value),
)

/** An identifier of up to 64 bits, as text whether it came as a number or not. */
export const identifier = z
  .union([z.int().nonnegative(), z.string().regex(/^\d+$/, 'expected a whole number')], {
    error: 'expected a whole number',
  })
  .transform(String)

/** A moment, in seconds or milliseconds: the broker mixes them, and their sizes lie far apart (reference §11). */
export const instant = decimal
  .transform((value) => (value < SECONDS_BELOW ? value * SECOND_MS : value))
  .refine((milliseconds) => milliseconds >= EARLIEST && milliseconds < LATEST, {
    error: 'expected a moment between the years 2000 and 2100',
  })
  .transform((milliseconds) => Math.trunc(milliseconds) as EpochMs)

/** A moment of which the broker says "none" by sending zero, or one before its own time (reference §5). */
export const instantIfAny = z.preprocess(
  (value) => (Number(value) <= 0 ? undefined : value),
  instant.optional(),
)

/** Words of which the broker says "none" by sending blanks. */
export const wordsIfAny = z
  .string()
  .optional()
  .transform((text) => text?.trim() || undefined)

/** True or false, in any of the broker's spellings. */
export const flag = z
  .union([z.boolean(), z.string().regex(/^(true|false|y|n)$/i, 'expected true or false')], {
    error: 'expected true or false',
  })
  .transform((value) => value === true || /^(true|y)$/i.test(String(value)))

/** A list, of which the broker sends a single element bare and an empty one not at all (reference §1). */
export function listOf<T extends z.ZodType>(element: T) {
  return z.preprocess(asList, z.array(element))
}

/** A list that must have exactly one element. */
export function onlyOneOf<T extends z.ZodType>(element: T) {
  const one = z.tuple([element], {
    error: ({ input }) => `expected one element, not ${asList(input).length}`,
  })
  return z.preprocess(asList, one).transform(([only]) => only)
}

/** The one answer inside an envelope whose name no recorded answer tells. */
export function anyEnvelope<T extends z.ZodType>(content: T) {
  const only = (value: unknown) => {
    const inside = typeof value === 'object' && value !== null ? Object.values(value) : []
    return inside.length === 1 && typeof inside[0] === 'object' ? inside[0] : value
  }
  return z.preprocess(only, content)
}

const SECONDS_BELOW = 1e11
const EARLIEST = Date.UTC(2000, 0)
const LATEST = Date.UTC(2100, 0)

function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}
