import { z } from 'zod'
import { selectionAlert } from '../alerts/selection-alerts.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Quote } from '../domain/quote.ts'
import { usableForEntry } from '../market-data/quote-usability.ts'
import type { DocumentPath } from '../ports/store.ts'
import { momentOf } from '../signals/features.ts'
import type { Signal } from '../signals/signal.ts'
import type { RankablePlan } from '../signals/symbol-plan.ts'
import { dateSchema, instantSchema, tickerSchema } from '../state/document-schemas.ts'
import { type Candidate, candidateOf } from '../symbols/candidate.ts'
import type { DailyFigures } from '../symbols/daily-figures.ts'
import { type MarketRegime, marketRegimeSchema } from '../symbols/market-regime.ts'
import { listChange, rankedSymbolSchema, type Selection, selectSymbols } from '../symbols/selector.ts'
import { filterLimits } from '../symbols/universe-filters.ts'
import { formatEt } from '../time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../time/instant.ts'
import type { RegularSession } from '../time/session.ts'
import { type DayCandidates, readDayCandidates } from './day-candidates.ts'
import type { Tick } from './tick.ts'
import type { Universe } from './universe-plan.ts'

const daySelectionSchema = z.strictObject({
  date: dateSchema,
  at: instantSchema,
  regime: marketRegimeSchema,
  selected: z.array(tickerSchema),
  ranking: z.array(rankedSymbolSchema),
  unranked: z.array(z.strictObject({ symbol: tickerSchema, reason: z.string() })),
})

/** Who may be entered since when, and what that rests on. */
export interface DaySelection extends Selection {
  readonly date: ExchangeDate
  readonly at: EpochMs
  readonly regime: MarketRegime
}

/** What a scan sees at the moment of choosing. */
export interface SeenMarket extends Pick<Universe, 'prepared'> {
  readonly plan: ReadonlyMap<Ticker, RankablePlan>
  readonly quotes: ReadonlyMap<Ticker, Quote>
  readonly session: RegularSession
}

/** The selection that the day has so far; absent before the first. */
export async function readSelection(tick: Pick<Tick, 'world' | 'date'>): Promise<DaySelection | undefined> {
  const document = await tick.world.store.get(selectionPath(tick))
  return document && daySelectionSchema.parse(document.value)
}

/** Chooses from the completed days alone, before the session. */
export function selectBeforeOpen(tick: Tick, candidates: DayCandidates): DaySelection {
  return record(
    tick,
    candidates.figures.map((figures) => candidateOf(figures)),
    candidates.regime,
  )
}

/**
 * The selection in force: `known` while it is younger than the configured minutes and the day was not worked out anew, else
 * the universe is ranked on what the quotes show, and the owner hears of it when that changes the list. Absent when the day has no
 * candidates, and then nothing may be entered.
 */
export async function currentSelection(
  tick: Tick,
  known: DaySelection | undefined,
  seen: SeenMarket,
): Promise<DaySelection | undefined> {
  const { rerankMinutes } = tick.world.config.selector
  if (known && !seen.prepared && tick.now - known.at < rerankMinutes * MINUTE_MS) return known
  const candidates = seen.prepared ?? (await readDayCandidates(tick, tick.date))
  if (!candidates) return known
  const selection = record(tick, candidates.figures.map(withMoment(tick, seen)), candidates.regime)
  const change = listChange(known?.selected ?? [], selection.selected)
  // Symbols that the owner named are no news to the owner.
  if (change && !tick.world.namedByOwner)
    tick.alert(selectionAlert(selection, change, selection.regime, { date: tick.date, time: tick.now }))
  return selection
}

/** Keeps signals of symbols that were not selected from becoming entries. */
export function withinSelection(
  signals: readonly Signal[],
  selection: DaySelection | undefined,
): readonly Signal[] {
  return signals.map((signal) => {
    if (!signal.assessment || selection?.selected.includes(signal.symbol)) return signal
    const refusal = { code: 'not-selected', text: exclusion(signal.symbol, selection) } as const
    return { ...signal, decision: 'refuse', refusals: [...signal.refusals, refusal] }
  })
}

function exclusion(symbol: Ticker, selection: DaySelection | undefined): string {
  if (!selection) return 'the day has no selection'
  const ranked = selection.ranking.find((each) => each.symbol === symbol)
  const unranked = selection.unranked.find((each) => each.symbol === symbol)
  const why = ranked
    ? `its figure was ${ranked.overall.toFixed(2)}`
    : (unranked?.reason ?? 'it was not there')
  const { length } = selection.selected
  return `not one of the ${length} selected at ${formatEt(selection.at, 'time')} ET: ${why}`
}

function selectionPath({ date }: Pick<Tick, 'date'>): DocumentPath {
  return `days/${date}-selection`
}

function record(tick: Tick, candidates: readonly Candidate[], regime: MarketRegime): DaySelection {
  const { config, namedByOwner, instruments } = tick.world
  const filters = filterLimits(config)
  const chosen = selectSymbols(candidates, { selector: config.selector, filters, regime })
  const selected = namedByOwner ? instruments.map(({ symbol }) => symbol) : chosen.selected
  const selection = { date: tick.date, at: tick.now, regime, ...chosen, selected }
  tick.record(selectionPath(tick), selection)
  return selection
}

function withMoment(tick: Tick, seen: SeenMarket): (figures: DailyFigures) => Candidate {
  return (figures) => {
    const plan = seen.plan.get(figures.symbol)
    const usable = usableForEntry(seen.quotes.get(figures.symbol), {
      now: tick.now,
      session: seen.session,
      ageSecondsMax: tick.world.config.entry.quoteAgeSecondsMax,
    })
    if (!plan || !usable.ok) return candidateOf(figures)
    return candidateOf(figures, momentOf({ plan, quote: usable.quote, session: seen.session }))
  }
}
