import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import type { Mutant } from './mutants.ts'

/** What became of one mutant. */
export interface MutantTrial {
  readonly name: string
  readonly guard: string
  readonly caught: boolean
  /** Days that were simulated until it was caught, or in all. */
  readonly days: number
  /** The promise that broke, and in which world. */
  readonly promise?: string
  readonly episode?: number
}

const answerSchema = z.object({
  days: z.number(),
  violations: z.array(z.object({ promise: z.string(), episode: z.object({ seed: z.number() }) })),
})

const LOADER = join(import.meta.dirname, 'mutant-loader.ts')
const CLI = join(import.meta.dirname, '../cli.ts')
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024

/** Simulates with one guard taken out, in a process of its own, until a promise breaks. */
export async function tryMutant(
  { name, guard }: Mutant,
  { seed, days }: { readonly seed: number; readonly days: number },
): Promise<MutantTrial> {
  const call = ['simulate', '--seed', String(seed), '--days', String(days), '--until-violation', '--json']
  const answer = answerSchema.parse(JSON.parse(await outputOf(['--import', LOADER, CLI, ...call], name)))
  const [first] = answer.violations
  return {
    ...{ name, guard, caught: first !== undefined, days: answer.days },
    ...(first && { promise: first.promise, episode: first.episode.seed }),
  }
}

/** A simulation that found something ends with 1 and still answers; anything else is an error of the trial itself. */
function outputOf(call: readonly string[], mutant: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, OPENBELL_MUTANT: mutant }
    execFile(process.execPath, [...call], { env, maxBuffer: OUTPUT_BYTES_MAX }, (error, stdout, stderr) => {
      if (stdout.startsWith('{')) resolve(stdout)
      else reject(new Error(`mutant ${mutant}: ${stderr || error?.message || 'no answer'}`))
    })
  })
}
