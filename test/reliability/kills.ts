import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { CommandLine } from '../e2e/command-line.ts'
import { bookProblems } from './book-problems.ts'
import { type Kill, liveUntilKilled } from './doomed-life.ts'
import { readKeptRun } from './kept-run.ts'
import { drawAim } from './kill-aim.ts'
import { killFigures } from './kill-figures.ts'
import { LiveRun, ORDERS_ALL_DAY, START_CASH } from './live-run.ts'

/**
 * `npm run kills [-- --kills 200 --seed 13 --json]`: kills a LIVE run on the simulated broker so often without warning,
 * starts it again each time, and holds what it has left against the promises. Exits with 1 when one was broken.
 */
const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '13' },
    json: { type: 'boolean', default: false },
  },
})
const wanted = wholeNumber('kills', options.kills)
const seed = wholeNumber('seed', options.seed)

const SYMBOLS = 'SQQQ,FAZ,SOXS,SPXU,TQQQ,TZA'
const scratch = mkdtempSync(join(tmpdir(), 'openbell-kills-'))
let life: CommandLine | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave(130))

const startedAt = performance.now()
const config = join(scratch, 'config.json')
writeFileSync(config, JSON.stringify(ORDERS_ALL_DAY))
const run = new LiveRun({ store: join(scratch, 'store'), config, seed, symbols: SYMBOLS })
const random = xoroshiro128plus(seed)
const kills: Kill[] = []
const failures: string[] = []

while (kills.length < wanted && failures.length === 0) await liveOnce()
if (failures.length === 0) await finishDay()
await report()

async function liveOnce(): Promise<void> {
  const { ended, kill } = await liveUntilKilled(run, drawAim(random), (started) => (life = started))
  if (kill) kills.push(kill)
  else if (ended.exitCode !== 0) failures.push(`a start ended with ${ended.exitCode}: ${ended.stderr.trim()}`)
  progress()
}

async function finishDay(): Promise<void> {
  const ended = await run.finishDay((started) => (life = started))
  if (ended.exitCode !== 0)
    failures.push(`the last start ended with ${ended.exitCode}: ${ended.stderr.trim()}`)
}

function progress(): void {
  const line = `${kills.length} of ${wanted} kills, ${Math.round((performance.now() - startedAt) / 1_000)} s`
  if (process.stderr.isTTY) process.stderr.write(`\r${line}`)
  else if (kills.length % 10 === 0) process.stderr.write(`${line}\n`)
}

async function report(): Promise<void> {
  const kept = readKeptRun(run.folder)
  const { delivered, deliveredAgain } = run
  const ordeal = { startCash: START_CASH, kills: kills.map(({ at }) => at), delivered }
  const problems = [...failures, ...bookProblems(kept, ordeal)]
  const figures = { seed, ...killFigures(kept, kills), alertsToldAgain: deliveredAgain, problems }
  if (process.stderr.isTTY) process.stderr.write('\n')
  process.stdout.write(`${JSON.stringify(figures, null, options.json ? 0 : 2)}\n`)
  if (problems.length > 0) {
    process.stderr.write(`kills: ${problems.length} broken promises; the stores are kept in ${scratch}\n`)
    process.exitCode = 1
    return
  }
  rmSync(scratch, { recursive: true, force: true })
}

/** Nothing is left behind: neither a process nor a file. */
async function leave(exitCode: number): Promise<void> {
  life?.send('SIGKILL')
  await life?.ended
  rmSync(scratch, { recursive: true, force: true })
  process.exit(exitCode)
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  process.stderr.write(`kills: --${name} takes a whole number from 1 on, not "${text}"\n`)
  process.exit(2)
}
