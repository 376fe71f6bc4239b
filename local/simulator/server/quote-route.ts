import { Hono } from 'hono'
import type { Clock } from '../../../shared/ports/clock.ts'
import { type EpochMs, SECOND_MS } from '../../../shared/time/instant.ts'
import type { Market, MarketQuote } from '../market/market.ts'
import { brokerError } from './broker-error.ts'
import { DETAIL_FLAGS, type DetailFlag, quoteData, quoteStatusAt } from './quote-wire.ts'
import { struckBy } from './strike-faults.ts'
import { queryByLowerCaseName, type Wire, type WireContext } from './wire-context.ts'

const SYMBOLS_MAX = 25
const SYMBOLS_MAX_WITH_OVERRIDE = 50

/** Quotes of up to 25 symbols a call, or 50 with `overrideSymbolCount=true`. */
export function quoteRoute(market: Market, clock: Clock): Hono<Wire> {
  return new Hono<Wire>().get('/quote/:symbols', (c) => {
    const asked = [...new Set(c.req.param('symbols').split(',').filter(Boolean))]
    c.set('symbolCount', asked.length)
    const query = queryByLowerCaseName(c)
    return (
      tooManySymbols(c, asked.length, query['overridesymbolcount'] === 'true') ??
      quotes(c, { market, clock, asked, detail: (query['detailflag'] ?? 'ALL').toUpperCase() })
    )
  })
}

function tooManySymbols(c: WireContext, count: number, overridden: boolean): Response | undefined {
  if (count > SYMBOLS_MAX_WITH_OVERRIDE)
    return brokerError(c, { code: 1025, message: symbolLimitText(count, SYMBOLS_MAX_WITH_OVERRIDE) })
  if (count > SYMBOLS_MAX && !overridden)
    return brokerError(c, { code: 1023, message: symbolLimitText(count, SYMBOLS_MAX) })
  return undefined
}

/** SIM-ASSUMED wording; the codes are the broker's. */
function symbolLimitText(count: number, allowed: number): string {
  return `Number of symbols: was ${count}, at most ${allowed} are allowed in one request.`
}

function quotes(
  c: WireContext,
  asked: { market: Market; clock: Clock; asked: readonly string[]; detail: string },
): Response {
  const detail = DETAIL_FLAGS.find((flag): flag is DetailFlag => flag === asked.detail)
  if (!detail)
    return brokerError(c, {
      code: 1020,
      message: `detailFlag: was ${asked.detail}, the simulator has ${DETAIL_FLAGS.join(', ')}.`,
    })

  const delayed = struckBy(c, 'delayed-quotes')
  const staleMs = (struckBy(c, 'stale-stamps')?.seconds ?? 0) * SECOND_MS
  const now = (asked.clock.now() - (delayed?.seconds ?? 0) * SECOND_MS) as EpochMs
  const status = quoteStatusAt(now, { isDelayed: delayed !== undefined })
  const answers = asked.asked.map((symbol) => ({ symbol, quote: quoteOf(asked.market, symbol, now) }))
  const found = answers.flatMap(({ quote }) =>
    quote ? [quoteData(stampedBack(quote, staleMs), detail, status)] : [],
  )
  const invalid = answers.flatMap(({ symbol, quote }) => (quote ? [] : [invalidSymbol(symbol)]))
  return c.json({
    QuoteResponse: {
      ...(found.length > 0 ? { QuoteData: found } : {}),
      ...(invalid.length > 0 ? { Messages: { Message: invalid } } : {}),
    },
  })
}

function stampedBack(quote: MarketQuote, byMs: number): MarketQuote {
  return byMs === 0 ? quote : { ...quote, time: (quote.time - byMs) as EpochMs }
}

function quoteOf(market: Market, symbol: string, now: EpochMs): MarketQuote | undefined {
  const known = market.symbols.find((listed) => listed === symbol.toUpperCase())
  return known && market.quote(known, now)
}

/** SIM-ASSUMED wording; code 1019 in a 200 answer is the broker's. */
function invalidSymbol(symbol: string) {
  return { description: `${symbol} is an invalid symbol`, code: 1019, type: 'WARNING' }
}
