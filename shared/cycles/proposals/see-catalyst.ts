import { averageDailyValue, expectedMovePct, RADAR_DAYS } from '../../catalysts/completed-days.ts'
import { daysAhead } from '../../catalysts/days-ahead.ts'
import type { RadarEvent } from '../../catalysts/radar-card.ts'
import type { DailyBar } from '../../domain/bar.ts'
import type { Ticker } from '../../domain/ids.ts'
import { ProviderError } from '../../domain/provider-error.ts'
import { type UsableQuote, usableForEntry } from '../../market-data/quote-usability.ts'
import { newsSentiment } from '../../news/news-sentiment.ts'
import type { NewsItem } from '../../ports/news.ts'
import { type CatalystSight, SIGHT_DAYS } from '../../proposals/catalyst-sight.ts'
import { type ProposalRefusal, refuseProposal } from '../../proposals/proposal-refusal.ts'
import { addDays, exchangeDate } from '../../time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../time/instant.ts'
import { previousOpenDay } from '../../time/market-calendar.ts'
import { sessionAt } from '../../time/session.ts'
import { readNewsItems } from '../read-news.ts'
import type { World } from '../world.ts'

/** An event that is longer over moves nothing any more. */
const LOOK_BACK_DAYS = 7

/** Everything read of one catalyst symbol at one moment. */
export interface SeenCatalyst {
  readonly quote: UsableQuote
  readonly sight: CatalystSight
  readonly news: readonly NewsItem[]
}

/** Reads quote, days, events and news of a symbol at once; a refusal when the quote can't be used or too few days are known. */
export async function seeCatalyst(
  world: World,
  symbol: Ticker,
  now: EpochMs,
): Promise<SeenCatalyst | ProposalRefusal> {
  const date = exchangeDate(now)
  const fund = world.config.catalysts.sectorFunds[symbol]
  const [answer, days, sectorDays, events, news] = await Promise.all([
    world.recentQuotes.quotes([symbol]),
    readDays(world, symbol, date),
    fund === undefined ? undefined : readDays(world, fund, date),
    readEvents(world, symbol, date),
    readNewsItems({ world, now }, symbol),
  ])
  const usable = usableForEntry(answer.quotes.get(symbol), {
    ...{ now, session: sessionAt(now, world.calendar) },
    ageSecondsMax: world.config.entry.quoteAgeSecondsMax,
  })
  if (!usable.ok) return refuseProposal(usable.code, answer.refused.get(symbol) ?? usable.text)
  const refused = unfitDays(days, previousOpenDay(date, world.calendar))
  if (refused) return refused
  const { quote } = usable
  return {
    quote,
    sight: sightOf({ quote, days, sectorDays, events, news: news.answer, now }),
    news: news.answer ?? [],
  }
}

function unfitDays(days: readonly DailyBar[], lastDay: ExchangeDate): ProposalRefusal | undefined {
  if (days.length < RADAR_DAYS)
    return refuseProposal(
      'too-few-days',
      `${days.length} completed days are known, at least ${RADAR_DAYS} are needed`,
    )
  const last = days.at(-1)?.date
  return last === lastDay
    ? undefined
    : refuseProposal('old-days', `the last day known is ${last}, not ${lastDay}`)
}

function sightOf(seen: {
  readonly quote: UsableQuote
  readonly days: readonly DailyBar[]
  readonly sectorDays: readonly DailyBar[] | undefined
  readonly events: readonly RadarEvent[]
  readonly news: readonly NewsItem[] | undefined
  readonly now: EpochMs
}): CatalystSight {
  const { quote, days, sectorDays, events, news, now } = seen
  const sentiment = news && newsSentiment(news, now)
  const newestAt = sentiment?.newestAt
  return {
    ...{ bid: quote.bid, ask: quote.ask, days, events },
    averageDailyValue: averageDailyValue(days),
    expectedMovePct: expectedMovePct(days),
    ...(sentiment && { news: sentiment }),
    ...(newestAt !== undefined && { newsAgeMinutes: (now - newestAt) / MINUTE_MS }),
    ...(sectorDays && { sectorDays }),
  }
}

/** A provider that is away leaves no days, which refuses; a fund's days are only missed. */
async function readDays(
  { history }: World,
  symbol: Ticker,
  before: ExchangeDate,
): Promise<readonly DailyBar[]> {
  try {
    return await history.dailyBars(symbol, { before, count: SIGHT_DAYS })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return []
  }
}

async function readEvents(
  { catalystEvents, config }: World,
  symbol: Ticker,
  date: ExchangeDate,
): Promise<readonly RadarEvent[]> {
  if (!catalystEvents) return []
  const span = {
    from: addDays(date, -LOOK_BACK_DAYS),
    to: addDays(date, config.catalysts.lookAheadDays),
  }
  const { events } = await catalystEvents.upcoming({ symbols: [symbol], ...span })
  return events.map((event) => ({ ...event, daysAhead: daysAhead(date, event.date) }))
}
