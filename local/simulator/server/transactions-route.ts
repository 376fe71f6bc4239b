import { Hono } from 'hono'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { type Trade, tradesOf } from '../exchange/trades.ts'
import { brokerError } from './broker-error.ts'
import { exchangeDay } from './exchange-day.ts'
import { transactionDetailsResponse, transactionId, transactionListResponse } from './transaction-wire.ts'
import type { Resources, Wire, WireContext } from './wire-context.ts'

const ROWS_A_PAGE_MAX = 50

/** What the account bought and sold, newest first, and the details of one execution. */
export function transactionsRoute({ exchange }: Pick<Resources, 'exchange'>): Hono<Wire> {
  const frameOf = (c: WireContext) => ({
    account: exchange.account,
    url: `${new URL(c.req.url).origin}/v1/accounts/${exchange.account.accountIdKey}/transactions`,
  })
  return new Hono<Wire>()
    .get('/:accountIdKey/transactions', async (c) => {
      const query = transactionQuery(c)
      if (!query.ok) return brokerError(c, query.refusal)
      const trades = chosen(tradesOf(await exchange.history()), query)
      const page = pageOf(trades, query)
      return page.trades.length === 0 ? c.body(null, 204) : c.json(transactionListResponse(page, frameOf(c)))
    })
    .get('/:accountIdKey/transactions/:id', async (c) => {
      const id = c.req.param('id')
      const trade = tradesOf(await exchange.history()).find((candidate) => transactionId(candidate) === id)
      if (!trade)
        // SIM-ASSUMED wording; code 1001 is the broker's for a transaction number that is not valid.
        return brokerError(c, {
          code: 1001,
          message: `transactionId: this account has no transaction ${id}.`,
        })
      return c.json(transactionDetailsResponse(trade, frameOf(c)))
    })
}

interface TransactionQuery {
  readonly from: ExchangeDate | undefined
  readonly to: ExchangeDate | undefined
  readonly count: number
  readonly oldestFirst: boolean
  readonly marker: string | undefined
}

type ReadQuery =
  | ({ readonly ok: true } & TransactionQuery)
  | { readonly ok: false; readonly refusal: { readonly code: number; readonly message: string } }

/** The codes are the broker's (etrade-api.md section 9), the wording is SIM-ASSUMED. */
function transactionQuery(c: WireContext): ReadQuery {
  const { startDate, endDate, count = String(ROWS_A_PAGE_MAX), sortOrder = 'DESC', marker } = c.req.query()
  const [from, to] = [startDate, endDate].map((text) =>
    text === undefined ? undefined : exchangeDay.safeParse(text),
  )
  if (from?.success === false || to?.success === false)
    return refusal(2004, 'startDate, endDate: allowed is a date as MMDDYYYY.')
  if (from && to && from.data > to.data) return refusal(2002, 'startDate: must not be after endDate.')
  if (!/^\d{1,2}$/.test(count) || Number(count) < 1 || Number(count) > ROWS_A_PAGE_MAX)
    return refusal(2005, `count: was ${count}, allowed is 1 to ${ROWS_A_PAGE_MAX}.`)
  if (sortOrder !== 'ASC' && sortOrder !== 'DESC')
    return refusal(2006, `sortOrder: was ${sortOrder}, allowed are ASC and DESC.`)
  return {
    ok: true,
    from: from?.data,
    to: to?.data,
    count: Number(count),
    oldestFirst: sortOrder === 'ASC',
    marker,
  }
}

function refusal(code: number, message: string): ReadQuery {
  return { ok: false, refusal: { code, message } }
}

function chosen(trades: readonly Trade[], { from, to, oldestFirst }: TransactionQuery): readonly Trade[] {
  const wanted = trades.filter(({ execution }) => {
    const date = exchangeDate(execution.time)
    return (from === undefined || date >= from) && (to === undefined || date <= to)
  })
  return oldestFirst ? wanted : wanted.toReversed()
}

/** SIM-ASSUMED: the row a marker names comes again as the first of the next page, as one client's tests have it. */
function pageOf(trades: readonly Trade[], { count, marker }: TransactionQuery) {
  const found = marker === undefined ? 0 : trades.findIndex((trade) => transactionId(trade) === marker)
  const start = found === -1 ? trades.length : found
  const page = trades.slice(start, start + count)
  const last = page.at(-1)
  const isLastPage = start + count >= trades.length
  return {
    trades: page,
    total: trades.length,
    marker: isLastPage || last === undefined || page.length < 2 ? undefined : transactionId(last),
  }
}
