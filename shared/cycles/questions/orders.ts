import { counted } from '../../alerts/wording.ts'
import type { Reply } from '../../commands/reply.ts'
import { isResting, type OrderRecord, type OrderState } from '../../orders/order-record.ts'
import { pricingWords } from '../../orders/pricing-words.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { Asked } from './asked.ts'
import { reasonWords } from './told-money.ts'
import { span } from './told-time.ts'

/** /orders: every order that has not ended, with what is known of it. */
export async function orders({ world, state }: Asked): Promise<Reply> {
  const open = Object.values(state.orders)
  if (open.length === 0) return { text: 'NO ORDER\nNothing is at work.' }
  const now = world.clock.now()
  const lines = open.flatMap((order) => ['', ...orderLines(order, now)])
  return { text: [`${counted(open.length, 'order').toUpperCase()} AT WORK`, ...lines].join('\n') }
}

function orderLines(order: OrderRecord, now: EpochMs): readonly string[] {
  const { side, quantity, symbol, pricing, purpose, filledQuantity, orderId, note } = order
  const why = purpose.kind === 'exit' ? `, ${reasonWords(purpose.reason)}` : ''
  const filled = filledQuantity > 0 ? `, ${filledQuantity} filled` : ''
  const named = orderId === undefined ? '' : `, order ${orderId}`
  return [
    `${side} ${quantity} ${symbol} ${pricingWords(pricing)}${why}`,
    `${stateWords(order)} for ${span(now - (order.submittedAt ?? order.createdAt))}${filled}${named}`,
    ...(note === undefined ? [] : [note]),
  ]
}

const STATE_WORDS: Readonly<Record<OrderState, string>> = {
  INTENT: 'Decided, not sent',
  PREVIEWED: 'Agreed, not sent',
  SUBMITTING: 'Being sent',
  SUBMITTED: 'At the broker',
  PARTIAL: 'Partly filled',
  UNKNOWN: 'NOT KNOWN whether the broker has it',
  FILLED: 'Filled',
  CANCELLED: 'Cancelled',
  REJECTED: 'Rejected',
  EXPIRED: 'Expired',
}

function stateWords(order: OrderRecord): string {
  if (order.cancelRequestedAt !== undefined) return 'Being cancelled'
  if (order.purpose.kind === 'stop' && isResting(order)) return 'Rests at the broker'
  return STATE_WORDS[order.state]
}
