import type { Alert } from '../alerts/alert.ts'
import { toDecimalText } from '../domain/money.ts'
import type { Trade } from '../domain/trade.ts'
import type { OrderRecord } from '../orders/order-record.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { DecisionRecord, EntryDecisionRecord, ExitDecisionRecord } from './decision-record.ts'
import { agreementAndScore, gatesAsked, strategiesAsked, whatWasSeen } from './explain-assessment.ts'
import { exitLook, orderLife, riskGate, tradeResult } from './explain-position.ts'
import { proposalOutcome, proposalSteps } from './explain-proposal.ts'
import type { Explanation, ExplanationStep } from './explanation.ts'

/** Everything a store holds about one decision and what followed from it, each list oldest first. */
export interface DecisionStory {
  readonly decisionId: string
  readonly decision: DecisionRecord
  readonly orders: readonly OrderRecord[]
  readonly exits: readonly ExitDecisionRecord[]
  readonly trades: readonly Trade[]
  readonly alerts: readonly Alert[]
}

/** Tells which rule, number and data produced a decision, and what the decision led to. */
export function explain(story: DecisionStory): Explanation {
  const { decisionId, decision } = story
  const steps = stepsOf(decision, story)
  return {
    decisionId,
    headline: `${formatEt(decision.at, 'date-time')} ET ${decision.symbol} ${decision.mode}: ${outcomeOf(decision)}`,
    steps: steps.filter(({ lines }) => lines.length > 0),
  }
}

function stepsOf(decision: DecisionRecord, story: DecisionStory): readonly ExplanationStep[] {
  if (decision.decision === 'propose') return [...proposalSteps(decision), ...followedSteps(story)]
  return isAboutEntry(decision) ? entrySteps(decision, story) : exitSteps(decision)
}

/** What a decision came to and the rule that settled it, in one line. */
export function outcomeOf(decision: DecisionRecord): string {
  if (decision.decision === 'propose') return proposalOutcome(decision)
  if (!isAboutEntry(decision)) return exitOutcome(decision)
  const { risk, refusals } = decision
  if (decision.decision === 'refuse') return `refused by ${refusals.map(({ code }) => code).join(', ')}`
  if (!risk) return 'passed every gate, no order followed'
  return risk.approved
    ? `buy ${risk.quantity} at ${toDecimalText(risk.limit)}: ${risk.reason}`
    : `refused by risk: ${risk.code}: ${risk.reason}`
}

function exitOutcome({ outcome, before }: ExitDecisionRecord): string {
  return outcome.kind === 'exit'
    ? `sell: ${outcome.reason}`
    : `stop ${toDecimalText(before.stop)} to ${toDecimalText(outcome.stop)} (${outcome.stopKind})`
}

function isAboutEntry(decision: DecisionRecord): decision is EntryDecisionRecord {
  return decision.decision === 'enter' || decision.decision === 'refuse'
}

function entrySteps(decision: EntryDecisionRecord, story: DecisionStory): readonly ExplanationStep[] {
  const { assessment, refusals, risk } = decision
  const judged = assessment
    ? [
        whatWasSeen(assessment),
        strategiesAsked(assessment),
        agreementAndScore(assessment),
        gatesAsked(assessment),
      ]
    : [{ title: 'The quote could not be used', lines: refusals.map(({ code, text }) => `${code}: ${text}`) }]
  return [...judged, ...(risk ? [riskGate(risk)] : []), ...followedSteps(story)]
}

/** What orders, fills and looks made of a decision to buy. */
function followedSteps(story: DecisionStory): readonly ExplanationStep[] {
  const entries = story.orders.filter(({ side }) => side === 'BUY')
  const sales = story.orders.filter(({ side }) => side === 'SELL')
  return [
    { title: 'Entry order', lines: entries.flatMap(orderLife) },
    { title: 'While it was held', lines: story.exits.flatMap(exitLook) },
    { title: 'Exit orders', lines: sales.flatMap(orderLife) },
    { title: 'Result', lines: story.trades.flatMap(tradeResult) },
    { title: 'What the owner was told', lines: story.alerts.map(told) },
  ]
}

function exitSteps(decision: ExitDecisionRecord): readonly ExplanationStep[] {
  return [
    { title: 'What was seen and decided', lines: exitLook(decision) },
    { title: 'The entry behind it', lines: [`decision ${decision.entryDecisionId}`] },
  ]
}

function told({ time, text }: Alert): string {
  return `${formatEt(time, 'time')} ${text.split('\n').slice(0, 2).join(': ')}`
}
