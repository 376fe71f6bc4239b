import type { Config } from '../../config/config.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DocumentPath, DocumentValue, Store } from '../../ports/store.ts'
import type { Digest } from '../../state/event-log.ts'
import type { EpochMs, ExchangeDate } from '../../time/instant.ts'
import { isOfTheFrame } from '../recording/given-documents.ts'
import { type RunRules, readRules } from '../recording/rules-document.ts'
import type { RunTape } from '../recording/run-tape.ts'
import type { WarmMemory } from '../warm-memory.ts'
import { comparedDocuments, type WrittenDocument } from './compare-documents.ts'
import { missingTape, readDayTapes, type TapedRun } from './day-tapes.ts'
import { firstDifference } from './first-difference.ts'
import { ReplayRefusedError } from './replay-refused.ts'
import type { DayReplay, ReplayDifference } from './replay-result.ts'
import { type ReplayedRun, replayRun } from './replay-run.ts'
import type { Pause, TapedAnswers } from './taped-answers.ts'

/** What a day is run again with. */
export interface ReplayParts {
  /** The store in which the day was recorded; it is only read. */
  readonly archive: Store
  /** An empty store on that clock. */
  readonly openMemory: (clock: Pick<Clock, 'now'>) => Store
  readonly digest: Digest
  readonly pause: Pause
  /** Instead of the rules that are on the tape. */
  readonly config?: Config
  /** The last run that is replayed. */
  readonly lastRun?: string
  readonly onProgress?: (done: number, all: number) => void
}

/** Runs the recorded runs of a day again, in their order, and compares what they leave byte for byte (I18). */
export async function replayDay(date: ExchangeDate, parts: ReplayParts): Promise<DayReplay> {
  const runs = await readDayTapes(parts.archive, { date, digest: parts.digest })
  assertReplayable(date, runs, parts.lastRun)
  const given = runs.flatMap(({ run, leftOut }) => (leftOut === undefined ? [] : [{ run, why: leftOut }]))
  const broken = await brokenTape(date, runs, parts)
  if (broken) return { date, runs: 0, equal: {}, given, difference: broken }
  return { date, given, ...(await new DayReplaying(date, runs, parts).run()) }
}

function assertReplayable(date: ExchangeDate, runs: readonly TapedRun[], lastRun: string | undefined): void {
  if (runs.every(({ tape, wasChanged }) => !tape && !wasChanged))
    throw new ReplayRefusedError(
      `no run of ${date} is on tape in this store: name the store of that day; tapes are made while recording.enabled ` +
        'is true and are kept for recording.keepDays days',
    )
  const asked = runs.find(({ run }) => run === lastRun)
  if (lastRun === undefined || asked?.tape || asked?.wasChanged) return
  const why = asked?.leftOut ?? `its key is none of that date, such as ${runs.find(({ tape }) => tape)?.run}`
  throw new ReplayRefusedError(`run ${lastRun} can't be run again: ${why}`)
}

async function brokenTape(
  date: ExchangeDate,
  runs: readonly TapedRun[],
  { archive }: ReplayParts,
): Promise<ReplayDifference | undefined> {
  const changed = runs.find(({ wasChanged }) => wasChanged)
  if (changed) return tapeProblem(changed.run, 'as it was recorded', 'changed afterwards')
  const missing = await missingTape(archive, date, runs)
  return missing === undefined ? undefined : tapeProblem(missing, 'there', 'missing')
}

function tapeProblem(run: string, recorded: string, replayed: string): ReplayDifference {
  return { run, what: 'tape', field: '', recorded, replayed }
}

/** A day while it is run again. */
class DayReplaying {
  readonly #date: ExchangeDate
  readonly #runs: readonly TapedRun[]
  readonly #parts: ReplayParts
  readonly #memory: Store
  readonly #warm: WarmMemory = {}
  readonly #written = new Map<DocumentPath, WrittenDocument>()
  readonly #rules = new Map<string, RunRules>()
  #answers: TapedAnswers | undefined

  constructor(date: ExchangeDate, runs: readonly TapedRun[], parts: ReplayParts) {
    this.#date = date
    this.#runs = runs
    this.#parts = parts
    this.#memory = parts.openMemory({ now: () => this.#answers?.clock.latest ?? (0 as EpochMs) })
  }

  async run(): Promise<Pick<DayReplay, 'runs' | 'equal' | 'difference'>> {
    const last = this.#runs.findIndex(({ run }) => run === this.#parts.lastRun)
    const lastPlace = last < 0 ? this.#runs.length - 1 : last
    let runs = 0
    for (const [place, { tape }] of this.#runs.slice(0, lastPlace + 1).entries()) {
      this.#parts.onProgress?.(place + 1, lastPlace + 1)
      if (!tape) continue
      runs += 1
      const difference = await this.#replay(place, tape)
      if (difference) return { runs, equal: {}, difference }
    }
    return { runs, ...(await this.#compareDocuments(lastPlace)) }
  }

  #compareDocuments(lastPlace: number): ReturnType<typeof comparedDocuments> {
    const { archive } = this.#parts
    const written = this.#written
    return comparedDocuments({ archive, date: this.#date, runs: this.#runs, written, lastPlace })
  }

  async #replay(place: number, tape: RunTape): Promise<ReplayDifference | undefined> {
    const { archive, pause, digest } = this.#parts
    const base = { ...(await this.#rulesOf(tape)), digest, warm: this.#warm }
    const replayed = await replayRun(tape, base, {
      ...{ memory: this.#memory, archive, pause },
      onClock: (answers) => {
        this.#answers = answers
      },
    })
    for (const [path, value] of replayed.written)
      if (!isOfTheFrame(path)) this.#written.set(path, { place, value })
    return (await this.#onceDifference(tape, replayed)) ?? runDifference(tape, replayed)
  }

  /** Documents that are written once tell most about where runs part. */
  async #onceDifference({ run }: RunTape, { written }: ReplayedRun): Promise<ReplayDifference | undefined> {
    const once = [...written].filter(([path]) => /^(decisions|trades|events)\//.test(path))
    if (once.length === 0) return undefined
    const kept = await this.#parts.archive.getAll(once.map(([path]) => path))
    for (const [place, [path, value]] of once.entries()) {
      const difference = firstDifference(kept[place]?.value, value)
      if (difference) return { run, what: path, ...difference }
    }
    return undefined
  }

  async #rulesOf({ rules: path, run }: RunTape): Promise<RunRules> {
    const known = this.#rules.get(path) ?? (await this.#readRules(path as DocumentPath, run))
    this.#rules.set(path, known)
    return known
  }

  async #readRules(path: DocumentPath, run: string): Promise<RunRules> {
    const document = await this.#parts.archive.get(path)
    if (!document)
      throw new ReplayRefusedError(`${run} can't be run again: its rules, ${path}, are missing in this store`)
    const rules = readRules(document.value as DocumentValue)
    return { ...rules, config: this.#parts.config ?? rules.config }
  }
}

function runDifference(tape: RunTape, replayed: ReplayedRun): ReplayDifference | undefined {
  const { run } = tape
  if (replayed.unasked !== undefined)
    return { run, what: 'question', field: '', recorded: 'nothing', replayed: replayed.unasked }
  const answer = firstDifference(tape.outcome, replayed.outcome)
  if (answer) return { run, what: 'answer', ...answer }
  const state = firstDifference(tape.left, replayed.left)
  return state && { run, what: 'state', ...state }
}
