import type { DecisionId, Ticker } from '../domain/ids.ts'
import { type Money, toDecimalText } from '../domain/money.ts'
import type { EntryPlan } from '../domain/position.ts'
import type { Quote } from '../domain/quote.ts'
import { entryLevels } from '../exits/entry-levels.ts'
import { winProbability } from '../ledger/calibration.ts'
import type { Learning } from '../ledger/learning.ts'
import { newsForInstrument } from '../news/news-sentiment.ts'
import { chasedTooFar } from '../orders/chase.ts'
import { entryLimit } from '../orders/pricing.ts'
import { type Assessment, assessEntry } from '../risk/assessment.ts'
import { byPriority, type Priority } from '../risk/prioritize.ts'
import type { EntryProposal, RiskView } from '../risk/risk-view.ts'
import type { Signal, SignalAssessment } from '../signals/signal.ts'
import { hasUnresolvedOrder } from '../state/trading-state.ts'
import type { Instrument } from '../symbols/instrument.ts'
import { formatEt } from '../time/exchange-time.ts'
import { SECOND_MS } from '../time/instant.ts'
import { readLearning } from './learning.ts'
import { lastPrices, placeEntry } from './place-entry.ts'
import { readRiskView } from './risk-view.ts'
import { tripSafeMode } from './safe-mode.ts'
import type { Tick } from './tick.ts'

/** What became of a signal that passed every gate. */
export interface EntryDecision {
  readonly symbol: Ticker
  readonly score: number
  readonly outcome: 'order' | 'refused'
  readonly quantity?: number
  readonly limit?: string
  /** Code and words of a refusal. */
  readonly reason?: string
}

/** A signal that asks for money, with everything its order needs. */
interface Candidate {
  readonly signal: Signal
  readonly assessment: SignalAssessment
  readonly instrument: Instrument
  readonly quote: Quote & { readonly bid: Money; readonly ask: Money }
  /** What earlier trades say of its score; absent while uncalibrated. */
  readonly winProbability?: number
}

/** What the scan that is being decided on has seen. */
interface ScannedMarket {
  readonly signals: readonly Signal[]
  readonly quotes: ReadonlyMap<Ticker, Quote>
}

/**
 * Turns the signals that passed into orders, best first, each sized on what the ones before it left. The account is
 * read once and only when somebody asks for money. Every decision is recorded with what it rested on.
 */
export async function decideEntries(tick: Tick, scan: ScannedMarket): Promise<readonly EntryDecision[]> {
  recordNearMisses(tick, scan.signals)
  const candidates = findCandidates(tick, scan)
  if (candidates.length === 0) return []
  const view = await readRiskView(tick, lastPrices(scan.quotes))
  const learning = await readLearning(tick.world)
  return candidates.map((candidate) =>
    decide(tick, withChance(candidate, learning), { ...view, state: tick.state }),
  )
}

function findCandidates(tick: Tick, { signals, quotes }: ScannedMarket): readonly Candidate[] {
  const instruments = new Map(tick.world.instruments.map((instrument) => [instrument.symbol, instrument]))
  const candidates = signals.flatMap((signal) => {
    const quote = quotes.get(signal.symbol)
    const instrument = instruments.get(signal.symbol)
    const taken = tick.state.positions[signal.symbol] || hasUnresolvedOrder(tick.state, signal.symbol)
    if (signal.decision !== 'enter' || taken || !instrument || !signal.assessment) return []
    if (quote?.bid === undefined || quote.ask === undefined) return []
    return [
      {
        signal,
        assessment: signal.assessment,
        instrument,
        quote: { ...quote, bid: quote.bid, ask: quote.ask },
      },
    ]
  })
  return candidates.sort((first, second) => byPriority(priorityOf(first), priorityOf(second)))
}

function withChance(candidate: Candidate, learning: Learning | undefined): Candidate {
  const chance = winProbability(learning?.calibration, candidate.assessment.score.total)
  return chance === undefined ? candidate : { ...candidate, winProbability: chance }
}

function priorityOf({ signal, assessment, quote }: Candidate): Priority {
  const { quality, volumeRatio, spreadBps } = assessment.features
  return {
    score: assessment.score.total,
    families: assessment.agreement.families.length,
    quality,
    volumeRatio,
    spreadBps,
    at: quote.time,
    symbol: signal.symbol,
  }
}

