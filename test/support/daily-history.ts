import type { DailyBar } from '../../shared/domain/bar.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { History } from '../../shared/ports/history.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { previousOpenDay } from '../../shared/time/market-calendar.ts'

/** How a symbol of a made history moves: two days up and one down, to a close of 50. */
export interface Course {
  readonly upPct: number
  readonly downPct: number
  /** Shares of the last day; 1,000,000 on every other. */
  readonly lastVolume: number
}

/** A symbol that the selector keeps, and one that it does not. */
export const STRONG: Course = { upPct: 2.5, downPct: -2.5, lastVolume: 2_500_000 }
export const WEAK: Course = { upPct: -1, downPct: 0.5, lastVolume: 500_000 }

/** A history without minutes; a symbol that is not named has no day. */
export function dailyHistory(courses: Readonly<Record<string, Course>>): History {
  return {
    minuteSessions: async () => [],
    dailyBars: async (symbol: Ticker, { before, count }) => {
      const course = courses[symbol]
      return course ? daysBefore(before, count, course) : []
    },
  }
}

function daysBefore(before: ExchangeDate, count: number, course: Course): readonly DailyBar[] {
  const bars: DailyBar[] = []
  let date = before
  let close = 50
  for (let index = 0; index < count; index += 1) {
    date = previousOpenDay(date)
    const open = close / (1 + (index % 3 === 2 ? course.downPct : course.upPct) / 100)
    const [high, low] = [Math.max(open, close) * 1.002, Math.min(open, close) * 0.998]
    bars.push({ date, open, high, low, close, volume: index === 0 ? course.lastVolume : 1_000_000 })
    close = open
  }
  return bars.reverse()
}
