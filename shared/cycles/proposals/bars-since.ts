import type { Bar } from '../../domain/bar.ts'
import type { Ticker } from '../../domain/ids.ts'
import { addDays, exchangeDate } from '../../time/exchange-time.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import { marketDay, nextOpenDay, type OpenDay } from '../../time/market-calendar.ts'
import type { World } from '../world.ts'

/** A plan is over after ten trading days, and a provider may be a few days late. */
const DAYS_READ = 15

/** The real bars that a plan is followed through. */
export interface BarsSince {
  /** Of the date of the proposal; empty while nobody has them. */
  readonly minutes: readonly Bar[]
  /** One for each completed day after it, stamped with the open of its session. */
  readonly days: readonly Bar[]
}

/** Reads the minutes of a date and the days after it, as far as they are completed. Throws `ProviderError`. */
export async function readBarsSince(world: World, symbol: Ticker, date: ExchangeDate): Promise<BarsSince> {
  const { history, calendar } = world
  const before = firstOpenDate(world)
  if (date >= before) return { minutes: [], days: [] }
  const [sessions, days] = await Promise.all([
    history.minuteSessions(symbol, { before: addDays(date, 1), sessions: 1 }),
    history.dailyBars(symbol, { before, count: DAYS_READ }),
  ])
  return {
    minutes: sessions.find((session) => session.date === date)?.bars ?? [],
    days: days.flatMap(({ date: day, ...bar }) => {
      const session = day > date ? marketDay(day, calendar) : undefined
      return session && session.kind !== 'closed' ? [{ ...bar, time: session.openAt }] : []
    }),
  }
}

/** The first date that is not completed yet: today, or tomorrow once the session is over. */
function firstOpenDate({ clock, calendar }: World): ExchangeDate {
  const now = clock.now()
  const today = exchangeDate(now)
  const session = marketDay(today, calendar)
  return session.kind !== 'closed' && now >= session.closeAt ? addDays(today, 1) : today
}

/** The last session of a plan that began on a date: the day of its entry is the first of the days that it stays. */
export function lastSession(
  { calendar }: Pick<World, 'calendar'>,
  date: ExchangeDate,
  days: number,
): OpenDay {
  let last = date
  for (let stayed = 1; stayed < days; stayed += 1) last = nextOpenDay(last, calendar)
  const session = marketDay(last, calendar)
  if (session.kind === 'closed') throw new Error(`${last} was said to be open and is closed`)
  return session
}

/**
 * The bars of a plan up to the close of its last session, which follows as a moment of its own: there a plan is sold that met neither
 * stop nor target. While the last session is not known it is left out.
 */
export function barsUntil({ minutes, days }: BarsSince, { openAt, closeAt }: OpenDay): readonly Bar[] {
  const bars = [...minutes, ...days].filter(({ time }) => time < closeAt)
  const last = bars.at(-1)
  if (!last || last.time < openAt) return bars
  const { close } = last
  return [...bars, { time: closeAt, open: close, high: close, low: close, close, volume: 0 }]
}
