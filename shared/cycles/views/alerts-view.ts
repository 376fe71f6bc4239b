import type { z } from 'zod'
import type { alertsAnswer } from '../../api/answers/dashboard-answers.ts'
import type { StoredDocument } from '../../ports/store.ts'
import { utcText } from '../../time/utc-text.ts'
import { outboxSchema } from '../deliver-outbox.ts'
import type { Known } from '../questions/asked.ts'

type Alerts = Readonly<z.input<typeof alertsAnswer>>

/** The latest `limit` alerts of the outbox, newest first, whether the owner has them yet or not; one document for each. */
export async function alertsView(
  { world }: Pick<Known, 'world'>,
  { limit }: { readonly limit: number },
): Promise<Alerts> {
  const documents = await world.store.query({
    collection: 'outbox',
    orderBy: { field: 'time', direction: 'descending' },
    limit,
  })
  return { alerts: documents.map(alertRow) }
}

/** Its picture and its buttons are left out. */
function alertRow({ value }: StoredDocument): Alerts['alerts'][number] {
  const { alertId, time, type, text, status, urgency } = outboxSchema.parse(value)
  const [title = ''] = text.split('\n')
  return { alertId, at: utcText(time), type, title, text, status, isCritical: urgency === 'critical' }
}
