import type { Config, Style } from '../config/config.ts'
import type { SymbolDay } from '../state/trading-state.ts'
import type { EpochMs } from '../time/instant.ts'
import type { RegularSession } from '../time/session.ts'
import type { Agreement } from './agreement.ts'
import type { Features } from './features.ts'
import type { ScoreBreakdown } from './score.ts'

/** The rules an entry must pass, by name and in the order in which they are asked. */
export type GateCode =
  | 'price'
  | 'average-volume'
  | 'data-quality'
  | 'score'
  | 'agreement'
  | 'rsi'
  | 'volume-ratio'
  | 'twenty-bar-return'
  | 'spread'
  | 'no-trade-day'
  | 'opening-guard'
  | 'entry-cutoff'
  | 'token'
  | 'clock'
  | 'budget'
  | 'earnings'
  | 'cooldown'
  | 'stop-cooldown'
  | 'entries-today'

/** Why an entry is refused, with the numbers. `…-unknown` means that what the rule asks for is not known. */
export interface GateRefusal {
  readonly code: GateCode | `${GateCode}-unknown`
  readonly text: string
}

/** One rule: silent when the entry passes. */
export type Gate = (view: GateView) => GateRefusal | undefined

/** A rule about the moment and the house, which needs no figure of the symbol. */
export type CircumstanceGate = (view: Pick<GateView, 'context' | 'agreement'>) => GateRefusal | undefined

/** What a gate looks at. */
export interface GateView {
  readonly features: Features
  readonly score: Pick<ScoreBreakdown, 'total'>
  readonly agreement: Pick<Agreement, 'families'>
  readonly context: GateContext
}

/** What the gates need to know beyond the symbol's own figures. */
export interface GateContext {
  readonly now: EpochMs
  readonly session: RegularSession
  readonly limits: GateLimits
  readonly token: { readonly active: boolean; readonly minutesLeft: number }
  /** Our clock agrees with the broker's. */
  readonly clockHealthy: boolean
  /** Enough calls to the broker are left to look after what would be bought. */
  readonly budgetHealthy: boolean
  /** What already happened in this symbol today. */
  readonly symbolDay: SymbolDay
  /**
   * Minutes to or since the nearest earnings date or breaking news, Infinity when there is known to be none. Absent
   * means that nobody knows: that passes, with the warning `earnings-unknown`.
   */
  readonly earningsWithinMinutes?: number
}

/** The thresholds of the gates; their defaults are those of the configuration's entry section. */
export type GateLimits = Omit<
  Config['entry'],
  'scoreMin' | 'volumeProfileSessionsMin' | 'quoteAgeSecondsMax'
> & { readonly scoreMin: number }

/** The thresholds of a trading style. */
export function gateLimits(entry: Config['entry'], style: Style): GateLimits {
  return { ...entry, scoreMin: entry.scoreMin[style] }
}
