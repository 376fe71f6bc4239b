import { setImmediate as pause } from 'node:timers/promises'
import { sha256 } from '../../infra/digest/sha256.ts'
import { FirestoreStore } from '../../infra/store/firestore-store.ts'
import { MemoryStore } from '../../infra/store/memory-store.ts'
import { replayDay } from '../../shared/cycles/replay/replay-day.ts'
import { ReplayRefusedError } from '../../shared/cycles/replay/replay-refused.ts'
import type { DayReplay, ReplayDifference } from '../../shared/cycles/replay/replay-result.ts'
import type { Store } from '../../shared/ports/store.ts'
import { epochMs, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { readConfigFile } from '../config-file.ts'
import { openArchive } from '../decision-archive.ts'
import { UsageError } from '../failure.ts'
import { assertFirestoreReachable } from '../google-credentials.ts'

interface ReplayOptions {
  readonly store: string
  readonly firestore?: string
  readonly run?: string
  readonly config?: string
  readonly json: boolean
}

/** Progress is told after so many runs: a day has about six hundred. */
const RUNS_A_LINE = 100

/** Of whole collections only these are counted for people. */
const COUNTED = { decisions: 'decisions', orders: 'orders', trades: 'trades', events: 'events' } as const

/** `openbell replay`: runs a recorded day again on what its runs were told, and compares what they leave. */
export async function replay(day: string, options: ReplayOptions): Promise<void> {
  const date = readDate(day)
  const archive = await openRecorded(options)
  try {
    const result = await replayed(date, archive, options)
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : page(result))
    if (result.difference) process.exitCode = 1
  } finally {
    await archive.close()
  }
}

function readDate(text: string): ExchangeDate {
  try {
    return parseExchangeDate(text)
  } catch (cause) {
    throw new UsageError(`DAY: ${(cause as Error).message}`, { cause })
  }
}

/** To a reader of the past nothing that was kept has expired. */
const BEFORE_EVERYTHING = { now: () => epochMs(0), sleep: () => Promise.resolve() }

async function openRecorded({ store, firestore }: ReplayOptions): Promise<Store> {
  if (firestore === undefined) return openArchive(store)
  await assertFirestoreReachable(firestore)
  return FirestoreStore.open({ projectId: firestore, clock: BEFORE_EVERYTHING })
}

async function replayed(date: ExchangeDate, archive: Store, options: ReplayOptions): Promise<DayReplay> {
  const { run, config } = options
  try {
    return await replayDay(date, {
      archive,
      openMemory: ({ now }) => new MemoryStore({ clock: { ...BEFORE_EVERYTHING, now } }),
      digest: sha256,
      pause: () => pause(),
      ...(config !== undefined && { config: readConfigFile(config) }),
      ...(run !== undefined && { lastRun: run }),
      onProgress: (done, all) => {
        if (!options.json && done % RUNS_A_LINE === 0) process.stderr.write(`${done} of ${all} runs\n`)
      },
    })
  } catch (error) {
    if (error instanceof ReplayRefusedError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}

function page({ date, runs, equal, given, difference }: DayReplay): string {
  const counts = Object.entries(COUNTED).map(([collection, name]) => `${equal[collection] ?? 0} ${name}`)
  const lines = difference
    ? [`${date}: ${runs} runs replayed, and the last one differs`, ...told(difference)]
    : [`${date}: ${runs} runs, ${counts.join(', ')}: byte-equal`]
  const notes = given.map(({ run, why }) => `given: ${run}: ${why}`)
  return [...lines, ...notes].map((line) => `${line}\n`).join('')
}

function told({ run, what, field, recorded, replayed }: ReplayDifference): readonly string[] {
  const where = field === '' ? what : `${what}, ${field}`
  return [`${run}: ${where}`, `  recorded ${recorded}`, `  replayed ${replayed}`]
}
