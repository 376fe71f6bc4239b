import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const SOURCES = 'dashboard/{src/**/*,index.html,vite.config.js}'
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js')

/** Where the built dashboard is. */
export const DASHBOARD_FOLDER = join(ROOT, 'dashboard/dist')
const STAMP = join(DASHBOARD_FOLDER, '.built-from')

/** Builds the dashboard unless it was built from the same sources before; throws with the words of the builder. */
export async function buildDashboard(tell: (line: string) => void): Promise<void> {
  const digest = digestOfSources()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return
  tell('Building the dashboard (once; a few seconds) ...')
  await runVite()
  writeFileSync(STAMP, digest)
}

/** Sources, and the packages that go into the bundle with them. */
function digestOfSources(): string {
  const files = globSync(SOURCES, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  const hash = createHash('sha256')
  for (const file of [...files, join(ROOT, 'package-lock.json')])
    hash.update(`${file.slice(ROOT.length)}\n`).update(readFileSync(file))
  return hash.digest('hex')
}

function runVite(): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [VITE, 'build', 'dashboard'], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stdout.on('data', (chunk) => (said += chunk))
    child.stderr.on('data', (chunk) => (said += chunk))
    child.once('error', fail)
    child.once('exit', (code) =>
      code === 0 ? done() : fail(new Error(`the dashboard could not be built:\n${said}`)),
    )
  })
}
