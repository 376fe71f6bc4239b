import {
  BrokerOutcomeUnknownError,
  BrokerRefusedError,
  BrokerUnreachableError,
} from '../../../shared/domain/errors.ts'
import type { OrderId } from '../../../shared/domain/ids.ts'
import { type Money, subtract, ZERO } from '../../../shared/domain/money.ts'
import type { CancelAnswer, OrderPreview } from '../../../shared/ports/broker.ts'
import { checkFit, fit } from '../wire/fit.ts'
import { messageText, type WireMessage } from '../wire/messages.ts'
import { cancelAnswer, placeAnswer, previewAnswer } from '../wire/order-answers.ts'

/** The broker's consent, or an error; a preview has no effect, so that nothing is in doubt. */
export function readPreview(operation: string, body: object): Omit<OrderPreview, 'previewedAt'> {
  const { previewIds, messageList, order } = fit(previewAnswer, operation, body).previewOrderResponse
  const remarks = [...messageList, ...order.flatMap(({ messages }) => messages)]
  const refusal = remarks.find(isError)
  if (refusal) throw refused(operation, refusal)
  const previewId = previewIds[0]?.previewId
  if (!previewId) throw new BrokerUnreachableError(operation, `${operation} answered without a previewId`)
  const estimate = order[0]?.estimatedTotalAmount
  return {
    previewId,
    warnings: remarks.map(messageText),
    ...(estimate === undefined ? {} : { estimatedTotal: magnitude(estimate) }),
  }
}

/**
 * The number of the accepted order. Without a number and with an error the broker said no; whatever else it said,
 * only its order list can tell (reference §7).
 */
export function readPlacement(operation: string, body: object): OrderId {
  const placed = checkFit(placeAnswer, body)
  if ('reason' in placed) throw inDoubt(operation, `its answer could not be read: ${placed.reason}`)
  const { orderIds, messageList, order } = placed.fitted.placeOrderResponse
  const refusal = [...messageList, ...order.flatMap(({ messages }) => messages)].find(isError)
  const orderId = orderIds[0]?.orderId
  if (orderId && !refusal) return orderId as OrderId
  if (refusal && !orderId) throw refused(operation, refusal)
  throw inDoubt(operation, refusal ? `order ${orderId} came with ${messageText(refusal)}` : 'no orderId came')
}

/** Codes with which the broker says how it takes a request to cancel (reference §7). */
const CANCEL_ANSWERS: Readonly<Record<string, CancelAnswer>> = {
  /** It is being executed or was rejected. */
  5001: 'too-late',
  /** A cancel is pending already. */
  5003: 'requested',
}

/** What a refusal of a cancel means when the broker only says that it knows better; `undefined` for any other. */
export function cancelAnswerOf(code: string | undefined): CancelAnswer | undefined {
  return code === undefined ? undefined : CANCEL_ANSWERS[code]
}

/** How the broker took the request to cancel. */
export function readCancellation(operation: string, body: object): CancelAnswer {
  const requested = checkFit(cancelAnswer, body)
  if ('reason' in requested) throw inDoubt(operation, `its answer could not be read: ${requested.reason}`)
  const { messages } = requested.fitted.cancelOrderResponse
  const said = messages.map(({ code }) => cancelAnswerOf(code)).find((answer) => answer !== undefined)
  if (said) return said
  const refusal = messages.find(isError)
  if (refusal) throw refused(operation, refusal)
  return 'requested'
}

/** Success, too, carries messages, of type WARNING. */
function isError({ type }: WireMessage): boolean {
  return type === 'ERROR'
}

function refused(operation: string, { code, description }: WireMessage): BrokerRefusedError {
  return new BrokerRefusedError(operation, { code, text: description })
}

function inDoubt(operation: string, reason: string): BrokerOutcomeUnknownError {
  return new BrokerOutcomeUnknownError(operation, `${operation} has an unknown outcome: ${reason}`)
}

/** The broker states the total of a sell as a negative amount. */
function magnitude(amount: Money): Money {
  return amount < 0 ? subtract(ZERO, amount) : amount
}
