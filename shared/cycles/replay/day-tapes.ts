import type { Store } from '../../ports/store.ts'
import type { Digest } from '../../state/event-log.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import { LEASE_PATH, leaseSchema } from '../lease.ts'
import { type RunTape, runTapeSchema, type TapeDocument } from '../recording/run-tape.ts'
import { tapesOf } from '../recording/tape-documents.ts'

/** One run of a day, as far as it has left anything. */
export interface TapedRun extends Pick<TapeDocument, 'run' | 'epoch' | 'openedAt' | 'leftOut'> {
  readonly tape?: RunTape
  /** Its tape is not as it was recorded. */
  readonly wasChanged?: boolean
}

/** The runs of a date in the order in which they held the account. */
export async function readDayTapes(
  store: Store,
  { date, digest }: { readonly date: ExchangeDate; readonly digest: Digest },
): Promise<readonly TapedRun[]> {
  const documents = await tapesOf(store, date)
  return documents
    .map((document) => readRun(document, digest))
    .sort((first, second) => first.epoch - second.epoch)
}

function readRun({ text, seal, ...run }: TapeDocument, digest: Digest): TapedRun {
  if (text === undefined) return run
  if (digest(text) !== seal) return { ...run, wasChanged: true }
  return { ...run, tape: runTapeSchema.parse(JSON.parse(text)) }
}

/**
 * A run whose tape was there and is gone. Runs are numbered, and the lease that a run found tells whether the run before had
 * left a tape: a number that is missing without that is a run that broke off.
 */
export async function missingTape(
  store: Store,
  date: ExchangeDate,
  runs: readonly TapedRun[],
): Promise<string | undefined> {
  for (const [place, { epoch, tape }] of runs.entries()) {
    const before = runs[place - 1]
    if (tape && !tape.isFirst && before?.epoch !== epoch - 1) return openingHolder(tape)
  }
  return missingLast(store, date, runs)
}

function openingHolder({ calls, run }: RunTape): string {
  const lease = calls.findLast(({ key }) => key === `read ${LEASE_PATH}`)?.answer
  const holder = lease && Reflect.get(lease, 'value')?.holder
  return typeof holder === 'string' ? holder : `the run before ${run}`
}

/** Only the lease knows that there was a run after the last tape. */
async function missingLast(
  store: Store,
  date: ExchangeDate,
  runs: readonly TapedRun[],
): Promise<string | undefined> {
  const document = await store.get(LEASE_PATH)
  const lease = document && leaseSchema.parse(document.value)
  const last = runs.at(-1)
  if (!lease || !last || lease.tapedSince === undefined || exchangeDate(lease.tapedSince) !== date)
    return undefined
  return lease.epoch > last.epoch ? lease.holder : undefined
}
