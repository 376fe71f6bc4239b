import type { QuietStory } from '../../cycles/questions/decision-story.ts'
import type { Trade } from '../../domain/trade.ts'
import type { OrderRecord } from '../../orders/order-record.ts'
import { pricingWords } from '../../orders/pricing-words.ts'
import type { EntryDecisionRecord } from '../../signals/decision-record.ts'
import { formatEt } from '../../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../time/instant.ts'
import type { LiveDay } from './live-day.ts'
import type { Explained, ParityDifference } from './parity-report.ts'
import { missingScanWords, scanAt } from './run-gaps.ts'

const SAME_DECISION_MS = MINUTE_MS

/** Why the live day did not make a trade that the backtest made at a decision of `decidedAt`. */
export function whyNotTaken({ symbol }: Pick<Trade, 'symbol'>, decidedAt: EpochMs, live: LiveDay): Explained {
  const story = live.stories.find(
    ({ decision }) => decision.symbol === symbol && Math.abs(decision.at - decidedAt) < SAME_DECISION_MS,
  )
  if (story) return ofDecision(story)
  const scan = scanAt(live.runs, decidedAt)
  if (!scan) return notTaken('no-scan', missingScanWords(live.runs, decidedAt))
  const at = formatEt(scan.begunAt, 'time')
  if (scan.failure !== undefined) return notTaken('scan-failed', `the scan at ${at} failed: ${scan.failure}`)
  return unexplained(`the scan at ${at} ran and recorded no decision on it`)
}

function ofDecision({ decision, decisionId, orders }: QuietStory): Explained {
  if (!('refusals' in decision)) return unexplained(`${decisionId} is no decision on an entry`)
  const order = orders.findLast(({ purpose }) => purpose.kind === 'entry')
  if (order) return ofOrder(order)
  return (
    ofRefusal(decision) ?? unexplained(`${decisionId} passed every rule, and its order is not in the books`)
  )
}

function ofOrder(order: OrderRecord): Explained {
  const { state, note = 'no words', pricing, filledQuantity } = order
  if (filledQuantity > 0)
    return { cause: 'exit-time', why: 'still-held', evidence: 'it was bought and not sold on this day' }
  switch (state) {
    case 'REJECTED':
      return notTaken('rejected', `the order was rejected: ${note}`)
    case 'CANCELLED':
    case 'EXPIRED':
      return notTaken('not-filled', `its order (${pricingWords(pricing)}) was not filled in time`)
    default:
      return notTaken('order-unknown', `its order stayed ${state}: ${note}`)
  }
}

function ofRefusal({ refusals, risk }: EntryDecisionRecord): Explained | undefined {
  const [refusal] = refusals
  if (refusal) return notTaken(whyOfGate(refusal.code), `${refusal.code}: ${refusal.text}`)
  if (!risk || risk.approved) return undefined
  return notTaken(whyOfRisk(risk), `${risk.code}: ${risk.reason}`)
}

/** What the house knew of itself and of the news is told apart; the rest are rules on the symbol. */
function whyOfGate(code: string): ParityDifference['why'] {
  const name = code.replace(/-unknown$/, '')
  if (name === 'token' || name === 'clock' || name === 'budget') return name
  return name === 'earnings' ? 'news' : 'rule'
}

function whyOfRisk({
  code,
  reason,
}: {
  readonly code: string
  readonly reason: string
}): ParityDifference['why'] {
  if (code === 'bad-news') return 'news'
  if (code === 'not-armed') return 'not-armed'
  if (code !== 'safe-mode') return 'risk'
  // The reasons stand before the time: "paused and drawdown since 10:05".
  return /\b(paused|killed)\b/.test(reason.split(' since ')[0] ?? '') ? 'paused' : 'safe-mode'
}

function notTaken(why: ParityDifference['why'], evidence: string): Explained {
  return { cause: 'entry-not-taken', ...(why !== undefined && { why }), evidence }
}

function unexplained(evidence: string): Explained {
  return { cause: 'unexplained', evidence }
}
