import { rmSync, statSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { functionNames } from '../functions/index.ts'
import { writeBundle } from './bundle.ts'
import { buildDashboard } from './dashboard/build-dashboard.ts'
import { importCost } from './import-cost.ts'

/** `npm run build`: writes what is deployed into dist/ and dashboard/dist/, and tells what it weighs and what its cold start imports. */
const folder = resolve(import.meta.dirname, '../dist')

rmSync(folder, { recursive: true, force: true })
await buildDashboard(print)
const { file, files, archive } = writeBundle(folder)
for (const written of [...files, archive])
  print(`${relative(process.cwd(), written)}  ${(statSync(written).size / 2 ** 20).toFixed(1)} MiB`)
print('import cost, median of 5 starts')
for (const name of functionNames) {
  const { frameworkMs, bundleMs } = importCost(file, name)
  print(`  ${name.padEnd(18)} ${whole(bundleMs)} ms, and ${whole(frameworkMs)} ms for the framework`)
}

function whole(milliseconds: number): string {
  return milliseconds.toFixed(0).padStart(4)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
