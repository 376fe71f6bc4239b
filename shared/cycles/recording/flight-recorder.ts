import type { EpochMs, ExchangeDate } from '../../time/instant.ts'
import type { Trigger } from '../trigger.ts'
import type { RunRecorder, World } from '../world.ts'
import { KeptDocuments } from './kept-documents.ts'
import { recordedWorld } from './recorded-world.ts'
import { Rules } from './rules-document.ts'
import { RunRecording } from './run-recording.ts'

/** Records every run of a process, so that `openbell replay` can run it again (I18). */
export class FlightRecorder implements RunRecorder {
  readonly #onProblem: (problem: string) => void
  readonly #kept = new KeptDocuments()
  #rules: { readonly of: World['config']; readonly rules: Rules } | undefined

  /** `onProblem` is told when a run can't be recorded; the run itself goes on. */
  constructor(onProblem: (problem: string) => void) {
    this.#onProblem = onProblem
  }

  start(
    world: World,
    run: { readonly trigger: Trigger; readonly startedAt: EpochMs; readonly date: ExchangeDate },
  ): World {
    const rules = this.#rulesOf(world)
    const recording = new RunRecording({ ...run, world, rules, kept: this.#kept, onProblem: this.#onProblem })
    return recordedWorld(world, recording)
  }

  /** A process has one set of rules for its life. */
  #rulesOf(world: World): Rules {
    if (this.#rules?.of !== world.config)
      this.#rules = { of: world.config, rules: new Rules(world, world.digest) }
    return this.#rules.rules
  }
}
