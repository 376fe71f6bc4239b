import { divide, type Money, toDecimalText, toDisplay } from '../domain/money.ts'
import type { Trade } from '../domain/trade.ts'
import type { OrderRecord } from '../orders/order-record.ts'
import { pricingWords } from '../orders/pricing-words.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { EntryDecisionRecord, ExitDecisionRecord } from './decision-record.ts'
import { figure, figures } from './explain-figures.ts'
import type { ExplanationStep } from './explanation.ts'

/** What each assessment of the risk gate saw, and the size or the refusal it ended in. */
export function riskGate(risk: NonNullable<EntryDecisionRecord['risk']>): ExplanationStep {
  const { approved, code, reason, level, limit, stop, target, trace, warnings } = risk
  return {
    title: 'Risk',
    lines: [
      ...trace,
      ...warnings.map((warning) => `warning ${warning}`),
      `level ${level}, limit ${toDecimalText(limit)}, stop ${toDecimalText(stop)}, target ${toDecimalText(target)}`,
      approved ? `approved: ${reason}` : `REFUSED ${code}: ${reason}`,
    ],
  }
}

/** One order from its intent to its end, with what was filled. */
export function orderLife(order: OrderRecord): readonly string[] {
  const { intentId, side, quantity, pricing, purpose, quoted, note } = order
  const why = purpose.kind === 'exit' ? ` because of ${purpose.reason}` : ''
  const market = quoted ? `, quoted ${toDecimalText(quoted.bid)} / ${toDecimalText(quoted.ask)}` : ''
  return [
    `${formatEt(order.createdAt, 'time-seconds')} ${side} ${quantity} ${pricingWords(pricing)}${why}${market} (intent ${intentId})`,
    `${formatEt(order.endedAt ?? order.createdAt, 'time-seconds')} ${order.state}, ${filled(order)}${order.orderId ? `, broker order ${order.orderId}` : ''}`,
    ...(note === undefined ? [] : [`note: ${note}`]),
  ]
}

function filled({ filledQuantity, filledNotional, fees }: OrderRecord): string {
  if (filledQuantity === 0) return 'nothing filled'
  const average = divide(filledNotional, filledQuantity, 'nearest')
  return `${filledQuantity} filled at ${toDecimalText(average)} = ${toDisplay(filledNotional)} USD, fees ${toDisplay(fees)} USD`
}

/** A look at a held position that moved its stop or ended it. */
export function exitLook({ at, quote, before, market, outcome }: ExitDecisionRecord): readonly string[] {
  const known = figures(market)
  return [
    `${formatEt(at, 'time-seconds')} last ${toDecimalText(quote.last)} (${toDecimalText(quote.bid)} / ${toDecimalText(quote.ask)}), ` +
      `bought at ${toDecimalText(before.entryPrice)} (${changePct(before.entryPrice, quote.last)} %), high ${toDecimalText(before.highWater)}, ` +
      `${before.stopKind} stop ${toDecimalText(before.stop)}, target ${toDecimalText(before.target)}`,
    ...(known.length > 0 ? [`  market: ${known.join('; ')}`] : []),
    `  ${consequence(outcome)}`,
  ]
}

function changePct(from: Money, to: Money): string {
  return figure((to / from - 1) * 100)
}

function consequence(outcome: ExitDecisionRecord['outcome']): string {
  if (outcome.kind === 'exit') return `leave: ${outcome.reason}`
  const because = outcome.surge === undefined ? '' : `, selling surge ${figure(outcome.surge)}`
  return `stop raised to ${toDecimalText(outcome.stop)} (${outcome.stopKind}${because})`
}

/** What the closed position came to, from its fills. */
export function tradeResult(trade: Trade): readonly string[] {
  const { quantity, entryPrice, exitPrice, reason, pnl, pnlPct, minutesHeld, fees } = trade
  return [
    `${quantity} from ${toDecimalText(entryPrice)} to ${toDecimalText(exitPrice)} after ${figure(minutesHeld)} minutes: ${reason}`,
    `P&L ${toDisplay(pnl, { sign: true })} USD (${figure(pnlPct)} %), fees ${toDisplay(fees)} USD, ` +
      `best ${figure(trade.favourablePct)} %, worst ${figure(trade.adversePct)} % on the way`,
  ]
}
