import type { Config } from '../config/config.ts'
import type { DailyBar } from '../domain/bar.ts'
import type { Ticker } from '../domain/ids.ts'
import { ProviderError } from '../domain/provider-error.ts'
import type { CatalystEvents, UpcomingEvents } from '../ports/catalyst-events.ts'
import type { History } from '../ports/history.ts'
import type { MarketData } from '../ports/market-data.ts'
import type { CalendarException } from '../time/calendar-exception.ts'
import { addDays } from '../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import { previousOpenDay } from '../time/market-calendar.ts'
import { sessionAt } from '../time/session.ts'
import type { CatalystEvent } from './catalyst-event.ts'
import { RADAR_DAYS } from './completed-days.ts'
import { daysAhead } from './days-ahead.ts'
import type { RadarCard, RadarEvent, RadarScan, RadarUnranked } from './radar-card.ts'
import { rankSymbol, type SymbolReadings } from './rank-symbol.ts'

/** What the radar reads from. */
export interface RadarPorts {
  readonly recentQuotes: MarketData
  readonly history: Pick<History, 'dailyBars'>
  /** Absent without a source: then no event is known, which the scan says. */
  readonly catalystEvents?: CatalystEvents
  readonly config: Pick<Config, 'catalysts' | 'entry' | 'universe'>
  readonly calendar: readonly CalendarException[]
}

/**
 * Looks at every catalyst symbol and ranks those of which enough is known (spec §12). Throws `BrokerError` when no quote
 * can be read; days and events that can't be read are told by what they leave out.
 */
export async function radarScan(ports: RadarPorts, now: EpochMs): Promise<RadarScan> {
  const { config, calendar } = ports
  const { catalysts: symbols } = config.universe
  const session = sessionAt(now, calendar)
  const eventsTo = addDays(session.date, config.catalysts.lookAheadDays)
  const [{ events, problems }, readings] = await Promise.all([
    readEvents(ports, { symbols, from: session.date, to: eventsTo }),
    readMarket(ports, symbols, session.date),
  ])
  const rule = {
    ...{ now, session, ageSecondsMax: config.entry.quoteAgeSecondsMax },
    lastDay: previousOpenDay(session.date, calendar),
  }
  const looks = readings.map((reading) =>
    rankSymbol({ ...reading, events: eventsOf(reading.symbol, events, session.date) }, rule),
  )
  return {
    ...{ at: now, eventsTo },
    cards: looks.filter(isCard).toSorted(higherFirst),
    unranked: looks.filter((look): look is RadarUnranked => !isCard(look)),
    eventProblems: [...problems],
  }
}

const NO_SOURCE: UpcomingEvents = { events: [], problems: ['no source of events is set up'] }

async function readEvents(
  { catalystEvents }: RadarPorts,
  asked: Parameters<CatalystEvents['upcoming']>[0],
): Promise<UpcomingEvents> {
  return catalystEvents ? catalystEvents.upcoming(asked) : NO_SOURCE
}

async function readMarket(
  { recentQuotes, history }: RadarPorts,
  symbols: readonly Ticker[],
  date: ExchangeDate,
): Promise<readonly Omit<SymbolReadings, 'events'>[]> {
  const [{ quotes, refused }, days] = await Promise.all([
    recentQuotes.quotes(symbols),
    Promise.all(symbols.map((symbol) => readDays(history, symbol, date))),
  ])
  return symbols.map((symbol, index) => ({
    ...{ symbol, quote: quotes.get(symbol), quoteRefused: refused.get(symbol) },
    days: days[index] ?? [],
  }))
}

async function readDays(
  history: RadarPorts['history'],
  symbol: Ticker,
  before: ExchangeDate,
): Promise<readonly DailyBar[] | { readonly problem: string }> {
  try {
    return await history.dailyBars(symbol, { before, count: RADAR_DAYS })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { problem: error.message }
  }
}

function eventsOf(
  symbol: Ticker,
  events: readonly CatalystEvent[],
  date: ExchangeDate,
): readonly RadarEvent[] {
  return events
    .filter((event) => event.symbol === symbol)
    .map((event) => ({ ...event, daysAhead: daysAhead(date, event.date) }))
}

function isCard(look: RadarCard | RadarUnranked): look is RadarCard {
  return 'rank' in look
}

function higherFirst(first: RadarCard, second: RadarCard): number {
  return second.rank - first.rank || (first.symbol < second.symbol ? -1 : 1)
}
