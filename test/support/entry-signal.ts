import type { Ticker } from '../../shared/domain/ids.ts'
import { agreementOf } from '../../shared/signals/agreement.ts'
import { scoreOf } from '../../shared/signals/score.ts'
import type { Signal } from '../../shared/signals/signal.ts'
import { tierOf } from '../../shared/signals/tier.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { STRONG } from './strong-features.ts'

/** A signal that passed every gate, with the features of the strong breakout. */
export function entrySignal(symbol: Ticker, at: EpochMs, total?: number): Signal {
  const agreement = agreementOf(['trend', 'breakout', 'volume'])
  const score = scoreOf(STRONG, agreement)
  const { instrument: _, daily: _daily, dailyPrevious: _previous, ...features } = STRONG
  return {
    symbol,
    at,
    decision: 'enter',
    refusals: [],
    assessment: {
      features,
      opinions: [],
      agreement,
      score: { ...score, total: total ?? score.total },
      tier: tierOf(total ?? score.total),
      expectedReturnPct: 12,
      gates: { passed: true, refusals: [], warnings: [] },
    },
  }
}
