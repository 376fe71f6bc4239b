import { z } from 'zod'
import type { CatalystEvent } from '../../shared/catalysts/catalyst-event.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { EventsAsked } from '../../shared/ports/catalyst-events.ts'
import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { EtradeClient } from '../etrade/client/etrade-client.ts'
import { fit } from '../etrade/wire/fit.ts'
import { listOf } from '../etrade/wire/scalars.ts'
import type { EventSource } from './event-source.ts'

/** The most symbols the broker answers in one call, with `overrideSymbolCount` (reference §6). */
const SYMBOLS_PER_CALL_MAX = 50
const OPERATION = 'market/quote'

/**
 * Every known answer leaves the date blank, so that its spelling is not known for sure: an existing day written MM/DD/YYYY
 * or YYYY-MM-DD is read, anything else is refused with what was seen. Blank is absent.
 */
const earningDate = z
  .string()
  .optional()
  .transform((text, context): ExchangeDate | undefined => {
    const written = text?.trim()
    if (!written) return undefined
    const date = dateOf(written)
    if (!date) context.addIssue('expected blank or a date as MM/DD/YYYY or YYYY-MM-DD')
    return date
  })

const earningDatesAnswer = z.object({
  quoteResponse: z.object({
    quoteData: listOf(
      z.object({
        product: z.object({ symbol: z.string() }),
        all: z.object({ nextEarningDate: earningDate }),
      }),
    ),
  }),
})

/** The next earnings date of each symbol, as E*TRADE tells it with a quote that asks for it. */
export class EtradeEarningDates implements EventSource {
  readonly #client: Pick<EtradeClient, 'read'>

  constructor(by: { readonly client: Pick<EtradeClient, 'read'> }) {
    this.#client = by.client
  }

  async events({ symbols, from, to }: EventsAsked): Promise<readonly CatalystEvent[]> {
    const events: CatalystEvent[] = []
    for (let first = 0; first < symbols.length; first += SYMBOLS_PER_CALL_MAX)
      events.push(...(await this.#batch(symbols.slice(first, first + SYMBOLS_PER_CALL_MAX))))
    return events.filter(({ date }) => date >= from && date <= to)
  }

  async #batch(symbols: readonly Ticker[]): Promise<readonly CatalystEvent[]> {
    const { body } = await this.#client.read({
      operation: OPERATION,
      module: 'market',
      path: `market/quote/${symbols.join(',')}`,
      query: {
        ...{ detailFlag: 'ALL', overrideSymbolCount: 'true', skipMiniOptionsCheck: 'true' },
        requireEarningsDate: 'true',
      },
      symbols: symbols.length,
    })
    const { quoteData } = fit(earningDatesAnswer, OPERATION, body).quoteResponse
    return quoteData.flatMap(({ product, all: { nextEarningDate: date } }) => {
      const symbol = symbols.find((asked) => asked === product.symbol.trim().toUpperCase())
      if (!symbol || !date) return []
      return [{ symbol, date, moment: 'unknown', kind: 'EARNINGS', source: 'etrade' }]
    })
  }
}

function dateOf(text: string): ExchangeDate | undefined {
  const american = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text)
  const written = american ? `${american[3]}-${american[1]}-${american[2]}` : text
  try {
    return parseExchangeDate(written)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return undefined
  }
}
