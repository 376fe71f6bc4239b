import { z } from 'zod'
import type { TapeDocument } from '../../cycles/recording/run-tape.ts'
import { tapesOf } from '../../cycles/recording/tape-documents.ts'
import { type Money, min } from '../../domain/money.ts'
import type { Store } from '../../ports/store.ts'
import { instantSchema, moneySchema } from '../../state/document-schemas.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../time/instant.ts'

const MONITOR = 'position-monitor'

/** What is known of the runs of one date. */
export interface DayRecord {
  readonly date: ExchangeDate
  /** When the monitor looked, ascending; absent where nothing is kept of its runs. */
  readonly looks?: readonly EpochMs[]
  /** A tape says that a run ended well; the claim of a run says only that it began. */
  readonly source: 'tapes' | 'claims' | 'none'
  /** The least that the account was worth at the end of any run on tape. */
  readonly lowest?: Money
}

/** Of a tape only how the run ended and what the account was worth. */
const endSchema = z.object({
  outcome: z.object({ answer: z.unknown().optional() }),
  left: z.object({ risk: z.object({ equity: z.object({ latest: moneySchema }).optional() }).optional() }),
})

const claimSchema = z.object({ claimedAt: instantSchema })

/**
 * Reads what every date has left: the tapes of the flight recorder, or the claims of the runs where there are none. A day of
 * tapes is some megabytes: `undefined` when the time is up before all of them are read.
 */
export async function readDayRecords(
  store: Store,
  dates: readonly ExchangeDate[],
  isTimeUp: () => boolean,
): Promise<readonly DayRecord[] | undefined> {
  const claims = await monitorClaims(store)
  const records: DayRecord[] = []
  for (const date of dates) {
    if (isTimeUp()) return undefined
    records.push(await dayRecord(store, date, claims.get(date) ?? []))
  }
  return records
}

async function monitorClaims(store: Store): Promise<ReadonlyMap<ExchangeDate, readonly EpochMs[]>> {
  const documents = await store.query({ collection: 'runs', where: { job: MONITOR } })
  const moments = documents.map(({ value }) => claimSchema.parse(value).claimedAt)
  return Map.groupBy(moments.toSorted(ascending), exchangeDate)
}

async function dayRecord(store: Store, date: ExchangeDate, claims: readonly EpochMs[]): Promise<DayRecord> {
  const runs = (await tapesOf(store, date)).map(readTape)
  return { date, ...lowestOf(runs), ...looksOf(runs, claims) }
}

interface TapedEnd {
  readonly isMonitor: boolean
  readonly openedAt: EpochMs
  /** Absent where only a note is left of the run. */
  readonly end: z.infer<typeof endSchema> | undefined
}

function readTape({ run, openedAt, text }: TapeDocument): TapedEnd {
  const end = text === undefined ? undefined : endSchema.parse(JSON.parse(text))
  return { isMonitor: run.startsWith(MONITOR), openedAt, end }
}

function lowestOf(runs: readonly TapedEnd[]): Pick<DayRecord, 'lowest'> {
  const [first, ...others] = runs.flatMap(({ end }) => end?.left.risk?.equity?.latest ?? [])
  return first === undefined ? {} : { lowest: min(first, ...others) }
}

function looksOf(runs: readonly TapedEnd[], claims: readonly EpochMs[]): Pick<DayRecord, 'looks' | 'source'> {
  const monitors = runs.filter(({ isMonitor }) => isMonitor)
  if (monitors.length === 0)
    return claims.length > 0 ? { looks: claims, source: 'claims' } : { source: 'none' }
  // A run that broke off, or of which only a note is left, may have seen nothing.
  const looked = monitors.filter(({ end }) => end?.outcome.answer !== undefined)
  return { looks: looked.map(({ openedAt }) => openedAt).toSorted(ascending), source: 'tapes' }
}

function ascending(first: number, second: number): number {
  return first - second
}
