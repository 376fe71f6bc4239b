import type { Ticker } from '../../domain/ids.ts'
import type { Store } from '../../ports/store.ts'
import { decisionRecordSchema, type EntryDecisionRecord } from '../../signals/decision-record.ts'
import type { ExchangeDate } from '../../time/instant.ts'

/** A scan leaves one decision about a symbol at most, and a day has 195 of them. */
const DECISIONS_READ_MAX = 400

/** Whether to buy a symbol, as it was decided last on a date; up to 195 documents are read, one for each scan that kept one. */
export async function latestDecision(
  store: Store,
  { symbol, date }: { readonly symbol: Ticker; readonly date: ExchangeDate },
): Promise<{ readonly decisionId: string; readonly decision: EntryDecisionRecord } | undefined> {
  const documents = await store.query({
    collection: 'decisions',
    where: { date, symbol },
    limit: DECISIONS_READ_MAX,
  })
  const entries = documents.flatMap(({ path, value }) => {
    const decision = decisionRecordSchema.parse(value)
    if (decision.decision !== 'enter' && decision.decision !== 'refuse') return []
    return [{ decisionId: path.slice('decisions/'.length), decision }]
  })
  return entries.toSorted((first, second) => first.decision.at - second.decision.at).at(-1)
}
