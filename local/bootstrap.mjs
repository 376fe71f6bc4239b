// The only file that runs on whatever Node a newcomer has: it installs what is missing and hands over to Node 24.
// Plain JavaScript without dependencies for that reason.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const oldestNode = 20

/** Runs Node 24 with these arguments inside the project, after installing the locked dependencies if need be. */
export function run(args) {
  requireNode(oldestNode)
  if (!installed()) install()
  handOver(args)
}

function requireNode(major) {
  if (Number(process.versions.node.split('.')[0]) >= major) return
  fail(
    `Openbell needs Node ${major} or newer to start; this is ${process.version}. Install one from your package manager.`,
  )
}

/** True when every package of the lock file is in node_modules at the locked version. */
function installed() {
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'))
  if (!present || !existsSync(nodeBinary())) return false
  const locked =
    readPackages(join(root, 'package-lock.json')) ??
    fail('package-lock.json is missing: restore it with `git checkout package-lock.json`.')
  return Object.entries(locked).every(
    ([path, entry]) =>
      path === '' || entry.optional || entry.link || present[path]?.version === entry.version,
  )
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined
}

function install() {
  const startedAt = Date.now()
  process.stderr.write('Installing dependencies (once; about half a minute) ... ')
  // npm's own words are shown only when it fails: a newcomer's first screen belongs to the product.
  const npm = spawnSync('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (npm.status !== 0 || !existsSync(nodeBinary())) {
    process.stderr.write('failed\n')
    fail(
      `${npm.stdout ?? ''}${npm.stderr ?? npm.error?.message ?? ''}\nMend what npm says above and run the same command again.`,
    )
  }
  process.stderr.write(`done in ${Math.round((Date.now() - startedAt) / 1000)} s\n`)
}

function nodeBinary() {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

function handOver(args) {
  const child = spawn(nodeBinary(), args, { cwd: process.cwd(), stdio: 'inherit', env: environment() })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`Could not start ${nodeBinary()}: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
}

/** What was compiled once is kept for the next start, which then takes two thirds of the time. */
function environment() {
  return { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'openbell'), ...process.env }
}

function fail(message) {
  process.stderr.write(`${message.trim()}\n`)
  process.exit(1)
}

if (process.argv[1] === new URL(import.meta.url).pathname) run(process.argv.slice(2))
