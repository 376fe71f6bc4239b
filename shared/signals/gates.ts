import * as circumstance from './circumstance-gates.ts'
import type { CircumstanceGate, Gate, GateContext, GateRefusal, GateView } from './gate.ts'
import * as symbol from './symbol-gates.ts'

/** The word of all gates on one entry. */
export interface GateReport {
  readonly passed: boolean
  /** Every gate that stays shut, in the order of the gates. */
  readonly refusals: readonly GateRefusal[]
  readonly warnings: readonly 'earnings-unknown'[]
}

/** The state of the house at this moment. */
const MOMENT: readonly CircumstanceGate[] = [
  circumstance.noTradeDay,
  circumstance.openingGuard,
  circumstance.entryCutoff,
  circumstance.token,
  circumstance.clock,
  circumstance.budget,
]

/** How long a symbol rests after it was traded. */
const RESTS: readonly CircumstanceGate[] = [
  circumstance.cooldown,
  circumstance.stopCooldown,
  circumstance.entriesToday,
]

const GATES: readonly Gate[] = [
  symbol.price,
  symbol.averageVolume,
  symbol.dataQuality,
  symbol.score,
  symbol.agreement,
  symbol.rsi,
  symbol.volumeRatio,
  symbol.twentyBarReturn,
  symbol.spread,
  ...MOMENT,
  circumstance.earnings,
  ...RESTS,
]

/** Asks the gates that hold for an entry without a score: a catalyst is played for its news, the moment must be right all the same. */
export function judgeCircumstances(context: GateContext): readonly GateRefusal[] {
  const view = { context, agreement: { families: [] } }
  return [...MOMENT, ...RESTS].map((gate) => gate(view)).filter((refusal) => refusal !== undefined)
}

/** Asks every gate of spec §§3 and 8, also after the first refusal, so that the record tells the whole story. */
export function judgeGates(view: GateView): GateReport {
  const refusals = GATES.map((gate) => gate(view)).filter((refusal) => refusal !== undefined)
  return {
    passed: refusals.length === 0,
    refusals,
    warnings: view.context.earningsWithinMinutes === undefined ? ['earnings-unknown'] : [],
  }
}
