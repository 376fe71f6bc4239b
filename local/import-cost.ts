import { spawnSync } from 'node:child_process'

/** How long a fresh process needs for its imports, in milliseconds. */
export interface ImportCost {
  readonly frameworkMs: number
  /** Of the bundle alone, until its functions are registered. */
  readonly bundleMs: number
}

const STARTS = 5

/** Run in a process of its own: what has been loaded once costs nothing the second time. */
const PROBE = `
  import { createRequire } from 'node:module'
  import { pathToFileURL } from 'node:url'
  const [file, name] = process.argv.slice(1)
  const load = createRequire(file)
  const startedAt = performance.now()
  load('@google-cloud/functions-framework')
  const { getFunction } = load('@google-cloud/functions-framework/testing')
  const frameworkAt = performance.now()
  await import(pathToFileURL(file))
  const endedAt = performance.now()
  if (!getFunction(name)) throw new Error(name + ' was not registered')
  console.log(JSON.stringify({ frameworkMs: frameworkAt - startedAt, bundleMs: endedAt - frameworkAt }))
  process.exit()
`

/** The median of several starts, because a single one says more about the machine than about the bundle. */
export function importCost(file: string, name: string): ImportCost {
  const costs = Array.from({ length: STARTS }, () => start(file, name))
  return {
    frameworkMs: median(costs.map(({ frameworkMs }) => frameworkMs)),
    bundleMs: median(costs.map(({ bundleMs }) => bundleMs)),
  }
}

function start(file: string, name: string): ImportCost {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    FUNCTION_TARGET: name,
    NODE_DISABLE_COMPILE_CACHE: '1',
  }
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', PROBE, '--', file, name], {
    encoding: 'utf8',
    env,
  })
  if (ran.status !== 0) throw new Error(`${name} can't be loaded from ${file}: ${ran.stderr}`)
  return JSON.parse(ran.stdout)
}

function median(values: readonly number[]): number {
  return values.toSorted((first, second) => first - second)[Math.floor(values.length / 2)] ?? 0
}
