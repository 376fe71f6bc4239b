import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Figure } from './figure.ts'

/** A figure whose best round is this many times its target is a loss that fails the run. */
const LOSS_FACTOR = 2

const targetsSchema = z.record(
  z.string(),
  z.strictObject({ unit: z.string(), target: z.number().positive(), source: z.string() }),
)

/** A figure beside its stored target, if it has one. */
export interface Judged {
  readonly figure: Figure
  readonly target?: number
  readonly verdict?: 'met' | 'missed' | 'lost'
}

/** Holds the figures against `targets.json`; a target in another unit than its figure throws. */
export function judge(figures: readonly Figure[]): readonly Judged[] {
  const targets = targetsSchema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, 'targets.json'), 'utf8')),
  )
  return figures.map((figure) => {
    const stored = targets[figure.name]
    if (!stored) return { figure }
    if (stored.unit !== figure.unit)
      throw new TypeError(`targets.json: ${figure.name} is measured in ${figure.unit}, not ${stored.unit}`)
    const { target } = stored
    return { figure, target, verdict: verdictOn(figure, target) }
  })
}

/** Whatever else runs on a machine can only make a round slower: a loss that is our own shows in the best one too. */
function verdictOn({ median, lowest }: Figure, target: number): NonNullable<Judged['verdict']> {
  if (median <= target) return 'met'
  return lowest <= target * LOSS_FACTOR ? 'missed' : 'lost'
}
