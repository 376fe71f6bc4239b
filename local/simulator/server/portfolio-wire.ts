import { createHash } from 'node:crypto'
import {
  add,
  type Money,
  percentChange,
  subtract,
  times,
  toNumber,
  ZERO,
} from '../../../shared/domain/money.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { ExchangeAccount } from '../exchange/exchange.ts'
import { type PortfolioView, viewBlock } from './portfolio-views.ts'
import type { WireQuoteStatus } from './session-quote.ts'
import type { ValuedShares } from './valuation.ts'

/** What every row of one portfolio answer shares. */
export interface PortfolioFrame {
  readonly account: ExchangeAccount
  /** Cash and shares together. */
  readonly accountValue: Money
  readonly now: EpochMs
  readonly quoteStatus: WireQuoteStatus
  readonly view: PortfolioView
  /** The lots of a position, where they are asked for. */
  readonly lotsOf?: (row: ValuedShares, positionId: number) => readonly object[]
  /** Where this simulator answers, e.g. "http://127.0.0.1:9100". */
  readonly origin: string
}

/** One page of the answer to accounts/{key}/portfolio. */
export function portfolioResponse(
  frame: PortfolioFrame,
  page: {
    readonly rows: readonly ValuedShares[]
    readonly totalPages: number
    readonly totals?: PortfolioTotals | undefined
  },
) {
  const { accountId } = frame.account
  const { totals, totalPages } = page
  const Position = page.rows.map((row) => position(row, frame))
  return {
    PortfolioResponse: {
      ...(totals ? { Totals: wireTotals(totals, frame) } : {}),
      AccountPortfolio: [{ accountId, totalPages, Position }],
    },
  }
}

/** All positions together, whatever page is shown. */
export interface PortfolioTotals {
  readonly positions: readonly ValuedShares[]
  readonly cash: Money
}

/** SIM-ASSUMED: no answer with totals was ever recorded; the names are those of the documentation. */
function wireTotals({ positions, cash }: PortfolioTotals, frame: PortfolioFrame) {
  const value = add(...positions.map(({ marketValue }) => marketValue))
  const cost = add(...positions.map(({ shares }) => shares.cost))
  const before = add(...positions.map((row) => times(priceBefore(row, frame), row.shares.quantity)))
  return {
    todaysGainLoss: toNumber(subtract(value, before)),
    todaysGainLossPct: percent(before, value),
    totalMarketValue: toNumber(value),
    totalGainLoss: toNumber(subtract(value, cost)),
    totalGainLossPct: percent(cost, value),
    totalPricePaid: toNumber(cost),
    cashBalance: toNumber(cash),
  }
}

function position(row: ValuedShares, frame: PortfolioFrame) {
  const { symbol, quantity, acquiredAt, averageCost } = row.shares
  const positionId = positionNumber(frame.account, symbol)
  const gained = gains(row, frame)
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
    ...gained,
    ...boughtToday(row, frame),
    adjPrevClose: toNumber(row.quote.previousClose ?? ZERO),
    lotsDetails: `${frame.origin}/v1/accounts/${frame.account.accountIdKey}/portfolio/${positionId}`,
    quoteDetails: `${frame.origin}/v1/market/quote/${symbol}`,
    ...viewBlock(frame.view, row, { quoteStatus: frame.quoteStatus, gains: gained }),
    ...(frame.lotsOf ? { PositionLot: frame.lotsOf(row, positionId) } : {}),
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
