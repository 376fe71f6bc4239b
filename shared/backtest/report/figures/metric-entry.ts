import type { Unit } from './unit-text.ts'

/** How a figure is called, written and explained. */
export interface MetricEntry {
  readonly name: string
  readonly unit: Unit
  /** What it means, in one line. */
  readonly meaning: string
}

/** Figures that are listed together, by their names in `Metrics`. */
export type MetricGroup<Key extends string> = Readonly<Record<Key, MetricEntry>>
