import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Shard } from '../../shared/backtest/sweep/planned-run.ts'
import type { TrialLine } from '../../shared/backtest/sweep/trial-record.ts'
import { UsageError } from '../failure.ts'
import { readJsonFile } from '../json-file.ts'
import { differences, type SweepDescription, sweepDescriptionSchema } from './sweep-description.ts'
import { appendTrialLine, dropHalfLine, readTrialFile } from './trial-file.ts'

const TRIAL_FILE = /^trials-\d+-of-\d+\.jsonl$/

/** Where the tests of a walk-forward are kept, beside the trials of all shards. */
export const TESTS_FILE = 'tests.jsonl'

/** The file of one shard's trials. */
export function trialsFile({ part, of }: Shard): string {
  return `trials-${part}-of-${of}.jsonl`
}

/** The folder of one sweep: its description, a file of trials for each shard, and the ranking. */
export class SweepFolder {
  readonly path: string
  readonly #writer: string

  /** `writer` tells the machines apart that share the folder: two of them may write sweep.json in the same moment. */
  constructor(path: string, writer = 'merge') {
    this.path = path
    this.#writer = writer
  }

  /** Makes the folder, or looks that the one that is there belongs to the same sweep; answers what it says of it. */
  begin(description: SweepDescription): SweepDescription {
    mkdirSync(this.path, { recursive: true })
    if (!existsSync(this.#file('sweep.json'))) this.write('sweep.json', description)
    // Read again even when just written: another machine may have begun another sweep in the same moment.
    const there = this.description()
    refuseOther({ there, here: description, folder: this.path })
    return there
  }

  description(): SweepDescription {
    const file = this.#file('sweep.json')
    const parsed = sweepDescriptionSchema.safeParse(readJsonFile('sweep', file))
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    throw new UsageError(`${file} is not a sweep: ${issue?.path.join('.') || 'the file'}: ${issue?.message}`)
  }

  /** The lines of every file of trials in the folder, whichever shards wrote them. */
  trialLines(): readonly TrialLine[] {
    const files = readdirSync(this.path).filter((name) => TRIAL_FILE.test(name))
    return files.toSorted().flatMap((name) => readTrialFile(this.#file(name)))
  }

  /** The tests of a walk-forward that were made so far. */
  testLines(): readonly TrialLine[] {
    return existsSync(this.#file(TESTS_FILE)) ? readTrialFile(this.#file(TESTS_FILE)) : []
  }

  /** For one file at a time: every line that is handed to it is on the disk when it returns. */
  appendTo(name: string): (line: TrialLine) => void {
    const file = this.#file(name)
    dropHalfLine(file)
    return (line) => appendTrialLine(file, line)
  }

  /** Writes a JSON file as a whole or not at all; answers where it is. */
  write(name: string, content: unknown): string {
    const file = this.#file(name)
    const beside = `${file}.${this.#writer}.tmp`
    writeFileSync(beside, `${JSON.stringify(content, null, 2)}\n`)
    renameSync(beside, file)
    return file
  }

  #file(name: string): string {
    return join(this.path, name)
  }
}

/** Results of two sweeps must never be ranked together. */
export function refuseOther(both: {
  readonly there: SweepDescription
  readonly here: SweepDescription
  readonly folder: string
}): void {
  const found = differences(both.there, both.here)
  if (found.length === 0) return
  throw new UsageError(
    [
      `${both.folder} holds a different sweep; choose another folder with --out:`,
      ...found.map((line) => `  ${line}`),
    ].join('\n'),
  )
}
