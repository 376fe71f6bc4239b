import type { Config } from '../config/config.ts'
import type { Ticker } from '../domain/ids.ts'
import type { CatalystEvents } from '../ports/catalyst-events.ts'
import type { History } from '../ports/history.ts'
import type { MarketData } from '../ports/market-data.ts'
import type { CalendarException } from '../time/calendar-exception.ts'
import { addDays } from '../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import { previousOpenDay } from '../time/market-calendar.ts'
import { sessionAt } from '../time/session.ts'
import { RADAR_DAYS } from './completed-days.ts'
import { readDays } from './known-days.ts'
import type { RadarCard, RadarScan, RadarUnranked } from './radar-card.ts'
import { rankSymbol, type SymbolReadings } from './rank-symbol.ts'
import { readEvents } from './read-events.ts'

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
    readEvents(ports.catalystEvents, { symbols, from: session.date, to: eventsTo }, session.date),
    readMarket(ports, symbols, session.date),
  ])
  const rule = {
    ...{ now, session, ageSecondsMax: config.entry.quoteAgeSecondsMax },
    lastDay: previousOpenDay(session.date, calendar),
  }
  const looks = readings.map((reading) =>
    rankSymbol({ ...reading, events: events.filter(({ symbol }) => symbol === reading.symbol) }, rule),
  )
  return {
    ...{ at: now, eventsTo },
    cards: looks.filter(isCard).toSorted(higherFirst),
    unranked: looks.filter((look): look is RadarUnranked => !isCard(look)),
    eventProblems: [...problems],
  }
}

async function readMarket(
  { recentQuotes, history }: RadarPorts,
  symbols: readonly Ticker[],
  date: ExchangeDate,
): Promise<readonly Omit<SymbolReadings, 'events'>[]> {
  const [{ quotes, refused }, days] = await Promise.all([
    recentQuotes.quotes(symbols),
    Promise.all(symbols.map((symbol) => readDays(history, symbol, { before: date, count: RADAR_DAYS }))),
  ])
  return symbols.map((symbol, index) => ({
    ...{ symbol, quote: quotes.get(symbol), quoteRefused: refused.get(symbol) },
    days: days[index] ?? [],
  }))
}

function isCard(look: RadarCard | RadarUnranked): look is RadarCard {
  return 'rank' in look
}

function higherFirst(first: RadarCard, second: RadarCard): number {
  return second.rank - first.rank || (first.symbol < second.symbol ? -1 : 1)
}
