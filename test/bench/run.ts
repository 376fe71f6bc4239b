import { api } from './api.ts'
import { backtestStack } from './backtest-stack.ts'
import { barEngine } from './bar-engine.ts'
import { coldStart } from './cold-start.ts'
import { demoDay } from './demo-day.ts'
import type { Bench, Effort, Figure } from './figure.ts'
import { indicators } from './indicators.ts'
import { scanWall } from './scan-wall.ts'
import { storeCommit } from './store-commit.ts'
import { strategies } from './strategies.ts'
import { table } from './table.ts'
import { judge } from './targets.ts'
import { universeScan } from './universe-scan.ts'

/** `npm run bench [-- name… --short --json]`: how fast the parts are, held against the stored targets. */
const benches: readonly Bench[] = [
  indicators,
  strategies,
  universeScan,
  scanWall,
  barEngine,
  backtestStack,
  storeCommit,
  api,
  demoDay,
  coldStart,
]

const FULL: Effort = { rounds: 9, scale: 1 }
const SHORT: Effort = { rounds: 5, scale: 0.5 }

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'))
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const short = flags.includes('--short')

function wrongCall(): string | undefined {
  const flag = flags.find((word) => word !== '--short' && word !== '--json')
  if (flag !== undefined) return `${flag} is not known; allowed: --short, --json`
  const name = names.find((word) => !benches.some((bench) => bench.name === word))
  return name && `there is no bench ${name}; there are ${benches.map((bench) => bench.name).join(', ')}`
}

/** A whole day and dozens of cold starts take longer than a short run may; they are measured when asked for by name. */
function chosen(): readonly Bench[] {
  if (names.length > 0) return benches.filter(({ name }) => names.includes(name))
  return short ? benches.filter((bench) => bench !== demoDay && bench !== coldStart) : benches
}

function leftOut(run: readonly Bench[]): readonly string[] {
  const missing = benches.filter((bench) => !run.includes(bench)).map(({ name }) => name)
  return [
    ...(missing.length > 0 ? [`not measured in this run: ${missing.join(', ')}`] : []),
    ...(globalThis.gc ? [] : ['allocation not measured: it needs node --expose-gc']),
    'no ratio to TA-Lib: ../shared/market-data has its values, which the tests hold ours against, but no timings',
  ]
}

async function bench(): Promise<void> {
  const run = chosen()
  const figures: Figure[] = []
  for (const part of run) figures.push(...(await part.run(short ? SHORT : FULL)))
  const judged = judge(figures)
  const notes = leftOut(run)
  process.stdout.write(
    flags.includes('--json')
      ? `${JSON.stringify({ node: process.version, figures: judged, notes })}\n`
      : `${[table(judged), '', ...notes].join('\n')}\n`,
  )
  const lost = judged.filter(({ verdict }) => verdict === 'lost').map(({ figure }) => figure.name)
  if (lost.length === 0) return
  process.stderr.write(`bench: more than twice the target: ${lost.join(', ')}\n`)
  process.exitCode = 1
}

const wrong = wrongCall()
if (wrong === undefined) await bench()
else {
  process.stderr.write(`bench: ${wrong}\n`)
  process.exitCode = 2
}
