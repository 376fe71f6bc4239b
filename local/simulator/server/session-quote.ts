import type { Ticker } from '../../../shared/domain/ids.ts'
import type { Money } from '../../../shared/domain/money.ts'
import { exchangeDate, exchangeInstant, minuteOfDay } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { marketDay } from '../../../shared/time/market-calendar.ts'
import { sessionAt } from '../../../shared/time/session.ts'
import type { Market, MarketQuote } from '../market/market.ts'

/** What the regular session makes of a quote. */
export type WireQuoteStatus = 'REALTIME' | 'DELAYED' | 'CLOSING'

/** The block beside a quote that stands while no regular session is on. */
export interface ExtendedHours {
  readonly status: 'EH_REALTIME' | 'EH_BEFORE_OPEN' | 'EH_CLOSED'
  readonly last: Money
  readonly lastTime: EpochMs
  readonly bid?: Money
  readonly ask?: Money
  readonly bidSize?: number
  readonly askSize?: number
  /** Shares of the whole day so far. */
  readonly volume: number
}

/** A quote as the broker shows it at its hour. */
export interface SessionQuote {
  readonly quote: MarketQuote
  readonly status: WireQuoteStatus
  /** Only outside the regular session. */
  readonly extended?: ExtendedHours
}

/** SIM-ASSUMED: extended trading from 07:00 and until 20:00, as client authors have it (etrade-api.md section 7). */
const EXTENDED_OPENS_MINUTE = 420
const EXTENDED_CLOSES_MINUTE = 1_200

/**
 * The quote of a symbol. In the regular session it is the market's. Outside it the figures are those of the last
 * close, and what trades now stands in a block of its own (etrade-api.md section 6).
 */
export function sessionQuote(
  market: Market,
  symbol: Ticker,
  { now, isDelayed }: { readonly now: EpochMs; readonly isDelayed: boolean },
): SessionQuote | undefined {
  const quote = market.quote(symbol, now)
  if (!quote) return undefined
  const status = quoteStatusAt(now, { isDelayed })
  if (status !== 'CLOSING') return { quote, status }
  const volume = quote.totalVolume + extendedVolume(market, symbol, now)
  const close = closingFigures(market, quote, now)
  return {
    quote: { ...quote, ...close, totalVolume: volume },
    status,
    extended: { ...sidesOf(quote), ...lastOf(quote, close, now), status: extendedStatus(now), volume },
  }
}

/** REALTIME or DELAYED while the regular session runs, otherwise CLOSING. */
export function quoteStatusAt(now: EpochMs, { isDelayed = false } = {}): WireQuoteStatus {
  if (sessionAt(now).phase !== 'regular') return 'CLOSING'
  return isDelayed ? 'DELAYED' : 'REALTIME'
}

type Last = Pick<MarketQuote, 'last' | 'lastTime'>

/** The close of today once it is there, before it the one of the trading day before. */
function closingFigures(market: Market, quote: MarketQuote, now: EpochMs): Last {
  const day = marketDay(exchangeDate(now))
  if (day.kind === 'open' && now >= day.closeAt) {
    const atClose = market.quote(quote.symbol, (day.closeAt - 1) as EpochMs)
    return { last: atClose?.last ?? quote.last, lastTime: atClose?.lastTime ?? quote.lastTime }
  }
  const last = quote.previousClose ?? quote.last
  const before = market.quote(quote.symbol, exchangeInstant(exchangeDate(now), 0))
  return { last, lastTime: before?.lastTime ?? quote.lastTime }
}

/** What traded last in the extended hours of today; without a trade the close stands. */
function lastOf(quote: MarketQuote, close: Last, now: EpochMs): Last {
  return exchangeDate(quote.lastTime) === exchangeDate(now)
    ? { last: quote.last, lastTime: quote.lastTime }
    : close
}

function sidesOf({ bid, ask, bidSize, askSize }: MarketQuote) {
  return {
    ...(bid === undefined ? {} : { bid }),
    ...(ask === undefined ? {} : { ask }),
    ...(bidSize === undefined ? {} : { bidSize }),
    ...(askSize === undefined ? {} : { askSize }),
  }
}

function extendedVolume(market: Market, symbol: Ticker, now: EpochMs): number {
  const after = (exchangeInstant(exchangeDate(now), 0) - 1) as EpochMs
  return market
    .prints(symbol, { after, upTo: now })
    .filter(({ time }) => sessionAt(time).phase !== 'regular')
    .reduce((sum, { size }) => sum + size, 0)
}

function extendedStatus(now: EpochMs): ExtendedHours['status'] {
  if (marketDay(exchangeDate(now)).kind === 'closed') return 'EH_CLOSED'
  const minute = minuteOfDay(now)
  if (minute < EXTENDED_OPENS_MINUTE) return 'EH_BEFORE_OPEN'
  return minute < EXTENDED_CLOSES_MINUTE ? 'EH_REALTIME' : 'EH_CLOSED'
}
