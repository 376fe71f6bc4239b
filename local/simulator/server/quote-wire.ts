import { type Money, percentChange, subtract, toNumber } from '../../../shared/domain/money.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { sessionAt } from '../../../shared/time/session.ts'
import type { MarketQuote } from '../market/market.ts'
import { epochSeconds, exchangeStamp } from './exchange-stamp.ts'

/** Which block of figures a quote call asks for. */
export const DETAIL_FLAGS = ['ALL', 'INTRADAY', 'FUNDAMENTAL', 'WEEK_52'] as const
export type DetailFlag = (typeof DETAIL_FLAGS)[number]

/** What the regular session makes of every quote of one answer. */
export type WireQuoteStatus = 'REALTIME' | 'DELAYED' | 'CLOSING'

const PERCENT_DECIMALS = 2

/** REALTIME or DELAYED while the regular session runs, otherwise CLOSING. */
export function quoteStatusAt(now: EpochMs, { isDelayed = false } = {}): WireQuoteStatus {
  if (sessionAt(now).phase !== 'regular') return 'CLOSING'
  return isDelayed ? 'DELAYED' : 'REALTIME'
}

/** One row of a quote answer; like the real one it sends zero for a figure it does not have. */
export function quoteData(quote: MarketQuote, detail: DetailFlag, status: WireQuoteStatus) {
  return {
    dateTime: exchangeStamp(quote.time),
    dateTimeUTC: epochSeconds(quote.time),
    quoteStatus: status,
    ahFlag: 'false',
    hasMiniOptions: false,
    ...detailBlock(quote, detail),
    Product: { symbol: quote.symbol, securityType: 'EQ' },
  }
}

/** Today's change of the last price against the previous close, in dollars and percent. */
export function changeFromClose(quote: MarketQuote): { readonly change: number; readonly changePct: number } {
  const { last, previousClose } = quote
  if (previousClose === undefined) return { change: 0, changePct: 0 }
  return {
    change: toNumber(subtract(last, previousClose)),
    changePct: Number(percentChange(previousClose, last).toFixed(PERCENT_DECIMALS)),
  }
}

function detailBlock(quote: MarketQuote, detail: DetailFlag) {
  switch (detail) {
    case 'ALL':
      return { All: allBlock(quote) }
    case 'INTRADAY':
      return { Intraday: intradayBlock(quote) }
    case 'FUNDAMENTAL':
      return { Fundamental: fundamentalBlock(quote) }
    case 'WEEK_52':
      return { Week52: week52Block(quote) }
  }
}

function allBlock(quote: MarketQuote) {
  return {
    adjustedFlag: false,
    ...bookBlock(quote),
    ...changeBlock(quote),
    companyName: quote.name,
    ...priceBlock(quote),
    previousClose: dollars(quote.previousClose),
    previousDayVolume: quote.previousDayVolume ?? 0,
    averageVolume: quote.averageVolume ?? 0,
    totalVolume: quote.totalVolume,
    timeOfLastTrade: epochSeconds(quote.lastTime),
    symbolDescription: quote.name,
    ...OUTSIDE_THE_TAPE,
  }
}

function bookBlock(quote: MarketQuote) {
  const stamp = exchangeStamp(quote.time)
  return {
    ask: dollars(quote.ask),
    askSize: quote.askSize ?? 0,
    askTime: stamp,
    bid: dollars(quote.bid),
    bidExchange: '',
    bidSize: quote.bidSize ?? 0,
    bidTime: stamp,
  }
}

function priceBlock(quote: MarketQuote) {
  return {
    open: dollars(quote.open),
    high: dollars(quote.high),
    low: dollars(quote.low),
    lastTrade: toNumber(quote.last),
  }
}

function changeBlock(quote: MarketQuote) {
  const { change, changePct } = changeFromClose(quote)
  return { changeClose: change, changeClosePercentage: changePct }
}

/** No sizes, no previous close, no times: that is all the real block has (etrade-api.md section 6). */
function intradayBlock(quote: MarketQuote) {
  return {
    ask: dollars(quote.ask),
    bid: dollars(quote.bid),
    ...changeBlock(quote),
    companyName: quote.name,
    high: dollars(quote.high),
    lastTrade: toNumber(quote.last),
    low: dollars(quote.low),
    totalVolume: quote.totalVolume,
  }
}

function fundamentalBlock(quote: MarketQuote) {
  return {
    companyName: quote.name,
    eps: 0,
    estEarnings: 0,
    high52: 0,
    lastTrade: toNumber(quote.last),
    low52: 0,
    symbolDescription: quote.name,
  }
}

function week52Block(quote: MarketQuote) {
  return {
    companyName: quote.name,
    high52: 0,
    lastTrade: toNumber(quote.last),
    low52: 0,
    perf12Months: 0,
    previousClose: dollars(quote.previousClose),
    symbolDescription: quote.name,
    totalVolume: quote.totalVolume,
  }
}

/** Fields the broker always sends and a tape of trades cannot know. */
const OUTSIDE_THE_TAPE = {
  beta: 0,
  cashDeliverable: 0,
  contractSize: 0,
  daysToExpiration: 0,
  declaredDividend: 0,
  dirLast: '',
  dividend: 0,
  dividendPayableDate: 0,
  eps: 0,
  estEarnings: 0,
  exDividendDate: 0,
  expirationDate: 0,
  high52: 0,
  intrinsicValue: 0,
  low52: 0,
  marketCap: 0,
  nextEarningDate: '',
  openInterest: 0,
  optionMultiplier: 0,
  optionStyle: '',
  optionUnderlier: '',
  pe: 0,
  primaryExchange: '',
  sharesOutstanding: 0,
  timePremium: 0,
  upc: 0,
  week52HiDate: 0,
  week52LowDate: 0,
  yield: 0,
}

function dollars(amount: Money | undefined): number {
  return amount === undefined ? 0 : toNumber(amount)
}