function decide(tick: Tick, candidate: Candidate, view: RiskView): EntryDecision {
  const { signal, assessment, quote } = candidate
  const { config } = tick.world
  const { atr14: atr, averageVolume20: averageVolume } = assessment.features
  const summary = { symbol: signal.symbol, score: assessment.score.total }
  const quoteAgeMs = tick.now - quote.time
  if (quoteAgeMs > config.entry.quoteAgeSecondsMax * SECOND_MS) {
    const seconds = Math.floor(quoteAgeMs / SECOND_MS)
    return {
      ...summary,
      outcome: 'refused',
      reason: `stale: the quote grew ${seconds} s old while the account was read`,
    }
  }
  if (atr === undefined || averageVolume === undefined) {
    return {
      ...summary,
      outcome: 'refused',
      reason: 'history-missing: no ATR or no average volume to size it by',
    }
  }
  const limit = entryLimit(quote, config.execution)
  const chased = chasedTooFar(
    tick.state.symbols[signal.symbol]?.unfilled,
    { limit, at: tick.now },
    config.execution,
  )
  if (chased !== undefined) {
    return {
      ...summary,
      outcome: 'refused',
      reason: `chase: ${toDecimalText(limit)} is ${chased.toFixed(0)} bps above the entry that was not filled, at most ${config.execution.entryChaseBpsMax} are chased`,
    }
  }
  const levels = entryLevels(limit, atr, config.style, config.exits)
  const plan = entryPlan(tick, candidate, levels)
  const risk = assessEntry(proposalOf(candidate, { plan, limit, averageVolume }), view)
  if (risk.code === 'assessment-failed') tripSafeMode(tick, { reason: 'system-error', detail: risk.reason })
  recordDecision(tick, signal, { plan, risk })
  if (!risk.approved) return { ...summary, outcome: 'refused', reason: `${risk.code}: ${risk.reason}` }
  const quoted = { bid: quote.bid, ask: quote.ask }
  placeEntry(tick, { symbol: signal.symbol, quantity: risk.quantity, limit, quoted, plan })
  return { ...summary, outcome: 'order', quantity: risk.quantity, limit: toDecimalText(limit) }
}

function proposalOf(
  { signal, assessment, instrument, winProbability: chance }: Candidate,
  order: { readonly plan: EntryPlan; readonly limit: Money; readonly averageVolume: number },
): EntryProposal {
  const { plan, limit, averageVolume } = order
  const { news } = assessment.features
  return {
    symbol: signal.symbol,
    corrGroup: plan.corrGroup,
    limit,
    stop: plan.stop,
    target: plan.target,
    averageVolume,
    tier: assessment.tier,
    agreement: assessment.agreement.level,
    calibrated: chance !== undefined,
    ...(news && { news: newsForInstrument(news, instrument) }),
  }
}

function entryPlan(
  tick: Tick,
  { signal, assessment, instrument, winProbability: chance }: Candidate,
  levels: Pick<EntryPlan, 'stop' | 'target'>,
): EntryPlan {
  return {
    decisionId: decisionId(tick, signal),
    ...levels,
    score: assessment.score.total,
    ...(chance !== undefined && { winProbability: chance }),
    tier: assessment.tier,
    expectation: `${assessment.expectedReturnPct} %`,
    strategies: assessment.opinions
      .filter(({ opinion }) => opinion.kind === 'vote')
      .map(({ strategy }) => strategy),
    corrGroup: instrument.corrGroup,
    name: instrument.name,
  }
}

/** A score that was high enough and still refused is worth knowing about. */
function recordNearMisses(tick: Tick, signals: readonly Signal[]): void {
  const { entry, style } = tick.world.config
  for (const signal of signals) {
    const close = (signal.assessment?.score.total ?? 0) >= entry.scoreMin[style]
    if (close && signal.decision === 'refuse') recordDecision(tick, signal, {})
  }
}

function recordDecision(
  tick: Tick,
  signal: Signal,
  outcome: { readonly plan?: EntryPlan; readonly risk?: Assessment },
): void {
  const { mode } = tick.world.config
  tick.record(`decisions/${decisionId(tick, signal)}`, { date: tick.date, mode, ...signal, ...outcome })
}

/** One symbol is judged at most once a scan. */
function decisionId(tick: Tick, { symbol, at }: Signal): DecisionId {
  return `${tick.date}-${formatEt(at, 'time-seconds').replaceAll(':', '')}-${symbol}` as DecisionId
}
