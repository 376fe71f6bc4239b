import type { Config, Style } from '../config/config.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Quote } from '../domain/quote.ts'
import { type QuoteRefusalCode, usableForEntry } from '../market-data/quote-usability.ts'
import { strategies } from '../strategies/registry.ts'
import type { Opinion, Strategy, StrategyFamily } from '../strategies/strategy.ts'
import type { EpochMs } from '../time/instant.ts'
import { type Agreement, agreementOf } from './agreement.ts'
import { deriveFeatures, type Features, type SymbolView } from './features.ts'
import { type GateContext, type GateRefusal, gateLimits } from './gate.ts'
import { type GateReport, judgeGates } from './gates.ts'
import { type ScoreBreakdown, scoreOf } from './score.ts'
import { expectedReturnPct, type Tier, tierOf } from './tier.ts'

/** One symbol and what was seen of it; the quote may be anything, usable or not. */
export type SymbolObservation = Omit<SymbolView, 'quote' | 'session'> & { readonly quote: Quote | undefined }

/** The moment, the rules and the state of the house that all symbols of a scan share, and the symbol's own day. */
export type SignalCircumstances = Omit<GateContext, 'limits'> & {
  readonly entry: Config['entry']
  readonly style: Style
}

/** What one strategy said. */
interface StrategyOpinion {
  readonly strategy: string
  readonly family: StrategyFamily
  readonly opinion: Opinion
}

/** A reason against the entry, from the quote, a gate or the day's selection. */
interface SignalRefusal {
  readonly code: GateRefusal['code'] | QuoteRefusalCode | 'not-selected'
  readonly text: string
}

/** What was thought of a symbol whose quote could be used. */
export interface SignalAssessment {
  readonly features: FeatureSummary
  readonly opinions: readonly StrategyOpinion[]
  readonly agreement: Agreement
  readonly score: ScoreBreakdown
  readonly tier: Tier
  /** A label for the kind of move, not a forecast. */
  readonly expectedReturnPct: number
  readonly gates: GateReport
}

/** The plain record of why a symbol is entered or not. */
export interface Signal {
  readonly symbol: Ticker
  readonly at: EpochMs
  readonly decision: 'enter' | 'refuse'
  readonly refusals: readonly SignalRefusal[]
  /** Absent when the quote could not be used; then nothing was thought about. */
  readonly assessment?: SignalAssessment
}

/** Decides whether one symbol is worth an entry at one moment; money and size come later. */
export function evaluateSymbol(seen: SymbolObservation, circumstances: SignalCircumstances): Signal {
  const { now, session, entry } = circumstances
  const symbol = seen.instrument.symbol
  const usable = usableForEntry(seen.quote, { now, session, ageSecondsMax: entry.quoteAgeSecondsMax })
  if (!usable.ok)
    return { symbol, at: now, decision: 'refuse', refusals: [{ code: usable.code, text: usable.text }] }
  const assessment = assess(deriveFeatures({ ...seen, quote: usable.quote, session }), circumstances)
  const { passed, refusals } = assessment.gates
  return { symbol, at: now, decision: passed ? 'enter' : 'refuse', refusals, assessment }
}

function assess(features: Features, circumstances: SignalCircumstances): SignalAssessment {
  const { entry, style } = circumstances
  const opinions = strategies.map((strategy) => ask(strategy, features))
  const agreement = agreementOf(
    opinions.filter(({ opinion }) => opinion.kind === 'vote').map(({ family }) => family),
  )
  const score = scoreOf(features, agreement)
  const context = { ...circumstances, limits: gateLimits(entry, style) }
  return {
    features: summarize(features),
    opinions,
    agreement,
    score,
    tier: tierOf(score.total),
    expectedReturnPct: expectedReturnPct(features, score, style),
    gates: judgeGates({ features, score, agreement, context }),
  }
}

function ask(strategy: Strategy, features: Features): StrategyOpinion {
  return { strategy: strategy.id, family: strategy.family, opinion: strategy.evaluate(features) }
}

/** The features that explain a decision; the whole indicator rows can be derived again from plan and tape. */
type FeatureSummary = Omit<Features, 'instrument' | 'daily' | 'dailyPrevious'> & {
  readonly rsi14?: number | undefined
  readonly rsi14Previous?: number | undefined
}

function summarize({ instrument: _, daily, dailyPrevious, ...figures }: Features): FeatureSummary {
  return { ...figures, rsi14: daily?.rsi14, rsi14Previous: dailyPrevious?.rsi14 }
}
