import { addDays } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'

/** What a day shows of its price. */
export interface DayPrices {
  readonly date: ExchangeDate
  readonly open: number
  readonly close: number
  readonly volume: number
}

/** An overnight step that looks like a split nobody has adjusted for. */
export interface SplitSuspicion {
  readonly date: ExchangeDate
  /** New shares for an old one, as "4:1"; a reverse split as "1:4". */
  readonly ratio: string
  readonly closeBefore: number
  readonly open: number
}

/** New for old shares of the splits that happen, each with the distance of the open that is still taken for it. */
const RATIOS: readonly (readonly [number, number])[] = [
  ...[2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50].map((shares) => [shares, 1] as const),
  [3, 2],
]
const WITHIN = 0.03
/** Prices fall by a third on bad news too, so the least of the ratios is held to more. */
const WITHIN_OF_SMALL = 0.015
const SMALL = 1.5
/**
 * News that halves a price brings out many times the usual money; a split moves no money. Of the days before, so many
 * make what is usual.
 */
const USUAL_DAYS = 20
const USUAL_MONEY_TIMES_MAX = 3
/** The longest closure since 1990 is seven calendar days from one session to the next. */
const GAP_DAYS_MAX = 7

/** Steps from a close to the next open that are near a split ratio while no more money than usual changed hands. */
export function splitSuspicions(days: readonly DayPrices[]): readonly SplitSuspicion[] {
  return days.flatMap((day, index) => {
    const before = days[index - 1]
    if (!before || addDays(before.date, GAP_DAYS_MAX) < day.date) return []
    const ratio = nearRatio(before.close / day.open)
    if (ratio === undefined || !isUsualMoney(day, days.slice(Math.max(0, index - USUAL_DAYS), index)))
      return []
    return [{ date: day.date, ratio, closeBefore: before.close, open: day.open }]
  })
}

function nearRatio(step: number): string | undefined {
  for (const [shares, old] of RATIOS) {
    const ratio = shares / old
    const within = ratio <= SMALL ? WITHIN_OF_SMALL : WITHIN
    if (Math.abs(step / ratio - 1) <= within) return `${shares}:${old}`
    if (Math.abs(step * ratio - 1) <= within) return `${old}:${shares}`
  }
  return undefined
}

/** Without volumes, as an index has none, nothing tells a split from news, and an index does not split. */
function isUsualMoney(day: DayPrices, before: readonly DayPrices[]): boolean {
  const usual = median(before.map(({ close, volume }) => close * volume))
  return usual > 0 && day.close * day.volume <= usual * USUAL_MONEY_TIMES_MAX
}

/** The middle of some numbers, the upper of the two in the middle; 0 of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((first, second) => first - second)[Math.floor(values.length / 2)] ?? 0
}
