import type { z } from 'zod'
import type { barsAnswer } from '../../api/answers/dashboard-answers.ts'
import { Refused } from '../../api/refused.ts'
import type { Bar } from '../../domain/bar.ts'
import type { Ticker } from '../../domain/ids.ts'
import { moneyFromNumber, toDecimalText } from '../../domain/money.ts'
import { utcText } from '../../time/utc-text.ts'
import type { Known } from '../questions/asked.ts'
import { isInUniverse, latestBars } from '../questions/minute-bars.ts'

type Bars = Readonly<z.input<typeof barsAnswer>>

/**
 * The bars that /chart draws: the latest of today that the scans have recorded, after the close the whole session, else the
 * session before. Refused where nobody has any.
 */
export async function barsView({ world, state }: Known, symbol: Ticker): Promise<Bars | Refused> {
  if (!isInUniverse(world, symbol) && !state.positions[symbol])
    return new Refused(404, `${symbol} is not in the universe, so no bars of it are kept.`)
  const { date, bars } = await latestBars(world, symbol)
  if (bars.length === 0)
    return new Refused(
      404,
      `No bars of ${symbol} are known: no scan of today has recorded any, and the provider has none of earlier days.`,
    )
  return { symbol, date, bars: bars.map(barRow) }
}

/** Prices fall on the nearest 1/10,000 USD. */
function barRow({ time, open, high, low, close, volume }: Bar): Bars['bars'][number] {
  return {
    at: utcText(time),
    open: priceText(open),
    high: priceText(high),
    low: priceText(low),
    close: priceText(close),
    volume,
  }
}

function priceText(price: number): string {
  return toDecimalText(moneyFromNumber(price))
}
