import type { DailyBar } from '../domain/bar.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Quote } from '../domain/quote.ts'
import { type FreshnessRule, type UsableQuote, usableForEntry } from '../market-data/quote-usability.ts'
import type { ExchangeDate } from '../time/instant.ts'
import type { SessionMoment } from '../time/session.ts'
import { averageDailyValue, expectedMovePct } from './completed-days.ts'
import { knownDays, type ReadDays } from './known-days.ts'
import type { RadarCard, RadarEvent, RadarUnranked } from './radar-card.ts'
import { radarBadge, radarRank } from './radar-rank.ts'

/** What was read of one symbol. */
export interface SymbolReadings {
  readonly symbol: Ticker
  readonly quote: Quote | undefined
  /** The provider's words when it refused the symbol. */
  readonly quoteRefused?: string | undefined
  readonly days: ReadDays
  readonly events: readonly RadarEvent[]
}

/** What a quote and the completed days are held against. */
export interface RadarRule extends FreshnessRule {
  readonly session: SessionMoment
  /** The last completed day of the exchange: the figures must reach up to it. */
  readonly lastDay: ExchangeDate
}

/** Ranks one symbol, or says what is missing: without a real quote and known days there is no rank. */
export function rankSymbol(seen: SymbolReadings, rule: RadarRule): RadarCard | RadarUnranked {
  const usable = usableForEntry(seen.quote, rule)
  if (!usable.ok) return unranked(seen, usable.code, refusalText(seen) ?? usable.text)
  const days = knownDays(seen.days, rule.lastDay)
  return days.ok ? cardOf(seen, usable.quote, days.bars) : unranked(seen, days.code, days.text)
}

function refusalText({ quoteRefused }: SymbolReadings): string | undefined {
  return quoteRefused === undefined ? undefined : `the quote was refused: ${quoteRefused}`
}

function cardOf(
  { symbol, events }: SymbolReadings,
  { bid, ask, last, time: quoteTime }: UsableQuote,
  bars: readonly DailyBar[],
): RadarCard {
  const figures = {
    ...{ bid, ask, last, quoteTime },
    spreadPct: ((ask - bid) * 200) / (ask + bid),
    lastDay: (bars.at(-1) as DailyBar).date,
    averageDailyValue: averageDailyValue(bars),
    expectedMovePct: expectedMovePct(bars),
    events: [...events],
  }
  const { rank, points } = radarRank(figures)
  return { symbol, rank, badge: radarBadge(rank), points, figures }
}

function unranked({ symbol, events }: SymbolReadings, code: string, reason: string): RadarUnranked {
  return { symbol, code, reason, events: [...events] }
}
