import { z } from 'zod'
import type { Settings } from './space.ts'
import type { Trial } from './trials.ts'

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** First and last date of a run, both included. */
export const windowSchema = z.strictObject({ from: date, to: date })

/** A stretch of training dates with the test dates that follow it; without walk-forward there is no test. */
export const sweepWindowSchema = z.strictObject({ train: windowSchema, test: windowSchema.exactOptional() })

export type RunWindow = Readonly<z.infer<typeof windowSchema>>
export type SweepWindow = Readonly<z.infer<typeof sweepWindowSchema>>

/** One backtest of a sweep: a trial on the dates of one window. */
export interface PlannedRun {
  /** `017`, or in walk-forward `017-w2` for the training of the second window and `017-w2-test` for its test. */
  readonly id: string
  readonly trial: string
  readonly settings: Settings
  readonly window: RunWindow
}

/** Every trial on the training dates of every window: what the machines of a sweep share among them. */
export function trainingRuns(
  trials: readonly Trial[],
  windows: readonly SweepWindow[],
): readonly PlannedRun[] {
  return trials.flatMap((trial) =>
    windows.map(({ train, test }, index) => plannedRun(trial, train, test ? `-w${index + 1}` : '')),
  )
}

/** The trial that was best in the training of a window, on its test dates. */
export function testRun(trial: Trial, window: RunWindow, index: number): PlannedRun {
  return plannedRun(trial, window, `-w${index + 1}-test`)
}

/** Of the runs every `of`-th from the `part`-th on, counted from 1. */
export function shardOf<T>(runs: readonly T[], { part, of }: Shard): readonly T[] {
  return runs.filter((_, index) => index % of === part - 1)
}

/** Which part of a sweep a machine runs: `part` from 1 to `of`. */
export interface Shard {
  readonly part: number
  readonly of: number
}

function plannedRun({ id, settings }: Trial, window: RunWindow, suffix: string): PlannedRun {
  return { id: `${id}${suffix}`, trial: id, settings, window }
}
