import type { z } from 'zod'
import type { decisionsAnswer } from '../../api/answers/decision-answers.ts'
import type { Ticker } from '../../domain/ids.ts'
import type { Store, StoredDocument } from '../../ports/store.ts'
import { decisionRecordSchema } from '../../signals/decision-record.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import type { Known } from '../questions/asked.ts'
import { decisionRowOf } from './decision-row.ts'

/**
 * A hundred kept decisions for each of the 195 scans of a day, far more than there are. Documents come in the order of their
 * paths, so that a tighter bound would cut off the newest.
 */
const DECISIONS_READ_MAX = 20_000

/** Which decisions are wanted. */
interface DecisionsAsked {
  readonly date: ExchangeDate
  /** All symbols when absent. */
  readonly symbol?: Ticker | undefined
  readonly limit: number
}

/** The latest `limit` decisions of a date, newest first; every decision of that date is read, or those of the symbol. */
export async function decisionsView(
  { world }: Pick<Known, 'world'>,
  { limit, ...wanted }: DecisionsAsked,
): Promise<Readonly<z.input<typeof decisionsAnswer>>> {
  const decisions = (await readDecisions(world.store, wanted))
    .toSorted((first, second) => second.decision.at - first.decision.at)
    .slice(0, limit)
    .map(({ decisionId, decision }) => decisionRowOf(decisionId, decision))
  return { date: wanted.date, decisions }
}

async function readDecisions(store: Store, { date, symbol }: Omit<DecisionsAsked, 'limit'>) {
  const documents = await store.query({
    collection: 'decisions',
    where: { date, ...(symbol !== undefined && { symbol }) },
    limit: DECISIONS_READ_MAX,
  })
  return documents.map(decisionOf)
}

function decisionOf({ path, value }: StoredDocument) {
  return { decisionId: path.slice('decisions/'.length), decision: decisionRecordSchema.parse(value) }
}
