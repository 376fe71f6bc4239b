import { z } from 'zod'
import { accountDocumentSchema, orderDocumentSchema } from '../../local/simulator/exchange/documents.ts'
import { alertSchema } from '../../shared/alerts/alert.ts'
import {
  dateSchema,
  instantSchema,
  orderRecordSchema,
  tradeSchema,
} from '../../shared/state/document-schemas.ts'
import { logLinkSchema } from '../../shared/state/event-log.ts'
import { type TradingState, tradingStateSchema } from '../../shared/state/trading-state.ts'
import { keptDocuments } from '../e2e/kept-documents.ts'

const journalSchema = z.object({
  date: dateSchema,
  done: z.number(),
  now: instantSchema,
  finishedDates: z.array(dateSchema),
  invariants: z.object({ checked: z.number(), violations: z.array(z.string()) }),
})
const datedTradeSchema = z.looseObject({}).transform(({ date: _, ...trade }) => tradeSchema.parse(trade))
const outboxSchema = z.object({ ...alertSchema.shape, status: z.enum(['pending', 'sent']) })

/** What a run on the simulated broker has left in its two stores, ours and the broker's. */
export function readKeptRun(folder: string) {
  const ours = <Value>(collection: string, schema: z.ZodType<Value>): readonly Value[] =>
    Object.values(keptDocuments(folder, collection)).map((document) => schema.parse(document))
  const state: TradingState = tradingStateSchema.parse(keptDocuments(folder, 'engine')['engine/state'])
  const broker = keptDocuments(folder, 'simulator-account', 'simulator')
  return {
    journal: journalSchema.parse(keptDocuments(folder, 'local')['local/run']),
    state,
    orders: ours('orders', orderRecordSchema),
    trades: ours('trades', datedTradeSchema),
    outbox: ours('outbox', outboxSchema),
    log: ours('events', logLinkSchema),
    exchange: {
      account: accountDocumentSchema.parse(Object.values(broker)[0]).account,
      orders: Object.values(keptDocuments(folder, 'simulator-orders', 'simulator')).map(
        (document) => orderDocumentSchema.parse(document).order,
      ),
    },
  }
}

export type KeptRun = ReturnType<typeof readKeptRun>
