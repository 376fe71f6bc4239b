import { z } from 'zod'
import type { Ticker } from '../../domain/ids.ts'
import type { Quote } from '../../domain/quote.ts'
import type { QuoteAnswer } from '../../ports/market-data.ts'

/** The fields of a quote that hold a number, in the order of their columns. */
const NUMBERS = [
  'time',
  'bid',
  'ask',
  'bidSize',
  'askSize',
  'last',
  'open',
  'high',
  'low',
  'totalVolume',
  'previousClose',
  'averageVolume',
] as const satisfies readonly (keyof Quote)[]

const packedSchema = z.strictObject({
  symbols: z.array(z.string()),
  statuses: z.array(z.string()),
  columns: z.array(z.array(z.number().nullable())),
  refused: z.array(z.tuple([z.string(), z.string()])),
  calls: z.number(),
})

/** A quote answer in columns: a third of what the quotes take one by one. */
export type PackedQuotes = z.infer<typeof packedSchema>

export function packQuotes({ quotes, refused, calls }: QuoteAnswer): PackedQuotes {
  const all = [...quotes.values()]
  return {
    symbols: all.map(({ symbol }) => symbol),
    statuses: all.map(({ status }) => status),
    columns: NUMBERS.map((field) => all.map((quote) => quote[field] ?? null)),
    refused: [...refused],
    calls,
  }
}

/** The answer as it was given, its symbols in the same order. Throws `ZodError` for anything else. */
export function unpackQuotes(packed: unknown): QuoteAnswer {
  const { symbols, statuses, columns, refused, calls } = packedSchema.parse(packed)
  const quotes = symbols.map((symbol, place) => {
    const values = NUMBERS.flatMap((field, column) => {
      const value = columns[column]?.[place] ?? null
      return value === null ? [] : [[field, value] as const]
    })
    return { symbol, status: statuses[place], ...Object.fromEntries(values) } as Quote
  })
  return {
    quotes: new Map(quotes.map((quote) => [quote.symbol, quote])),
    refused: new Map(refused as [Ticker, string][]),
    calls,
  }
}
