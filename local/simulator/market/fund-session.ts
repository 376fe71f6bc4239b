import type { Draws } from './draws.ts'
import { type FundDay, fundPrices } from './fund-prices.ts'
import type { FundSymbol } from './generated-symbol.ts'
import type { QuietSession } from './primary-session.ts'

/** One minute in five trades a cent beside what the underlying implies. */
const TRACKING_NOISE_RATE = 0.2

/**
 * Minute bars of a fund from its underlying's; the day's first and last prices carry no noise, so days fit
 * together.
 */
export function fundSession(
  fund: FundSymbol,
  day: FundDay,
  underlying: QuietSession,
  draws: Draws,
): QuietSession {
  const lastMinute = underlying.bars.length - 1
  const bars = underlying.bars.map((bar, minute) => {
    const cents = noiseCents(draws)
    const prices = fundPrices(fund, day, bar)
    return { time: bar.time, ...(minute === 0 || minute === lastMinute ? prices : shifted(prices, cents)) }
  })
  return { bars, activity: underlying.activity }
}

function noiseCents(draws: Draws): number {
  const draw = draws.uniform()
  if (draw >= TRACKING_NOISE_RATE) return 0
  return draw < TRACKING_NOISE_RATE / 2 ? -1 : 1
}

function shifted(prices: ReturnType<typeof fundPrices>, cents: number): ReturnType<typeof fundPrices> {
  const shift = (price: number) => Math.max(1, Math.round(price * 100) + cents) / 100
  return {
    open: shift(prices.open),
    high: shift(prices.high),
    low: shift(prices.low),
    close: shift(prices.close),
  }
}
