import { Hono } from 'hono'
import type { Clock } from '../../../shared/ports/clock.ts'
import { type EpochMs, SECOND_MS } from '../../../shared/time/instant.ts'
import type { Market } from '../market/market.ts'
import { wantsJson } from './answer-format.ts'
import { brokerError } from './broker-error.ts'
import { DETAIL_FLAGS, type DetailFlag, type QuoteWish, quoteData } from './quote-wire.ts'
import { type SessionQuote, sessionQuote } from './session-quote.ts'
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
      tooManySymbols(c, asked.length, query['overridesymbolcount']?.toLowerCase() === 'true') ??
      unknownDetail(c, query['detailflag']) ??
      quotes(c, { market, clock, asked, wish: wishOf(c, query) })
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

/** SIM-ASSUMED wording; the codes are the broker's. The market has no funds. */
function unknownDetail(c: WireContext, flag = 'ALL'): Response | undefined {
  const asked = flag.toUpperCase()
  if (asked === 'MF_DETAIL')
    return brokerError(c, { code: 1024, message: 'detailFlag: MF_DETAIL is for mutual funds only.' })
  if (DETAIL_FLAGS.some((known) => known === asked)) return undefined
  const message = `detailFlag: was ${asked}, the simulator has ${DETAIL_FLAGS.join(', ')}.`
  return brokerError(c, { code: 1020, message })
}

function wishOf(c: WireContext, query: Readonly<Record<string, string>>): QuoteWish {
  return {
    detail: (query['detailflag'] ?? 'ALL').toUpperCase() as DetailFlag,
    isXml: !wantsJson(c),
    withMiniOptions: query['skipminioptionscheck']?.toLowerCase() !== 'true',
  }
}

function quotes(
  c: WireContext,
  asked: { market: Market; clock: Clock; asked: readonly string[]; wish: QuoteWish },
): Response {
  const delayed = struckBy(c, 'delayed-quotes')
  const staleMs = (struckBy(c, 'stale-stamps')?.seconds ?? 0) * SECOND_MS
  const now = (asked.clock.now() - (delayed?.seconds ?? 0) * SECOND_MS) as EpochMs
  const when = { now, isDelayed: delayed !== undefined }
  const answers = asked.asked.map((symbol) => ({ symbol, view: viewOf(asked.market, symbol, when) }))
  const found = answers.flatMap(({ view }) =>
    view ? [quoteData(stampedBack(view, staleMs), asked.wish)] : [],
  )
  const invalid = answers.flatMap(({ symbol, view }) => (view ? [] : [invalidSymbol(symbol)]))
  return c.json({
    QuoteResponse: {
      ...(found.length > 0 ? { QuoteData: found } : {}),
      ...(invalid.length > 0 ? { Messages: { Message: invalid } } : {}),
    },
  })
}

function stampedBack(view: SessionQuote, byMs: number): SessionQuote {
  if (byMs === 0) return view
  return { ...view, quote: { ...view.quote, time: (view.quote.time - byMs) as EpochMs } }
}

function viewOf(
  market: Market,
  symbol: string,
  when: { readonly now: EpochMs; readonly isDelayed: boolean },
): SessionQuote | undefined {
  const known = market.symbols.find((listed) => listed === symbol.toUpperCase())
  return known && sessionQuote(market, known, when)
}

/** SIM-ASSUMED wording; code 1019 in a 200 answer is the broker's. */
function invalidSymbol(symbol: string) {
  return { description: `${symbol} is an invalid symbol`, code: 1019, type: 'WARNING' }
}
