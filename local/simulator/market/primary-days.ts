import { toNumber } from '../../../shared/domain/money.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import type { FactorDay } from './factor-days.ts'
import { combinedMove, combinedVolatility, factorLoadings } from './factor-loadings.ts'
import type { PrimarySymbol } from './generated-symbol.ts'

/** One generated day of a symbol with a price of its own, in dollars before rounding to cents. */
export interface PrimaryDay {
  readonly date: ExchangeDate
  readonly previousClose: number
  readonly open: number
  readonly close: number
  /** The standard deviation this day's moves were drawn with, as a log move. */
  readonly volatility: number
}

/** The days of one symbol, at prices that make the last close before `firstDate` its start price. */
export function primaryDays(
  symbol: PrimarySymbol,
  factors: readonly (readonly FactorDay[])[],
  dates: readonly ExchangeDate[],
  firstDate: ExchangeDate,
): readonly PrimaryDay[] {
  const moves = dates.map((date, day) => ({ date, ...movesOf(symbol, factors, day) }))
  const before = moves.filter(({ date }) => date < firstDate)
  const gained = before.reduce((sum, { gap, session }) => sum + gap + session, 0)
  let previousClose = toNumber(symbol.startPrice) * Math.exp(-gained)
  return moves.map(({ date, gap, session, volatility }) => {
    const open = previousClose * Math.exp(gap)
    const day = { date, previousClose, open, close: open * Math.exp(session), volatility }
    previousClose = day.close
    return day
  })
}

function movesOf(symbol: PrimarySymbol, factors: readonly (readonly FactorDay[])[], day: number) {
  const loadings = factorLoadings(symbol)
  const today = factors.map((days) => days[day]!)
  return {
    gap: combinedMove(
      loadings,
      today.map(({ gap }) => gap),
    ),
    session: combinedMove(
      loadings,
      today.map(({ session }) => session),
    ),
    volatility: combinedVolatility(
      loadings,
      today.map(({ volatility }) => volatility),
    ),
  }
}
