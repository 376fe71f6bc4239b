import { z } from 'zod'

/** An amount in US dollars as exact text, e.g. "8740.00" or "47.595": at most four decimals, never rounded. */
export const usdField = z
  .string()
  .regex(/^-?\d+\.\d{2,4}$/, 'must be dollars with 2 to 4 decimals, such as "47.595"')
  .meta({ description: 'US dollars, exact', example: '47.595' })

/** A price of a share: the same, above zero, and below ten millions, above which sums of basis points are no longer exact. */
export const priceField = z
  .string()
  .regex(/^\d{1,7}\.\d{2,4}$/, 'must be dollars below 10000000 with 2 to 4 decimals, such as "47.595"')
  .refine((text) => Number(text) > 0, 'must be above 0')
  .meta({ description: 'US dollars, exact, above 0', example: '47.595' })

/** A moment in UTC, e.g. "2026-03-02T14:30:00.000Z". */
export const instantField = z.iso
  .datetime({ error: 'must be a time in UTC such as 2026-03-02T14:30:00.000Z' })
  .meta({ description: 'a moment, in UTC', example: '2026-03-02T14:30:00.000Z' })

/** A date of the exchange (New York). */
export const dateField = z.iso
  .date({ error: 'must be a date such as 2026-03-02' })
  .meta({ description: 'a date in New York', example: '2026-03-02' })

/** An exchange ticker. */
export const tickerField = z
  .string()
  .regex(/^[A-Z][A-Z0-9.]{0,9}$/, 'must be 1-10 capital letters, digits or dots, such as AAPL')
  .meta({ description: 'a ticker', example: 'AAPL' })

/** The id of something that is kept, as it stands in a path or a body; stores reserve ids such as ".." and "__id__" for themselves. */
export const idField = z
  .string()
  .regex(
    /^[A-Za-z0-9][\w.-]{0,119}$/,
    'must be 1-120 letters, digits, dots, dashes or underscores, the first a letter or digit',
  )

/** How many rows a list gives at most, as it stands in a query. */
export function limitField({ most, usual }: { readonly most: number; readonly usual: number }) {
  const message = `must be a whole number from 1 to ${most}`
  return z
    .string()
    .regex(/^\d{1,6}$/, message)
    .transform(Number)
    .refine((count) => count >= 1 && count <= most, message)
    .default(usual)
    .meta({ override: { type: 'integer', minimum: 1, maximum: most, default: usual } })
}
