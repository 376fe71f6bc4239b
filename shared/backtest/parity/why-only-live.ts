import type { Trade } from '../../domain/trade.ts'
import { type DecisionRecord, decisionRecordSchema } from '../../signals/decision-record.ts'
import { outcomeOf } from '../../signals/explain.ts'
import { MINUTE_MS } from '../../time/instant.ts'
import type { Decided } from '../engine/decided.ts'
import type { LiveDay } from './live-day.ts'
import type { Explained } from './parity-report.ts'

const SAME_DECISION_MS = MINUTE_MS

/** Why the backtest did not make a trade of the live day. */
export function whyOnlyLive(
  { symbol, decisionId, entryTime }: Pick<Trade, 'symbol' | 'decisionId' | 'entryTime'>,
  { stories }: Pick<LiveDay, 'stories'>,
  decided: readonly Decided[],
): Explained {
  const story = stories.find((each) => each.decisionId === decisionId)
  if (story?.decision.decision === 'propose')
    return onlyLive('catalyst', 'the owner ordered a proposal; the backtest makes none')
  const at = story?.decision.at ?? entryTime
  const counterpart = decided
    .filter((each) => Math.abs(each.at - at) < SAME_DECISION_MS)
    .map(({ value }) => decisionRecordSchema.parse(value))
    .find((each) => each.symbol === symbol && 'refusals' in each)
  if (counterpart) return ofBacktest(counterpart)
  if (story && knewNews(story.decision))
    return onlyLive('news', 'news were known to the live decision; the backtest did not decide to enter')
  return onlyLive(undefined, 'the backtest saw no entry on the recorded quotes')
}

function ofBacktest(decision: DecisionRecord): Explained {
  const words = outcomeOf(decision)
  return 'risk' in decision && decision.risk?.approved
    ? onlyLive('not-filled', `the backtest ordered it too and was not filled: ${words}`)
    : onlyLive('refused-in-backtest', `the backtest at the same moment: ${words}`)
}

function knewNews(decision: DecisionRecord): boolean {
  return 'assessment' in decision && decision.assessment?.features['news'] !== undefined
}

function onlyLive(why: Explained['why'], evidence: string): Explained {
  return { cause: 'entry-only-live', ...(why !== undefined && { why }), evidence }
}
