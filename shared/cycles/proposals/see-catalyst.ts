import { averageDailyValue, expectedMovePct } from '../../catalysts/completed-days.ts'
import { knownDays, type ReadDays, readDays } from '../../catalysts/known-days.ts'
import type { RadarEvent } from '../../catalysts/radar-card.ts'
import { type EventsSeen, readEvents } from '../../catalysts/read-events.ts'
import type { DailyBar } from '../../domain/bar.ts'
import type { Ticker } from '../../domain/ids.ts'
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
  const asked = { before: date, count: SIGHT_DAYS }
  const [answer, days, sectorDays, { events }, news] = await Promise.all([
    world.recentQuotes.quotes([symbol]),
    readDays(world.history, symbol, asked),
    fund === undefined ? undefined : readDays(world.history, fund, asked),
    eventsAround(world, symbol, date),
    readNewsItems({ world, now }, symbol),
  ])
  const usable = usableForEntry(answer.quotes.get(symbol), {
    ...{ now, session: sessionAt(now, world.calendar) },
    ageSecondsMax: world.config.entry.quoteAgeSecondsMax,
  })
  if (!usable.ok) return refuseProposal(usable.code, answer.refused.get(symbol) ?? usable.text)
  const known = knownDays(days, previousOpenDay(date, world.calendar))
  if (!known.ok) return refuseProposal(known.code, known.text)
  const { quote } = usable
  return {
    quote,
    sight: sightOf({
      quote,
      days: known.bars,
      sectorDays: barsOf(sectorDays),
      events,
      news: news.answer,
      now,
    }),
    news: news.answer ?? [],
  }
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

/** A fund whose days can't be read is only missed. */
function barsOf(days: ReadDays | undefined): readonly DailyBar[] | undefined {
  return days && 'problem' in days ? undefined : days
}

function eventsAround(
  { catalystEvents, config }: World,
  symbol: Ticker,
  date: ExchangeDate,
): Promise<EventsSeen> {
  const asked = {
    symbols: [symbol],
    from: addDays(date, -LOOK_BACK_DAYS),
    to: addDays(date, config.catalysts.lookAheadDays),
  }
  return readEvents(catalystEvents, asked, date)
}
