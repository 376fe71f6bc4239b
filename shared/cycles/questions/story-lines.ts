import { signedPct } from '../../alerts/wording.ts'
import { divide, toDisplay } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import { isResting, type OrderRecord } from '../../orders/order-record.ts'
import { pricingWords } from '../../orders/pricing-words.ts'
import type {
  AssessmentRecord,
  EntryDecisionRecord,
  ExitDecisionRecord,
} from '../../signals/decision-record.ts'
import { formatEt } from '../../time/exchange-time.ts'
import { reasonWords, signedUsd } from './told-money.ts'
import { span } from './told-time.ts'

/** With more moves of a stop only the first and the last of them are told. */
const MOVES_TOLD_MAX = 6
const FIRST_MOVES_TOLD = 2

/** A step of the story: its title, then its lines. Left out when there is nothing to tell. */
export type StoryStep = readonly [title: string, ...lines: string[]]

/** Why it was to be bought, or why not: the decision and the word of the risk gate, where it was asked. */
export function entrySteps(
  decision: EntryDecisionRecord,
  chance: { readonly winProbability?: number | undefined },
): readonly StoryStep[] {
  const { risk } = decision
  return [decisionStep(decision, chance), ...(risk ? [riskStep(risk)] : [])]
}

/** What was seen and thought when the entry was decided. */
function decisionStep(
  { at, assessment, refusals }: EntryDecisionRecord,
  { winProbability }: { readonly winProbability?: number | undefined },
): StoryStep {
  const title = `Decided ${formatEt(at, 'date-time')} ET`
  if (!assessment) return [title, 'The quote could not be used', ...refusals.map(shut)]
  const { score, tier, agreement, expectedReturnPct } = assessment
  const chance = winProbability === undefined ? 'uncalibrated' : `wins ${(winProbability * 100).toFixed(0)} %`
  return [
    title,
    `Score ${score.total.toFixed(2)} ${tier} (${chance}), label ${expectedReturnPct} %`,
    `${agreement.families.length} families agree: ${agreement.families.join(', ') || 'none'}`,
    ...votes(assessment),
    ...gates(assessment, refusals),
  ]
}

function votes({ opinions }: AssessmentRecord): readonly string[] {
  const told = opinions.flatMap(({ strategy, opinion }) =>
    opinion.kind === 'vote' ? [`${strategy} ${opinion.score.toFixed(2)}`] : [],
  )
  return told.length > 0 ? [`Votes: ${told.join(', ')}`] : []
}

type Refusals = EntryDecisionRecord['refusals']

function gates({ gates: { warnings } }: AssessmentRecord, refusals: Refusals): readonly string[] {
  const unknown = warnings.map((warning) => warning.replace(/-unknown$/, ''))
  return [
    refusals.length > 0 ? 'Gates that were shut:' : 'All gates were open',
    ...refusals.map(shut),
    ...(unknown.length > 0 ? [`Not known: ${unknown.join(', ')}`] : []),
  ]
}

/** What spoke against it, a gate or the risk gate. */
export function shutLines({ refusals, risk }: EntryDecisionRecord): readonly string[] {
  const refused = risk && !risk.approved ? [{ code: risk.code, text: risk.reason }] : []
  return [...refusals, ...refused].map(shut)
}

function shut({ code, text }: Refusals[number]): string {
  return `• ${code}: ${text}`
}

/** What the risk gate made of it. */
function riskStep(risk: NonNullable<EntryDecisionRecord['risk']>): StoryStep {
  const { approved, code, reason, limit, stop, target, warnings } = risk
  return [
    approved ? 'Risk: approved' : 'Risk: REFUSED',
    approved ? sizeWords(risk) : `${code}: ${reason}`,
    `Limit ${toDisplay(limit)}, stop ${toDisplay(stop)}, target ${toDisplay(target)}`,
    ...warnings.map((warning) => `Warning: ${warning}`),
  ]
}

/** The trace tells more of the size than the reason does. */
function sizeWords({ trace, reason }: NonNullable<EntryDecisionRecord['risk']>): string {
  const sized = trace.find((line) => line.startsWith(SIZE_NOTE))
  return sized === undefined ? reason : sized.slice(SIZE_NOTE.length)
}

const SIZE_NOTE = 'size: '

/** Orders with what was filled of them. */
export function orderStep(title: string, orders: readonly OrderRecord[]): StoryStep {
  return [title, ...orders.map(orderLine)]
}

function orderLine(order: OrderRecord): string {
  const { side, quantity, pricing, filledQuantity, filledNotional, state, createdAt, note } = order
  const filled =
    filledQuantity > 0
      ? `${filledQuantity} filled at ${toDisplay(divide(filledNotional, filledQuantity, 'nearest'))}`
      : `nothing filled, ${isResting(order) ? 'rests at the broker' : state.toLowerCase()}`
  const noted = note === undefined ? '' : ` (${note})`
  return `${formatEt(createdAt, 'time-seconds')} ${side} ${quantity} ${pricingWords(pricing)}: ${filled}${noted}`
}

/** How the stop followed the price, and what made it leave. */
export function heldStep(exits: readonly ExitDecisionRecord[]): StoryStep {
  const lines = exits.map(exitLine)
  const left = lines.length - MOVES_TOLD_MAX
  if (left <= 0) return ['While it was held', ...lines]
  const last = lines.slice(FIRST_MOVES_TOLD + left)
  return ['While it was held', ...lines.slice(0, FIRST_MOVES_TOLD), `… ${left} more …`, ...last]
}

function exitLine({ at, quote, outcome }: ExitDecisionRecord): string {
  const when = formatEt(at, 'time-seconds')
  const price = toDisplay(quote.last)
  return outcome.kind === 'exit'
    ? `${when} sell at ${price}: ${reasonWords(outcome.reason)}`
    : `${when} stop to ${toDisplay(outcome.stop)}, ${outcome.stopKind}, at ${price}`
}

/** What it came to, from its fills. */
export function resultStep(trade: Trade): StoryStep {
  const { entryPrice, exitPrice, quantity, pnl, pnlPct, entryTime, exitTime, reason } = trade
  return [
    `Result: ${signedUsd(pnl)}, ${signedPct(pnlPct)}`,
    `${quantity} from ${toDisplay(entryPrice)} to ${toDisplay(exitPrice)} in ${span(exitTime - entryTime)}`,
    `Ended by ${reasonWords(reason)}`,
    `On the way best ${signedPct(trade.favourablePct)}, worst ${signedPct(trade.adversePct)}`,
  ]
}
