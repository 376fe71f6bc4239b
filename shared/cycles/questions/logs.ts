import { z } from 'zod'
import { counted } from '../../alerts/wording.ts'
import type { Reply } from '../../commands/reply.ts'
import { divide, type Money, toDecimalText } from '../../domain/money.ts'
import type { DocumentPath } from '../../ports/store.ts'
import { moneySchema } from '../../state/document-schemas.ts'
import { type LoggedEvent, type LogLink, linkPath, logLinkSchema } from '../../state/event-log.ts'
import { exchangeDate, formatEt } from '../../time/exchange-time.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { Asked } from './asked.ts'

const EVENTS_SHOWN = 10

/** /logs: the last ten events of the log, the newest first; at most ten documents are read. */
export async function logs({ world, state }: Asked): Promise<Reply> {
  if (!state.log) return { text: 'LOG\nNothing was logged yet: no order and no command so far.' }
  const documents = await world.store.getAll(lastPaths(state.log.number))
  const links = documents.flatMap((document) => (document ? [logLinkSchema.parse(document.value)] : []))
  const events = links.flatMap(newestFirst).slice(0, EVENTS_SHOWN)
  const now = world.clock.now()
  return {
    text: [
      `LAST ${counted(events.length, 'event').toUpperCase()}`,
      'Times in ET',
      ...events.map(({ at, event }) => `${timeOf(at, now)} ${eventWords(event)}`),
    ].join('\n'),
  }
}

/** A link holds at least one event. */
function lastPaths(end: number): readonly DocumentPath[] {
  const count = Math.min(end, EVENTS_SHOWN)
  return Array.from({ length: count }, (_, index) => linkPath({ number: end - index }))
}

function newestFirst({ at, events }: LogLink) {
  return events.toReversed().map((event) => ({ at, event }))
}

function timeOf(at: EpochMs, now: EpochMs): string {
  const time = formatEt(at, 'time-seconds')
  return exchangeDate(at) === exchangeDate(now) ? time : `${exchangeDate(at).slice(5)} ${time}`
}

const orderEventSchema = z.object({
  kind: z.literal('order'),
  symbol: z.string(),
  side: z.string(),
  quantity: z.number(),
  purpose: z.string(),
  state: z.string(),
  note: z.string().optional(),
  fill: z.object({ quantity: z.number().int().positive(), notional: moneySchema }).optional(),
})

const ownerEventSchema = z.object({
  kind: z.literal('owner-ordered'),
  name: z.string(),
  args: z.array(z.string()),
})

/** A kind that is not known here is told by its name. */
function eventWords(event: LoggedEvent): string {
  const order = orderEventSchema.safeParse(event)
  if (order.success) return orderWords(order.data)
  const owner = ownerEventSchema.safeParse(event)
  if (owner.success) return `you ordered /${[owner.data.name, ...owner.data.args].join(' ')}`
  return event.kind
}

function orderWords(order: z.infer<typeof orderEventSchema>): string {
  const { purpose, side, quantity, symbol, state, fill, note } = order
  return [
    `${purpose} ${side} ${quantity} ${symbol} ${state}`,
    ...(fill ? [`${fill.quantity} at ${toDecimalText(priceOf(fill))}`] : []),
    ...(note === undefined ? [] : [note]),
  ].join(', ')
}

function priceOf({ notional, quantity }: { readonly notional: Money; readonly quantity: number }): Money {
  return divide(notional, quantity, 'nearest')
}
