import { z } from 'zod'
import type { DocumentPath, Store } from '../shared/ports/store.ts'
import { dateSchema, instantSchema } from '../shared/state/document-schemas.ts'
import type { EpochMs, ExchangeDate } from '../shared/time/instant.ts'

const PATH: DocumentPath = 'local/run'

/** What only the runner and the simulated broker can count of one market day. */
const daySchema = z.object({
  /** Calls that ended at once, such as those after an early close. */
  skipped: z.number().int(),
  /** Calls that answered with a failure; each was shown when it happened. */
  failed: z.number().int(),
  /** Quote calls and all data calls that reached the broker. */
  quoteCalls: z.number().int(),
  brokerCalls: z.number().int(),
  /** Documents that the functions read, wrote and deleted, as Firestore would bill them. */
  storeReads: z.number().int().default(0),
  storeWrites: z.number().int().default(0),
  storeDeletes: z.number().int().default(0),
})

export type DayTally = z.infer<typeof daySchema>

const journalSchema = z.object({
  date: dateSchema,
  /** How many entries of the date's schedule are done. */
  done: z.number().int().min(0),
  now: instantSchema,
  tally: daySchema,
  /** Days whose books are closed, oldest first. */
  finishedDates: z.array(dateSchema),
  invariants: z.object({ checked: z.number().int(), violations: z.array(z.string()) }),
})

/** Where a local run stands, so that the next start goes on from there. */
export type RunJournal = z.infer<typeof journalSchema>

export const EMPTY_TALLY: DayTally = {
  skipped: 0,
  failed: 0,
  quoteCalls: 0,
  brokerCalls: 0,
  storeReads: 0,
  storeWrites: 0,
  storeDeletes: 0,
}

/** The journal of a run that begins on this date. */
export function newJournal(date: ExchangeDate, now: EpochMs): RunJournal {
  return {
    date,
    done: 0,
    now,
    tally: EMPTY_TALLY,
    finishedDates: [],
    invariants: { checked: 0, violations: [] },
  }
}

export async function readJournal(store: Store): Promise<RunJournal | undefined> {
  const document = await store.get(PATH)
  return document && journalSchema.parse(document.value)
}

export async function writeJournal(store: Store, journal: RunJournal): Promise<void> {
  const result = await store.commit([{ kind: 'set', path: PATH, value: { ...journal } }])
  if (!result.ok) throw new Error(`the run journal was not written: ${result.conflict}`)
}
