import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { zipSync } from 'fflate'

const ROOT = resolve(import.meta.dirname, '..')

/** It keeps the register of the functions, so that there must be only one of it: the one that the platform starts. */
const FRAMEWORK = '@google-cloud/functions-framework'

/** Each lies in a file of its own, which is opened by the first run that needs it: reading them is most of a cold start. */
const LATE_LIBRARIES: Readonly<Record<string, string>> = {
  '@google-cloud/firestore': 'firestore.cjs',
  '@google-cloud/secret-manager': 'secret-manager.cjs',
  'google-auth-library': 'google-auth.cjs',
}

const ESBUILD_OPTIONS = [
  '--bundle',
  '--minify',
  '--platform=node',
  '--target=node24',
  // Libraries that `require` what they need when they need it can't do so in an ES module.
  '--format=cjs',
  // What is imported late is required late: a real import would not see the names that a minified file exports.
  '--supported:dynamic-import=false',
  '--log-level=warning',
]

/** The same content is the same archive, whenever it was written. */
const WRITTEN_AT = '1980-01-01T00:00:00'

/** What is deployed: the bundle, and the archive that holds it together with what the platform must install. */
export interface Bundle {
  /** With the functions. */
  readonly file: string
  readonly lateFiles: readonly string[]
  readonly archive: string
}

/**
 * Writes everything that a function needs besides the framework into a few files, because a cold start on the platform
 * spends most of its time in opening files.
 */
export function writeBundle(folder: string): Bundle {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'functions.cjs')
  bundle(join(ROOT, 'functions/main.ts'), file, [`--external:${FRAMEWORK}`, ...lateOptions()])
  const lateFiles = Object.entries(LATE_LIBRARIES).map(([library, name]) => {
    const late = join(folder, name)
    bundle(library, late, [])
    return late
  })
  const manifest = join(folder, 'package.json')
  writeFileSync(manifest, `${JSON.stringify(deployedPackage(), undefined, 2)}\n`)
  const archive = join(folder, 'functions.zip')
  writeFileSync(archive, zipped([file, ...lateFiles, manifest]))
  return { file, lateFiles, archive }
}

/** The bundle asks for the file beside it where the source asks for the library. */
function lateOptions(): readonly string[] {
  return Object.entries(LATE_LIBRARIES).flatMap(([library, name]) => [
    `--alias:${library}=./${name}`,
    `--external:./${name}`,
  ])
}

function bundle(entry: string, file: string, options: readonly string[]): void {
  const isWindows = process.platform === 'win32'
  const command = join(ROOT, 'node_modules/.bin', isWindows ? 'esbuild.cmd' : 'esbuild')
  const args = [entry, ...ESBUILD_OPTIONS, ...options, `--outfile=${file}`]
  const ran = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', shell: isWindows })
  if (ran.status === 0) return
  throw new Error(`esbuild failed on ${entry}: ${ran.stderr ?? ran.error?.message}`, { cause: ran.error })
}

function deployedPackage(): object {
  const { name, version, dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  return {
    name: `${name}-functions`,
    version,
    private: true,
    main: 'functions.cjs',
    engines: { node: '24' },
    dependencies: { [FRAMEWORK]: dependencies[FRAMEWORK] },
  }
}

function zipped(files: readonly string[]): Uint8Array {
  const contents = files.map((file) => [basename(file), new Uint8Array(readFileSync(file))] as const)
  return zipSync(Object.fromEntries(contents), { level: 9, mtime: WRITTEN_AT })
}
