import { Hono } from 'hono'
import { z } from 'zod'
import { add } from '../../../shared/domain/money.ts'
import { tradesOf } from '../exchange/trades.ts'
import { oneOf, readQuery, wholeNumber, yesOrNo } from './checked-input.ts'
import { lotsFrom } from './lots-route.ts'
import { PORTFOLIO_VIEWS } from './portfolio-views.ts'
import { portfolioResponse } from './portfolio-wire.ts'
import { quoteStatusAt } from './session-quote.ts'
import { totalValue, valued } from './valuation.ts'
import type { Resources, Wire } from './wire-context.ts'

const ROWS_A_PAGE_DEFAULT = 50
const PAGES_MAX = 1_000

const portfolioQuery = z.object({
  count: wholeNumber(ROWS_A_PAGE_DEFAULT).default(ROWS_A_PAGE_DEFAULT),
  pageNumber: wholeNumber(PAGES_MAX).default(1),
  view: oneOf(PORTFOLIO_VIEWS).default('QUICK'),
  totalsRequired: yesOrNo().default(false),
  lotsRequired: yesOrNo().default(false),
})

/** The held shares, page by page; no content when there are none (SIM-ASSUMED: pages count from 1). */
export function portfolioRoute({ exchange, market, clock }: Resources): Hono<Wire> {
  return new Hono<Wire>().get('/:accountIdKey/portfolio', async (c) => {
    const query = readQuery(c, portfolioQuery)
    if (!query.ok) return query.refusal
    const { count, pageNumber, view, totalsRequired, lotsRequired } = query.value
    const [balance, holdings] = [await exchange.balance(), await exchange.holdings()]
    const now = clock.now()
    const shares = valued(holdings, market, now)
    const rows = shares.slice((pageNumber - 1) * count, pageNumber * count)
    if (rows.length === 0) return c.body(null, 204)
    const frame = {
      account: exchange.account,
      accountValue: add(balance.cash, totalValue(shares)),
      now,
      quoteStatus: quoteStatusAt(now),
      view,
      ...(lotsRequired ? { lotsOf: lotsFrom(tradesOf(await exchange.history())) } : {}),
      origin: new URL(c.req.url).origin,
    }
    return c.json(
      portfolioResponse(frame, {
        rows,
        totalPages: Math.ceil(shares.length / count),
        totals: totalsRequired ? { positions: shares, cash: balance.cash } : undefined,
      }),
    )
  })
}
