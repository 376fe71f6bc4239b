import type { Ticker } from '../domain/ids.ts'
import type { QuoteAnswer } from '../ports/market-data.ts'
import type { Signal } from '../signals/signal.ts'
import { withRun } from '../state/trading-state.ts'
import type { MarketRegime } from '../symbols/market-regime.ts'
import { formatEt } from '../time/exchange-time.ts'
import { currentSelection, type DaySelection, readSelection, withinSelection } from './day-selection.ts'
import { decideEntries, type EntryDecision } from './decide-entries.ts'
import { observeUniverse, universeJudge } from './evaluate-universe.ts'
import { type InformedSignals, informSignals } from './informed-signals.ts'
import { type Finished, runInSession } from './run-tick.ts'
import { settleOrders } from './settle-orders.ts'
import { tellOpen } from './tell-open.ts'
import type { Tick } from './tick.ts'
import type { NotRun, Trigger } from './trigger.ts'
import { prepareUniverse, savedUniverse, type Universe, writeTape } from './universe-plan.ts'
import { workOrders } from './work-orders.ts'
import type { World } from './world.ts'

const SHOWN_SIGNALS = 5
const UNPREPARED = 'the day was not prepared by prepare-day: this scan did it'
const RELOADED = 'the day was built again, as the owner ordered'

/** What one scan saw and did, as the door answers it. */
export interface ScanDone {
  readonly quotes: number
  /** Symbols the provider refused, with its words. */
  readonly refusedSymbols: Readonly<Record<string, string>>
  /** How many symbols could not be judged, by why their quote was not usable. */
  readonly notJudged: Readonly<Record<string, number>>
  /** The best scores of this scan and what stood in their way. */
  readonly best: readonly {
    readonly symbol: Ticker
    readonly score: number
    readonly refusals: readonly string[]
  }[]
  /** What kind of market it is and how many symbols may be entered; absent when the day has no selection. */
  readonly selection?: { readonly at: string; readonly symbols: number; readonly regime: MarketRegime }
  /** What was not as it should be and was made up for. */
  readonly note?: string
  readonly entries: readonly EntryDecision[]
}

/** Looks for entries: settle orders, read the whole universe, score and gate it, size what passed, send it. */
export async function scan(world: World, trigger: Trigger): Promise<(ScanDone & Finished) | NotRun> {
  return runInSession(world, trigger, async (tick, session) => {
    tick.state = withRun(tick.state, 'signal-scan', tick.now)
    tick.state = { ...tick.state, day: { ...tick.state.day, scans: tick.state.day.scans + 1 } }
    await settleOrders(tick)
    const { universe, known, quoted } = await readAtOnce(tick)
    const { quotes, refused } = quoted
    tick.state = { ...tick.state, tokenUsedAt: tick.now }
    const tape = observeUniverse(universe.tape, quotes, session)
    writeTape(tick, tape)
    const selection = await currentSelection(tick, known, { ...rankable(universe), quotes, session })
    tellOpen(tick, { session, universe: world.instruments.length, selected: selection?.selected.length ?? 0 })
    const judge = await universeJudge(tick, { plan: universe.plan, tape, quotes, session })
    const judged = world.instruments.flatMap((instrument) => judge(instrument) ?? [])
    const informed = await informSignals(tick, withinSelection(judged, selection), { judge, session })
    const { signals } = informed
    const entries = await decideEntries(tick, { signals, quotes })
    await workOrders(tick, session)
    return {
      quotes: quotes.size,
      refusedSymbols: Object.fromEntries(refused),
      notJudged: countUnusable(signals),
      best: bestOf(signals),
      ...(selection && { selection: shortOf(selection) }),
      ...noteOf(universe, informed),
      entries,
    }
  })
}

/** What the selector needs of the day; it looks at no tape. */
function rankable({ tape: _, ...known }: Universe): Omit<Universe, 'tape'> {
  return known
}

interface SeenDay extends Universe {
  /** The owner wanted it worked out again. */
  readonly isReloaded?: boolean
}

interface Sources {
  readonly universe: SeenDay
  readonly known: DaySelection | undefined
  readonly quoted: QuoteAnswer
}

/**
 * Everything a scan rests on, in the time of the slowest: none of it depends on the rest. A day that nobody has
 * prepared, or that the owner wants again, is worked out first, and since that takes its time the quotes are asked for again.
 */
async function readAtOnce(tick: Tick): Promise<Sources> {
  const [saved, known, quoted] = await Promise.all([
    savedUniverse(tick),
    readSelection(tick),
    readQuotes(tick),
  ])
  if (saved && tick.state.owner.reloadAt === undefined) return { universe: saved, known, quoted }
  const prepared = await prepareUniverse(tick)
  // What the day has shown so far is nowhere else.
  const universe = {
    ...prepared,
    tape: { ...prepared.tape, ...saved?.tape },
    isReloaded: saved !== undefined,
  }
  return { universe, known, quoted: await readQuotes(tick) }
}

function readQuotes({ world }: Tick): Promise<QuoteAnswer> {
  return world.recentQuotes.quotes(world.instruments.map(({ symbol }) => symbol))
}

function noteOf({ prepared, isReloaded }: SeenDay, { problem }: InformedSignals): Pick<ScanDone, 'note'> {
  const notes = [
    ...(prepared ? [isReloaded ? RELOADED : UNPREPARED] : []),
    ...(problem === undefined ? [] : [`decided without what could not be read: ${problem}`]),
  ]
  return notes.length > 0 ? { note: notes.join('; ') } : {}
}

function shortOf({ at, selected, regime }: DaySelection): ScanDone['selection'] & object {
  return { at: `${formatEt(at, 'time')} ET`, symbols: selected.length, regime }
}

function countUnusable(signals: readonly Signal[]): ScanDone['notJudged'] {
  const counts: Record<string, number> = {}
  for (const { assessment, refusals } of signals) {
    const code = assessment ? undefined : refusals[0]?.code
    if (code) counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}

function bestOf(signals: readonly Signal[]): ScanDone['best'] {
  return signals
    .flatMap(({ symbol, assessment, refusals }) =>
      assessment
        ? [
            {
              symbol,
              score: assessment.score.total,
              refusals: refusals.map(({ code, text }) => `${code}: ${text}`),
            },
          ]
        : [],
    )
    .sort((first, second) => second.score - first.score)
    .slice(0, SHOWN_SIGNALS)
}
