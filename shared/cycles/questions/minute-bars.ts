import type { Bar } from '../../domain/bar.ts'
import type { Ticker } from '../../domain/ids.ts'
import { addDays, exchangeDate } from '../../time/exchange-time.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import { marketDay } from '../../time/market-calendar.ts'
import type { World } from '../world.ts'
import { recordedBars } from './recorded-bars.ts'

/** Bars of one session; of a session that is over all of them, of one that runs the latest. */
export interface SessionBars {
  readonly date: ExchangeDate
  readonly bars: readonly Bar[]
}

type Source = Pick<World, 'clock' | 'store' | 'history' | 'calendar'>

/** The bars of the session that runs, else those of the latest one there is; without bars when nobody has any. */
export async function latestBars(world: Source, symbol: Ticker): Promise<SessionBars> {
  const now = world.clock.now()
  const today = marketDay(exchangeDate(now), world.calendar)
  if (today.kind === 'open' && now >= today.openAt) {
    const running = await barsOf(world, symbol, today.date)
    if (running.bars.length > 0) return running
  }
  const [latest] = await world.history.minuteSessions(symbol, { before: today.date, sessions: 1 })
  return latest ?? { date: today.date, bars: [] }
}

/** Whether bars of a symbol may be kept at all. */
export function isInUniverse({ instruments }: Pick<World, 'instruments'>, symbol: Ticker): boolean {
  return instruments.some((instrument) => instrument.symbol === symbol)
}

/** The bars of one date: recorded ones while its session runs, since the history knows completed days only. */
export async function barsOf(world: Source, symbol: Ticker, date: ExchangeDate): Promise<SessionBars> {
  const day = marketDay(date, world.calendar)
  if (day.kind === 'closed') return { date, bars: [] }
  if (world.clock.now() >= day.closeAt) {
    const before = addDays(date, 1)
    const sessions = await world.history.minuteSessions(symbol, { before, sessions: 1 })
    const whole = sessions.find((session) => session.date === date)
    if (whole && whole.bars.length > 0) return whole
  }
  const recorded = await recordedBars(world, symbol, date)
  // Bars of the day before keep the tape warm and belong to another picture.
  return { date, bars: recorded.filter(({ time }) => time >= day.openAt) }
}
