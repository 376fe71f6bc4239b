import { Hono } from 'hono'
import type { OrderId } from '../../../shared/domain/ids.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { PlaceAnswer, PreviewAnswer } from '../exchange/order-entry.ts'
import type { OrderTicket } from '../exchange/order-ticket.ts'
import { brokerRefusal } from './broker-error.ts'
import { readBody } from './checked-input.ts'
import { cancelResponse, type NamedOrder, placeResponse, previewResponse } from './order-answer-wire.ts'
import { instrumentName } from './order-block.ts'
import { cancelRequestSchema, placeRequestSchema, previewRequestSchema } from './order-request-wire.ts'
import { struckBy } from './strike-faults.ts'
import type { Resources, Wire, WireContext } from './wire-context.ts'

/** Previewing, placing, changing and cancelling orders. */
export function orderEntryRoute({ exchange, market, clock }: Resources): Hono<Wire> {
  const named = (ticket: OrderTicket): NamedOrder => ({
    account: exchange.account,
    ticket,
    name: instrumentName(market, ticket, clock.now()),
  })
  const previewed = (c: WireContext, ticket: OrderTicket, answer: PreviewAnswer): Response =>
    answer.ok ? c.json(previewResponse(named(ticket), answer.preview)) : brokerRefusal(c, answer.refusal)
  const placed = (c: WireContext, ticket: OrderTicket, answer: PlaceAnswer): Response => {
    if (!answer.ok) return brokerRefusal(c, answer.refusal)
    const hidden = struckBy(c, 'hidden-order')
    if (hidden) exchange.hide(answer.orderId, (answer.placedAt + hidden.ms) as EpochMs)
    return c.json(placeResponse(named(ticket), answer))
  }
  return new Hono<Wire>()
    .post('/:accountIdKey/orders/preview', async (c) => {
      const ticket = await readBody(c, previewRequestSchema)
      if (!ticket.ok) return ticket.refusal
      return previewed(c, ticket.value, await exchange.preview(ticket.value))
    })
    .post('/:accountIdKey/orders/place', async (c) => {
      const body = await readBody(c, placeRequestSchema)
      if (!body.ok) return body.refusal
      const { ticket, previewId } = body.value
      return placed(c, ticket, await exchange.place(ticket, previewId))
    })
    .put('/:accountIdKey/orders/:orderId/change/preview', async (c) => {
      const ticket = await readBody(c, previewRequestSchema)
      if (!ticket.ok) return ticket.refusal
      return previewed(
        c,
        ticket.value,
        await exchange.previewChange(c.req.param('orderId') as OrderId, ticket.value),
      )
    })
    .put('/:accountIdKey/orders/:orderId/change/place', async (c) => {
      const body = await readBody(c, placeRequestSchema)
      if (!body.ok) return body.refusal
      const { ticket, previewId } = body.value
      return placed(c, ticket, await exchange.change(c.req.param('orderId') as OrderId, ticket, previewId))
    })
    .put('/:accountIdKey/orders/cancel', async (c) => {
      const orderId = await readBody(c, cancelRequestSchema)
      if (!orderId.ok) return orderId.refusal
      const answer = await exchange.cancel(orderId.value)
      return answer.ok ? c.json(cancelResponse(exchange.account, answer)) : brokerRefusal(c, answer.refusal)
    })
}
