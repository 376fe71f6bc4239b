import { createHash } from 'node:crypto'
import { type Money, percentChange, subtract, times, toNumber, ZERO } from '../../../shared/domain/money.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { ExchangeAccount } from '../exchange/exchange.ts'
import { epochSeconds } from './exchange-stamp.ts'
import { changeFromClose } from './quote-wire.ts'
import type { WireQuoteStatus } from './session-quote.ts'
import type { ValuedShares } from './valuation.ts'

/** What every row of one portfolio answer shares. */
export interface PortfolioFrame {
  readonly account: ExchangeAccount
  /** Cash and shares together. */
  readonly accountValue: Money
  readonly now: EpochMs
  readonly quoteStatus: WireQuoteStatus
  /** Where this simulator answers, e.g. "http://127.0.0.1:9100". */
  readonly origin: string
}

/** One page of the answer to accounts/{key}/portfolio. */
export function portfolioResponse(
  frame: PortfolioFrame,
  page: { readonly rows: readonly ValuedShares[]; readonly totalPages: number },
) {
  const { accountId } = frame.account
  const Position = page.rows.map((row) => position(row, frame))
  return {
    PortfolioResponse: { AccountPortfolio: [{ accountId, totalPages: page.totalPages, Position }] },
  }
}

function position(row: ValuedShares, frame: PortfolioFrame) {
  const { symbol, quantity, acquiredAt, averageCost } = row.shares
  const positionId = positionNumber(frame.account, symbol)
  return {
    positionId,
    Product: product(symbol),
    symbolDescription: symbol,
    dateAcquired: acquiredAt,
    pricePaid: toNumber(averageCost),
    costPerShare: toNumber(averageCost),
    commissions: 0,
    otherFees: 0,
    quantity,
    positionIndicator: 'TYPE1',
    positionType: 'LONG',
    ...gains(row, frame),
    ...boughtToday(row, frame),
    adjPrevClose: toNumber(row.quote.previousClose ?? ZERO),
    lotsDetails: `${frame.origin}/v1/accounts/${frame.account.accountIdKey}/portfolio/${positionId}`,
    quoteDetails: `${frame.origin}/v1/market/quote/${symbol}`,
    Quick: quickView(row, frame),
  }
}

function gains({ shares, marketValue, quote }: ValuedShares, frame: PortfolioFrame) {
  const valueBefore = times(priceBefore({ shares, quote }, frame), shares.quantity)
  return {
    daysGain: toNumber(subtract(marketValue, valueBefore)),
    daysGainPct: percent(valueBefore, marketValue),
    marketValue: toNumber(marketValue),
    totalCost: toNumber(shares.cost),
    totalGain: toNumber(subtract(marketValue, shares.cost)),
    totalGainPct: percent(shares.cost, marketValue),
    pctOfPortfolio: decimals((marketValue / frame.accountValue) * 100),
  }
}

/** The price that today's gain is counted from: what was paid today, otherwise the previous close. */
function priceBefore(
  { shares, quote }: Pick<ValuedShares, 'shares' | 'quote'>,
  { now }: PortfolioFrame,
): Money {
  return isFromToday(shares.acquiredAt, now)
    ? shares.averageCost
    : (quote.previousClose ?? shares.averageCost)
}

function boughtToday({ shares }: ValuedShares, { now }: PortfolioFrame) {
  const isNew = isFromToday(shares.acquiredAt, now)
  return {
    todayCommissions: 0,
    todayFees: 0,
    todayPricePaid: isNew ? toNumber(shares.averageCost) : 0,
    todayQuantity: isNew ? shares.quantity : 0,
  }
}

function quickView({ quote }: ValuedShares, { quoteStatus }: PortfolioFrame) {
  return {
    lastTrade: toNumber(quote.last),
    lastTradeTime: epochSeconds(quote.lastTime),
    ...changeFromClose(quote),
    volume: quote.totalVolume,
    quoteStatus,
  }
}

function product(symbol: string) {
  return {
    symbol,
    securityType: 'EQ',
    expiryYear: 0,
    expiryMonth: 0,
    expiryDay: 0,
    strikePrice: 0,
    productId: { symbol },
  }
}

/** SIM-ASSUMED: a number that stays the same for an account and a symbol; how the broker makes it is unknown. */
export function positionNumber({ accountIdKey }: ExchangeAccount, symbol: string): number {
  return createHash('sha256').update(`${accountIdKey}:${symbol}`).digest().readUIntBE(0, 5)
}

function isFromToday(at: EpochMs, now: EpochMs): boolean {
  return exchangeDate(at) === exchangeDate(now)
}

/** How much the second amount lies above the first, in percent; 0 above nothing. */
export function percent(from: Money, to: Money): number {
  return from === 0 ? 0 : decimals(percentChange(from, to))
}

function decimals(value: number): number {
  return Number(value.toFixed(4))
}
