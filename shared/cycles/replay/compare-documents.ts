import type { DocumentPath, DocumentValue, Store, StoredDocument } from '../../ports/store.ts'
import { type EpochMs, type ExchangeDate, SECOND_MS } from '../../time/instant.ts'
import { LEASE_SECONDS } from '../lease.ts'
import type { TapedRun } from './day-tapes.ts'
import { firstDifference } from './first-difference.ts'
import type { DayReplay, ReplayDifference } from './replay-result.ts'

/** What a replayed run wrote last under a path, and which run of the day that was. */
export interface WrittenDocument {
  readonly place: number
  readonly value: DocumentValue
}

interface Compared {
  readonly archive: Store
  readonly date: ExchangeDate
  readonly runs: readonly TapedRun[]
  readonly written: ReadonlyMap<DocumentPath, WrittenDocument>
  /** The last run that was replayed. */
  readonly lastPlace: number
}

/** How many paths are read at once. */
const PATHS_A_READ = 200

/** Compares what the replayed runs have left with what the store holds of the same runs. */
export async function comparedDocuments(day: Compared): Promise<Pick<DayReplay, 'equal' | 'difference'>> {
  const equal: Record<string, number> = {}
  const paths = [...day.written.keys()].sort()
  for (let from = 0; from < paths.length; from += PATHS_A_READ) {
    const some = paths.slice(from, from + PATHS_A_READ)
    const kept = await day.archive.getAll(some)
    for (const [index, path] of some.entries()) {
      const { place, value } = day.written.get(path) as WrittenDocument
      const document = kept[index]
      if (isOfLaterRun(day, place, document)) continue
      const difference = firstDifference(document?.value, value)
      if (difference)
        return { equal, difference: { run: day.runs[place]?.run ?? '', what: path, ...difference } }
      const collection = path.slice(0, path.indexOf('/'))
      equal[collection] = (equal[collection] ?? 0) + 1
    }
  }
  const isWhole = day.lastPlace >= day.runs.length - 1
  const unmade = isWhole ? await unmadeDecision(day) : undefined
  return { equal, ...(unmade && { difference: unmade }) }
}

/**
 * What a run that is not replayed, or a later day, has written since then can't be compared. Runs hold the account one after
 * the other, so that a document that is younger than the next run is not of this one.
 */
function isOfLaterRun(day: Compared, place: number, document: StoredDocument | undefined): boolean {
  const [own, next] = [day.runs[place], day.runs[place + 1]]
  if (!document || !own) return false
  if (!next) return document.updatedAt > own.openedAt + LEASE_SECONDS * SECOND_MS
  // A run that broke off in between has left nothing that tells when.
  if (next.epoch !== own.epoch + 1) return true
  const isReplayed = next.tape !== undefined && place + 1 <= day.lastPlace
  return isReplayed ? document.updatedAt > next.openedAt : document.updatedAt >= next.openedAt
}

/** A decision that a replayed run once made and did not make now. */
async function unmadeDecision(day: Compared): Promise<ReplayDifference | undefined> {
  const decisions = await day.archive.query({ collection: 'decisions', where: { date: day.date } })
  for (const { path, value, updatedAt } of decisions) {
    const run = day.written.has(path) ? undefined : replayedRunAt(day, updatedAt)
    const difference = run && firstDifference(value, undefined)
    if (difference) return { run: run.run, what: path, ...difference }
  }
  return undefined
}

/** The run that held the account at a moment, when there is no doubt about it and it was replayed. */
function replayedRunAt({ runs }: Compared, at: EpochMs): TapedRun | undefined {
  const place = runs.findLastIndex(({ openedAt }) => openedAt <= at)
  const [own, next] = [runs[place], runs[place + 1]]
  if (!own?.tape || own.openedAt === at) return undefined
  return next && next.epoch !== own.epoch + 1 ? undefined : own
}
