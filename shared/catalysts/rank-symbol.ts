import type { DailyBar } from '../domain/bar.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Quote } from '../domain/quote.ts'
import { type FreshnessRule, type UsableQuote, usableForEntry } from '../market-data/quote-usability.ts'
import type { ExchangeDate } from '../time/instant.ts'
import type { SessionMoment } from '../time/session.ts'
import { averageDailyValue, expectedMovePct, RADAR_DAYS } from './completed-days.ts'
import type { RadarCard, RadarEvent, RadarUnranked } from './radar-card.ts'
import { radarBadge, radarRank } from './radar-rank.ts'

/** What was read of one symbol. */
export interface SymbolReadings {
  readonly symbol: Ticker
  readonly quote: Quote | undefined
  /** The provider's words when it refused the symbol. */
  readonly quoteRefused?: string | undefined
  /** Completed days, oldest first; or why they could not be read. */
  readonly days: readonly DailyBar[] | { readonly problem: string }
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
  const days = knownDays(seen.days, rule)
  return days.ok ? cardOf(seen, usable.quote, days.bars) : unranked(seen, days.code, days.text)
}

function refusalText({ quoteRefused }: SymbolReadings): string | undefined {
  return quoteRefused === undefined ? undefined : `the quote was refused: ${quoteRefused}`
}

type KnownDays =
  | { readonly ok: true; readonly bars: readonly DailyBar[] }
  | { readonly ok: false; readonly code: string; readonly text: string }

function knownDays(days: SymbolReadings['days'], { lastDay }: RadarRule): KnownDays {
  if ('problem' in days) return { ok: false, code: 'no-days', text: days.problem }
  if (days.length < RADAR_DAYS)
    return {
      ok: false,
      code: 'too-few-days',
      text: `${days.length} completed days are known, at least ${RADAR_DAYS} are needed`,
    }
  const last = days.at(-1)?.date
  if (last !== lastDay)
    return { ok: false, code: 'old-days', text: `the last day known is ${last}, not ${lastDay}` }
  return { ok: true, bars: days }
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
