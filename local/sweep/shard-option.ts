import type { Shard } from '../../shared/backtest/sweep/planned-run.ts'
import { UsageError } from '../failure.ts'

/** A job of Cloud Run gives each of its tasks its number, from 0 on, and how many there are. */
const TASK_INDEX = 'CLOUD_RUN_TASK_INDEX'
const TASK_COUNT = 'CLOUD_RUN_TASK_COUNT'

/** The part of the sweep that this machine runs: `--shard`, else that of the task of Cloud Run, else all of it. */
export function readShard(text: string | undefined, env: NodeJS.ProcessEnv): Shard {
  if (text !== undefined) return parseShard(text)
  const [index, count] = [env[TASK_INDEX], env[TASK_COUNT]]
  if (index === undefined || count === undefined) return { part: 1, of: 1 }
  const shard = { part: wholeNumber(index) + 1, of: wholeNumber(count) }
  if (shard.part <= shard.of) return shard
  throw new UsageError(
    `${TASK_INDEX}, ${TASK_COUNT}: were "${index}" and "${count}", allowed are whole numbers, the first below the second`,
  )
}

function parseShard(text: string): Shard {
  const [, part, of] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? []
  const shard = { part: Number(part), of: Number(of) }
  if (shard.part >= 1 && shard.part <= shard.of) return shard
  throw new UsageError(`--shard: was "${text}", allowed is i/n with i from 1 to n, such as 2/10`)
}

/** Not a number where it is none, which no comparison accepts. */
function wholeNumber(text: string): number {
  return /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
}
