import { z } from 'zod'
import type { DailyBar } from '../domain/bar.ts'
import type { Ticker } from '../domain/ids.ts'
import type { IndicatorRow } from '../indicators/indicator-row.ts'
import { dateSchema, tickerSchema } from '../state/document-schemas.ts'

const LOOK_BACK_DAYS = 20
const SHORT_VOLUME_DAYS = 5

/** What the completed days of one symbol say to the selector; absent where there are too few of them. */
export const dailyFiguresSchema = z.strictObject({
  symbol: tickerSchema,
  leverage: z.number(),
  /** Date of the last completed day. */
  date: dateSchema.exactOptional(),
  /** The last 20 closes, oldest first; empty below 20. */
  closes: z.array(z.number().positive()).max(LOOK_BACK_DAYS),
  averageVolume20: z.number().positive().exactOptional(),
  /** Volume of the last completed day ÷ the mean of 20. */
  volumeRatio: z.number().exactOptional(),
  /** Mean volume of the last 5 days ÷ the mean of 20. */
  volumeMomentum: z.number().exactOptional(),
  rsi14: z.number().exactOptional(),
  realizedVolatility20: z.number().exactOptional(),
})

/** One symbol as it stands before the day. */
export type DailyFigures = Readonly<z.infer<typeof dailyFiguresSchema>>

/** Sums up completed days, oldest first; `last` are the indicators at the last of them. */
export function dailyFigures(
  { symbol, leverage }: { readonly symbol: Ticker; readonly leverage: number },
  bars: readonly DailyBar[],
  last: IndicatorRow | undefined,
): DailyFigures {
  const days = bars.slice(-LOOK_BACK_DAYS)
  const lastDay = days.at(-1)
  return {
    symbol,
    leverage,
    ...(lastDay && { date: lastDay.date }),
    closes: days.length < LOOK_BACK_DAYS ? [] : days.map(({ close }) => close),
    ...(days.length === LOOK_BACK_DAYS && volumes(days.map(({ volume }) => volume))),
    ...(last?.rsi14 !== undefined && { rsi14: last.rsi14 }),
    ...(last?.realizedVolatility20 !== undefined && { realizedVolatility20: last.realizedVolatility20 }),
  }
}

/** A symbol that never traded has no mean to be compared with. */
function volumes(volume: readonly number[]): Partial<DailyFigures> {
  const average = mean(volume)
  if (average <= 0) return {}
  return {
    averageVolume20: average,
    volumeRatio: (volume.at(-1) ?? 0) / average,
    volumeMomentum: mean(volume.slice(-SHORT_VOLUME_DAYS)) / average,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
