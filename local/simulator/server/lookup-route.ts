import { Hono } from 'hono'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { Market } from '../market/market.ts'
import { brokerError } from './broker-error.ts'
import type { Wire } from './wire-context.ts'

const ROWS_MAX = 10

/** Symbols by the beginning of the symbol or by a part of the name, at most ten as recorded answers have. */
export function lookupRoute(market: Market, clock: Clock): Hono<Wire> {
  return new Hono<Wire>().get('/lookup/:text', (c) => {
    const text = c.req.param('text').trim().toUpperCase()
    const Data = market.symbols
      .map((symbol) => ({ symbol, description: market.quote(symbol, clock.now())?.name ?? symbol }))
      .filter(
        ({ symbol, description }) => symbol.startsWith(text) || description.toUpperCase().includes(text),
      )
      .slice(0, ROWS_MAX)
      .map((row) => ({ ...row, type: 'EQUITY' }))
    // SIM-ASSUMED wording; code 10033 is the broker's for a symbol that is not valid.
    if (Data.length === 0) return brokerError(c, { code: 10_033, message: `${text} is an invalid symbol.` })
    return c.json({ LookupResponse: { Data } })
  })
}
