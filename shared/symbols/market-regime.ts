import { z } from 'zod'
import type { DailyBar } from '../domain/bar.ts'
import { ticker } from '../domain/ids.ts'
import { percentMove, settledFigure } from './percent-move.ts'

/** The fund whose days tell what kind of market it is. */
export const MARKET_SYMBOL = ticker('SPY')

const HORIZONS = [
  { days: 5, weight: 0.5 },
  { days: 20, weight: 0.3 },
  { days: 50, weight: 0.2 },
] as const

/** Completed days that the longest of the returns needs. */
export const REGIME_BARS = 51

/** What kind of market it is, and how certain that is; unknown moves no symbol. */
export const marketRegimeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['bull', 'bear', 'sideways']),
    /** Weighted return of the market over 5, 20 and 50 days, in percent. */
    returnPct: z.number(),
    /** 0 to 1. */
    confidence: z.number().min(0).max(1),
  }),
  z.strictObject({ kind: z.literal('unknown'), reason: z.string() }),
])

export type MarketRegime = Readonly<z.infer<typeof marketRegimeSchema>>

interface RegimeRules {
  readonly regimePct: number
  readonly regimeCertainPct: number
}

/** Reads the regime (spec §6) from completed days of the market, oldest first. */
export function marketRegime(bars: readonly Pick<DailyBar, 'close'>[], rules: RegimeRules): MarketRegime {
  if (bars.length < REGIME_BARS) {
    const reason = `${bars.length} daily bars of ${MARKET_SYMBOL}, ${REGIME_BARS} are needed`
    return { kind: 'unknown', reason }
  }
  const returnPct = settledFigure(
    HORIZONS.reduce((sum, { days, weight }) => sum + weight * returnOver(bars, days), 0),
  )
  const confidence = Math.min(1, Math.abs(returnPct) / rules.regimeCertainPct)
  return { kind: kindOf(returnPct, rules.regimePct), returnPct, confidence }
}

function returnOver(bars: readonly Pick<DailyBar, 'close'>[], days: number): number {
  const [from, to] = [bars.at(-1 - days), bars.at(-1)]
  if (!from || !to) throw new RangeError(`${bars.length} bars, ${days + 1} are needed`)
  return percentMove(from.close, to.close)
}

function kindOf(returnPct: number, beyondPct: number): 'bull' | 'bear' | 'sideways' {
  if (returnPct > beyondPct) return 'bull'
  return returnPct < -beyondPct ? 'bear' : 'sideways'
}

/** What the regime adds to a symbol's figure: direction comes from the signed leverage. */
export function regimeAdjustment(
  regime: MarketRegime,
  leverage: number,
  rules: { readonly alignedBonus: number; readonly misalignedPenalty: number },
): number {
  if (regime.kind === 'unknown' || regime.kind === 'sideways') return 0
  const aligned = (regime.kind === 'bull') === leverage > 0
  return (aligned ? rules.alignedBonus : -rules.misalignedPenalty) * regime.confidence
}
