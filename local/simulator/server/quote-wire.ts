import { type Money, percentChange, subtract, toNumber } from '../../../shared/domain/money.ts'
import type { MarketQuote } from '../market/market.ts'
import { epochSeconds, exchangeStamp } from './exchange-stamp.ts'
import type { ExtendedHours, SessionQuote } from './session-quote.ts'

/** Which block of figures a quote call asks for. */
export const DETAIL_FLAGS = ['ALL', 'INTRADAY', 'FUNDAMENTAL', 'WEEK_52', 'OPTIONS'] as const
export type DetailFlag = (typeof DETAIL_FLAGS)[number]

const PERCENT_DECIMALS = 2

/** What a call wants to see of each quote. */
export interface QuoteWish {
  readonly detail: DetailFlag
  /** Only the broker's XML has some of the fields. */
  readonly isXml: boolean
  /** Whether there are mini options is looked up unless the call says that it may be left out. */
  readonly withMiniOptions: boolean
}

/** One row of a quote answer; like the real one it sends zero for a figure it does not have. */
export function quoteData(view: SessionQuote, wish: QuoteWish) {
  const { quote, status } = view
  return {
    dateTime: exchangeStamp(quote.time),
    dateTimeUTC: epochSeconds(quote.time),
    quoteStatus: status,
    ahFlag: view.extended ? 'true' : 'false',
    ...(wish.withMiniOptions ? { hasMiniOptions: false } : {}),
    ...detailBlock(view, wish),
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

function detailBlock(view: SessionQuote, { detail, isXml }: QuoteWish) {
  const { quote } = view
  switch (detail) {
    case 'ALL':
      return { All: { ...allBlock(view), ...(isXml ? ONLY_IN_XML : {}) } }
    case 'INTRADAY':
      return { Intraday: intradayBlock(quote) }
    case 'FUNDAMENTAL':
      return { Fundamental: fundamentalBlock(quote) }
    case 'WEEK_52':
      return { Week52: week52Block(quote) }
    case 'OPTIONS':
      return { Option: optionBlock(quote) }
  }
}

function allBlock({ quote, extended }: SessionQuote) {
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
    ...(extended ? { ExtendedHourQuoteDetail: extendedBlock(quote, extended) } : {}),
  }
}

/** The change is counted from the close that stands in the quote. */
function extendedBlock({ last: close }: MarketQuote, extended: ExtendedHours) {
  return {
    lastPrice: toNumber(extended.last),
    change: toNumber(subtract(extended.last, close)),
    percentChange: Number(percentChange(close, extended.last).toFixed(PERCENT_DECIMALS)),
    bid: dollars(extended.bid),
    bidSize: extended.bidSize ?? 0,
    ask: dollars(extended.ask),
    askSize: extended.askSize ?? 0,
    volume: extended.volume,
    timeOfLastTrade: epochSeconds(extended.lastTime),
    timeZone: '',
    quoteStatus: extended.status,
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

/** SIM-ASSUMED for a share: the figures of an option are there and say nothing. */
function optionBlock(quote: MarketQuote) {
  return {
    ask: dollars(quote.ask),
    askSize: quote.askSize ?? 0,
    bid: dollars(quote.bid),
    bidSize: quote.bidSize ?? 0,
    companyName: quote.name,
    daysToExpiration: 0,
    lastTrade: toNumber(quote.last),
    openInterest: 0,
    optionPreviousBidPrice: 0,
    optionPreviousAskPrice: 0,
    osiKey: '',
    intrinsicValue: 0,
    timePremium: 0,
    optionMultiplier: 0,
    contractSize: 0,
    symbolDescription: quote.name,
  }
}

/** Recorded in XML and in no JSON; a tape of trades knows none of them. */
const ONLY_IN_XML = {
  annualDividend: 0,
  askExchange: ' ',
  exchgLastTrade: '',
  fsi: '',
  highAsk: 0,
  highBid: 0,
  lowAsk: 0,
  lowBid: 0,
  numberOfTrades: 0,
  todayClose: 0,
  volume10Day: 0,
  marketCloseBidSize: 0,
  marketCloseAskSize: 0,
  marketCloseVolume: 0,
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
