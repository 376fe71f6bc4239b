import type { Write } from '../../ports/store.ts'
import { DAY_MS, type EpochMs } from '../../time/instant.ts'
import type { ClosedTape, EndedRun, OpenTape } from '../open-tape.ts'
import type { Job, Trigger } from '../trigger.ts'
import type { World } from '../world.ts'
import { CallLog } from './call-log.ts'
import type { KeptDocuments } from './kept-documents.ts'
import { Readings } from './readings.ts'
import type { Recording } from './recording.ts'
import type { Rules } from './rules-document.ts'
import { RunOpening } from './run-opening.ts'
import type { RunTape, TapeDocument } from './run-tape.ts'
import { tapeWrite } from './tape-documents.ts'

/** Firestore takes 1 MiB a document; a tape that comes close is left out. */
const TAPE_BYTES_MAX = 900_000

/** Their documents and the owner's words are taken as given. */
const GIVEN: Readonly<Partial<Record<Job, string>>> = {
  'prepare-day': 'a day that is prepared is given: its plans stay in the store',
  'telegram-webhook': 'what the owner says is given',
  api: 'what the owner asks is given',
}

/** Which run is recorded, where and under which rules. */
export interface RecordedRun {
  readonly trigger: Trigger
  readonly startedAt: EpochMs
  readonly date: EndedRun['date']
  readonly rules: Rules
  readonly kept: KeptDocuments
  readonly world: World
  /** Told when a tape could not be made. */
  readonly onProblem: (problem: string) => void
}

/** Collects what one run is told, and makes its tape when it ends. */
export class RunRecording implements Recording, OpenTape {
  readonly log = new CallLog()
  readonly readings = new Readings()
  readonly opening: RunOpening
  readonly kept: KeptDocuments
  readonly tape: OpenTape = this
  readonly #run: RecordedRun

  constructor(run: RecordedRun) {
    this.#run = run
    this.kept = run.kept
    this.opening = new RunOpening(run.date, () => this.readings.latest)
    const given = GIVEN[run.trigger.job]
    if (given !== undefined) this.log.spoil(given)
  }

  close(ended: EndedRun): ClosedTape {
    try {
      return this.#closed(ended)
    } catch (error) {
      this.#run.onProblem(
        `run ${ended.run} leaves no tape: ${error instanceof Error ? error.message : String(error)}`,
      )
      return { writes: [] }
    }
  }

  #closed(ended: EndedRun): ClosedTape {
    if (this.log.spoiled !== undefined) return this.#withoutTape(ended, this.log.spoiled)
    const text = JSON.stringify(this.#tapeOf(ended))
    const bytes = storedBytes(text)
    if (bytes > TAPE_BYTES_MAX)
      return this.#withoutTape(
        ended,
        `its tape would take ${bytes} bytes, at most ${TAPE_BYTES_MAX} are kept`,
      )
    const { rules, world } = this.#run
    const { tapedSince, isFirst } = this.opening
    return {
      tapedSince,
      writes: [
        this.#write({ ...this.#header(ended), seal: world.digest(text), text }),
        ...rules.writesOf(ended.date, { isFirst, keptUntil: this.#keptUntil }),
      ],
    }
  }

  #withoutTape(ended: EndedRun, leftOut: string): ClosedTape {
    return { writes: [this.#write({ ...this.#header(ended), leftOut })] }
  }

  #tapeOf({ run, date, state, outcome }: EndedRun): RunTape {
    const { trigger, startedAt, rules, world } = this.#run
    const { tapedSince, openedAt, isFirst } = this.opening
    const ports = (['news', 'earnings', 'budget', 'breaker', 'operations', 'providerCalls'] as const).filter(
      (port) => world[port] !== undefined,
    )
    return {
      ...{ run, trigger, startedAt, openedAt, tapedSince, isFirst, ports },
      rules: rules.pathOf(date),
      readings: this.readings.packed,
      calls: this.log.calls as RunTape['calls'],
      outcome: outcome as RunTape['outcome'],
      left: { ...state },
    }
  }

  #header({ date, run, epoch }: EndedRun): Omit<TapeDocument, 'leftOut' | 'seal' | 'text'> {
    return { date, run, epoch, openedAt: this.opening.openedAt }
  }

  #write(value: TapeDocument): Write {
    return tapeWrite(this.#run.trigger, value, this.#keptUntil)
  }

  get #keptUntil(): EpochMs {
    const { keepDays } = this.#run.world.config.recording
    return (this.readings.latest + keepDays * DAY_MS) as EpochMs
  }
}

/** As a text within a JSON document; a short one can't be too long however it is written. */
function storedBytes(text: string): number {
  return text.length * 6 <= TAPE_BYTES_MAX ? 0 : new TextEncoder().encode(JSON.stringify(text)).length
}
