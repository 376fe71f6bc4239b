import { toNumber } from '../../../shared/domain/money.ts'
import { epochSeconds } from './exchange-stamp.ts'
import { changeFromClose } from './quote-wire.ts'
import type { WireQuoteStatus } from './session-quote.ts'
import type { ValuedShares } from './valuation.ts'

/** Which block of figures each position carries. */
export const PORTFOLIO_VIEWS = ['QUICK', 'PERFORMANCE', 'FUNDAMENTAL', 'OPTIONSWATCH', 'COMPLETE'] as const
export type PortfolioView = (typeof PORTFOLIO_VIEWS)[number]

/** What a block repeats of the position it stands in. */
export interface ViewFrame {
  readonly quoteStatus: WireQuoteStatus
  readonly gains: {
    readonly daysGain: number
    readonly totalGain: number
    readonly totalGainPct: number
    readonly marketValue: number
  }
}

/** The block of a view under its name; what a tape of trades cannot know is zero. */
export function viewBlock(view: PortfolioView, row: ValuedShares, { quoteStatus, gains }: ViewFrame) {
  switch (view) {
    case 'QUICK':
      return { Quick: { ...lastAndChange(row), volume: row.quote.totalVolume, quoteStatus } }
    case 'PERFORMANCE':
      return { Performance: { ...lastAndChange(row), ...performance(gains), quoteStatus } }
    case 'FUNDAMENTAL':
      return { Fundamental: { ...lastAndChange(row), ...NO_FUNDAMENTALS, quoteStatus } }
    case 'OPTIONSWATCH':
      return {
        OptionsWatch: { ...lastOf(row), ...sides(row), baseSymbolAndPrice: '', premium: 0, quoteStatus },
      }
    case 'COMPLETE':
      return { Complete: { ...complete(row), quoteStatus } }
  }
}

const NO_FUNDAMENTALS = { peRatio: 0, eps: 0, dividend: 0, divYield: 0, marketCap: 0, week52Range: '' }

function lastOf({ quote }: ValuedShares) {
  return { lastTrade: toNumber(quote.last), lastTradeTime: epochSeconds(quote.lastTime) }
}

function lastAndChange(row: ValuedShares) {
  return { ...lastOf(row), ...changeFromClose(row.quote) }
}

function performance({ daysGain, totalGain, totalGainPct, marketValue }: ViewFrame['gains']) {
  return { daysGain, totalGain, totalGainPct, marketValue }
}

function sides({ quote }: ValuedShares) {
  return {
    bid: quote.bid === undefined ? 0 : toNumber(quote.bid),
    ask: quote.ask === undefined ? 0 : toNumber(quote.ask),
  }
}

function complete(row: ValuedShares) {
  const { quote } = row
  return {
    ...lastAndChange(row),
    ...sides(row),
    ...NO_FUNDAMENTALS,
    price: toNumber(quote.last),
    prevClose: quote.previousClose === undefined ? 0 : toNumber(quote.previousClose),
    open: quote.open === undefined ? 0 : toNumber(quote.open),
    volume: quote.totalVolume,
    prevDayVolume: quote.previousDayVolume ?? 0,
    bidSize: quote.bidSize ?? 0,
    askSize: quote.askSize ?? 0,
    symbolDescription: quote.name,
    currency: 'USD',
    marginable: false,
    daysToExpiration: 0,
    openInterest: 0,
  }
}
