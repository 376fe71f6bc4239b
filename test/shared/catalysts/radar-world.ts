import type { CatalystEvent } from '../../../shared/catalysts/catalyst-event.ts'
import type { RadarPorts } from '../../../shared/catalysts/radar-scan.ts'
import { parseConfig } from '../../../shared/config/config.ts'
import type { DailyBar } from '../../../shared/domain/bar.ts'
import { type Ticker, ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import type { EventsAsked, UpcomingEvents } from '../../../shared/ports/catalyst-events.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { previousOpenDay } from '../../../shared/time/market-calendar.ts'
import { ShownQuotes } from '../../support/cycle-bench.ts'

/** A Tuesday in session. */
export const DATE = parseExchangeDate('2026-03-03')
export const NOON = exchangeInstant(DATE, 720)
export const AAPL = ticker('AAPL')

/** A real-time quote of this moment, a cent on each side of the last trade. */
export function radarQuote(symbol: Ticker, overrides: Partial<Quote> = {}): Quote {
  return {
    symbol,
    status: 'REALTIME',
    time: NOON,
    bid: money('99.99'),
    ask: money('100.01'),
    last: money('100'),
    ...overrides,
  }
}

/** Completed days up to the one before `before`; `closes` and `volume` are told oldest first. */
export function daysWith(
  closes: readonly number[],
  { before = DATE, volume = 1_000_000 }: { readonly before?: ExchangeDate; readonly volume?: number } = {},
): readonly DailyBar[] {
  const bars: DailyBar[] = []
  let date = before
  for (const close of closes.toReversed()) {
    date = previousOpenDay(date)
    bars.push({ date, open: close, high: close, low: close, close, volume })
  }
  return bars.reverse()
}

/** AAPL's earnings in a week, told by one source. */
export function catalystEvent(overrides: Partial<CatalystEvent> = {}): CatalystEvent {
  return {
    symbol: AAPL,
    date: parseExchangeDate('2026-03-10'),
    moment: 'unknown',
    kind: 'EARNINGS',
    source: 'test',
    ...overrides,
  }
}

/** What the radar reads from, in a hand of the test; the catalyst symbols are those that have a quote or days. */
export function radarWorld(given: {
  readonly symbols: readonly Ticker[]
  readonly quotes?: readonly Quote[]
  readonly days?: Readonly<Record<string, readonly DailyBar[] | Error>>
  readonly upcoming?: UpcomingEvents
}) {
  const recentQuotes = new ShownQuotes()
  recentQuotes.shown = given.quotes ?? []
  const asked: EventsAsked[] = []
  const { upcoming } = given
  const ports: RadarPorts = {
    recentQuotes,
    history: {
      dailyBars: async (symbol) => {
        const days = given.days?.[symbol] ?? []
        if (days instanceof Error) throw days
        return days
      },
    },
    ...(upcoming && {
      catalystEvents: {
        upcoming: async (question: EventsAsked) => {
          asked.push(question)
          return upcoming
        },
      },
    }),
    config: parseConfig({ universe: { catalysts: given.symbols } }),
    calendar: [],
  }
  return { ports, asked, recentQuotes }
}
