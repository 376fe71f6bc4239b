import { z } from 'zod'
import { watchlistAlert } from '../alerts/selection-alerts.ts'
import type { Ticker } from '../domain/ids.ts'
import { newsForInstrument } from '../news/news-sentiment.ts'
import type { DocumentPath } from '../ports/store.ts'
import { dateSchema } from '../state/document-schemas.ts'
import { candidateOf } from '../symbols/candidate.ts'
import { type DailyFigures, dailyFiguresSchema } from '../symbols/daily-figures.ts'
import {
  MARKET_SYMBOL,
  type MarketRegime,
  marketRegime,
  marketRegimeSchema,
  REGIME_BARS,
} from '../symbols/market-regime.ts'
import { listChange } from '../symbols/selector.ts'
import { failedFilters, filterLimits, filterReport } from '../symbols/universe-filters.ts'
import { volatilityRanks } from '../symbols/volatility-rank.ts'
import {
  rankWatchlist,
  type WatchedSymbol,
  watchedSymbolSchema,
  watchlistScore,
} from '../symbols/watchlist-score.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { previousOpenDay } from '../time/market-calendar.ts'
import { readLearning } from './learning.ts'
import { readSentiment } from './read-news.ts'
import type { Tick } from './tick.ts'

const dayCandidatesSchema = z.strictObject({
  date: dateSchema,
  regime: marketRegimeSchema,
  figures: z.array(dailyFiguresSchema),
  watchlist: z.array(watchedSymbolSchema),
})

/** What the completed days say of the universe; a document of its own, read when symbols are chosen. */
export interface DayCandidates {
  readonly date: ExchangeDate
  readonly regime: MarketRegime
  readonly figures: readonly DailyFigures[]
  readonly watchlist: readonly WatchedSymbol[]
}

/** The candidates of a date; absent when that day was not prepared. */
export async function readDayCandidates(tick: Tick, date: ExchangeDate): Promise<DayCandidates | undefined> {
  const document = await tick.world.store.get(candidatesPath(date))
  return document && dayCandidatesSchema.parse(document.value)
}

/** Reads the market's regime, ranks the watchlist, and puts both into the next batch with the figures. */
export async function recordDayCandidates(
  tick: Tick,
  figures: readonly DailyFigures[],
): Promise<DayCandidates> {
  const { history, config } = tick.world
  const marketDays = await history.dailyBars(MARKET_SYMBOL, { before: tick.date, count: REGIME_BARS })
  const regime = marketRegime(marketDays, config.selector)
  const candidates = { date: tick.date, regime, figures, watchlist: await watchlistOf(tick, figures) }
  tick.record(candidatesPath(tick.date), candidates)
  await tellChange(tick, candidates.watchlist)
  return candidates
}

function candidatesPath(date: ExchangeDate): DocumentPath {
  return `days/${date}-candidates`
}

async function watchlistOf(tick: Tick, figures: readonly DailyFigures[]): Promise<readonly WatchedSymbol[]> {
  const { selector } = tick.world.config
  const limits = filterLimits(tick.world.config)
  const passed = figures.filter((each) => failedFilters(filterReport(candidateOf(each), limits)).length === 0)
  const ranks = volatilityRanks(passed)
  const learning = await readLearning(tick.world)
  const sentiments = await readSentiments(tick, passed)
  const watched = passed.map((each) =>
    watchlistScore(
      each,
      {
        volatilityRank: ranks.get(each.symbol),
        sentiment: sentiments.get(each.symbol),
        earned: learning?.symbolScores[each.symbol],
      },
      selector.watchlistWeights,
    ),
  )
  return rankWatchlist(watched, selector.symbolsMax)
}

/** From 0 to 1 for each symbol whose news were read, turned to the symbol's own direction. */
async function readSentiments(
  tick: Tick,
  figures: readonly DailyFigures[],
): Promise<ReadonlyMap<Ticker, number>> {
  const passed = new Set(figures.map(({ symbol }) => symbol))
  const instruments = tick.world.instruments.filter(({ symbol }) => passed.has(symbol))
  const sentiments = new Map<Ticker, number>()
  for (const instrument of instruments) {
    const sentiment = await readSentiment(tick, instrument.underlying)
    if (sentiment)
      sentiments.set(instrument.symbol, (1 + newsForInstrument(sentiment, instrument).alignedSentiment) / 2)
  }
  return sentiments
}

/** A list without a list of the day before is news to nobody: the morning's note tells it. */
async function tellChange(tick: Tick, watchlist: readonly WatchedSymbol[]): Promise<void> {
  const before = await readDayCandidates(tick, previousOpenDay(tick.date, tick.world.calendar))
  const change = before && listChange(symbolsOf(before.watchlist), symbolsOf(watchlist))
  if (change) tick.alert(watchlistAlert(watchlist, change, { date: tick.date, time: tick.now }))
}

function symbolsOf(watchlist: readonly WatchedSymbol[]) {
  return watchlist.map(({ symbol }) => symbol)
}
