import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { costModelSchema } from '../../../shared/backtest/costs/cost-model.ts'
import type { CatalystEvent } from '../../../shared/catalysts/catalyst-event.ts'
import type { DailyBar } from '../../../shared/domain/bar.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import type { PaperLoopSetup, PaperSymbol } from '../../../shared/paper-loop/paper-loop-setup.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { nextOpenDay } from '../../../shared/time/market-calendar.ts'

const FIRST = '2021-01-04' as ExchangeDate
const SYMBOLS = ['AAA', 'BBB', 'CCC', 'DDD', 'EEE'].map(ticker)
const DAY_PCT = 4

/** So many trading days from the first on. */
export function tradingDays(count: number): readonly ExchangeDate[] {
  const dates: ExchangeDate[] = [FIRST]
  while (dates.length < count) dates.push(nextOpenDay(dates.at(-1) as ExchangeDate))
  return dates
}

/** Days of one symbol that walk at random from 50 USD; the same seed walks the same. */
export function walkedDays(seed: number, dates: readonly ExchangeDate[]): readonly DailyBar[] {
  const generator = xoroshiro128plus(seed)
  const draw = () => uniformFloat64(generator)
  let close = 50
  return dates.map((date) => {
    const open = cents(close * (1 + (draw() - 0.5) * 0.01))
    close = cents(open * (1 + ((draw() - 0.5) * DAY_PCT) / 100))
    const high = cents(Math.max(open, close) * (1 + draw() * 0.01))
    const low = cents(Math.min(open, close) * (1 - draw() * 0.01))
    return { date, open, high, low, close, volume: 1_000_000 + Math.floor(draw() * 500_000) }
  })
}

/** Results after the close of every thirtieth day, a few days apart from symbol to symbol. */
function madeUpEvents(dates: readonly ExchangeDate[]): readonly CatalystEvent[] {
  return SYMBOLS.flatMap((symbol, place) =>
    dates
      .filter((_, day) => (day + place * 3) % 30 === 29)
      .map((date) => ({ symbol, date, moment: 'after-close', kind: 'EARNINGS', source: 'test' }) as const),
  )
}

/** A loop over made-up days: five symbols, the first decisions after the warm-up. */
export function madeUpLoop({
  days = 90,
  seed = 13,
}: {
  readonly days?: number
  readonly seed?: number
} = {}): PaperLoopSetup {
  const dates = tradingDays(days)
  return {
    symbols: SYMBOLS.map((symbol, place) => ({ symbol, days: walkedDays(seed * 100 + place, dates) })),
    ...{ events: madeUpEvents(dates), from: FIRST, to: dates.at(-1) as ExchangeDate },
    ...{ seed, costs: costModelSchema.parse({}) },
  }
}

/** The same setup with other bars; `change` is called for each of them. */
export function withBars(
  setup: PaperLoopSetup,
  change: (bar: DailyBar, symbol: PaperSymbol) => DailyBar,
): PaperLoopSetup {
  const symbols = setup.symbols.map((row) => ({ ...row, days: row.days.map((bar) => change(bar, row)) }))
  return { ...setup, symbols }
}

function cents(usd: number): number {
  return Math.round(usd * 100) / 100
}
