import { toNumber } from '../../../shared/domain/money.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { toCents } from './cent-bar.ts'
import type { FundSymbol } from './generated-symbol.ts'

/** The closes that a fund's day starts from; the fund's is before rounding to cents. */
export interface FundDay {
  readonly date: ExchangeDate
  readonly previousClose: number
  readonly underlyingPreviousClose: number
}

interface UnderlyingClose {
  readonly date: ExchangeDate
  readonly previousClose: number
  readonly close: number
}

interface Prices {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

/** A simulated fund is never wound up: a day takes at most nine tenths of it. */
const GROWTH_MIN = 0.1

/**
 * The days of one fund, at prices that make the last close before `firstDate` its start price. A leveraged
 * fund promises its multiple of the underlying's move from close to close and begins anew each day.
 */
export function fundDays(
  fund: FundSymbol,
  underlying: readonly UnderlyingClose[],
  firstDate: ExchangeDate,
): readonly FundDay[] {
  const growths = underlying.map(({ date, previousClose, close }) => {
    return { date, growth: growthOf(fund, toCents(previousClose), toCents(close)) }
  })
  const before = growths.filter(({ date }) => date < firstDate)
  let next = toNumber(fund.startPrice) / before.reduce((product, { growth }) => product * growth, 1)
  return growths.map(({ date, growth }, index) => {
    const previousClose = next
    next = previousClose * growth
    return { date, previousClose, underlyingPreviousClose: toCents(underlying[index]!.previousClose) }
  })
}

/**
 * The fund's prices while its underlying trades at these; an inverse fund is highest where the other is
 * lowest.
 */
export function fundPrices(fund: FundSymbol, day: FundDay, underlying: Prices): Prices {
  const price = (of: number) => toCents(day.previousClose * growthOf(fund, day.underlyingPreviousClose, of))
  const [low, high] = [price(underlying.low), price(underlying.high)]
  return {
    open: price(underlying.open),
    high: Math.max(low, high),
    low: Math.min(low, high),
    close: price(underlying.close),
  }
}

function growthOf(fund: FundSymbol, from: number, to: number): number {
  return Math.max(GROWTH_MIN, 1 + fund.leverage * (to / from - 1))
}
