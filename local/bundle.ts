import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { zipSync } from 'fflate'

const ROOT = resolve(import.meta.dirname, '..')

/**
 * What the platform installs beside the bundle. The framework keeps the register of the functions, so that there must be
 * only one of it: the one that the platform starts. What draws pictures is machine code, made for the platform.
 */
const INSTALLED = ['@google-cloud/functions-framework', '@resvg/resvg-js']

/** What is imported late lies in files of its own: to read and compile them is most of a cold start. */
const LATE = 'late'

/** Files that the code opens beside itself: what draws pictures is imported late, and the font may not go without its licence. */
const FONTS = { from: join(ROOT, 'infra/chart/fonts'), to: join(LATE, 'fonts') }

/** Libraries that are no ES modules find in it what an ES module lacks. */
const COMMON_JS_NAMES = [
  "import{createRequire as __createRequire}from'node:module'",
  'const require=__createRequire(import.meta.url),__filename=import.meta.filename,__dirname=import.meta.dirname',
].join(';')

const ESBUILD_OPTIONS = [
  '--bundle',
  '--splitting',
  '--minify',
  '--platform=node',
  '--target=node24',
  '--format=esm',
  '--out-extension:.js=.mjs',
  `--banner:js=${COMMON_JS_NAMES};`,
  ...INSTALLED.map((name) => `--external:${name}`),
  '--entry-names=functions',
  `--chunk-names=${LATE}/[name]-[hash]`,
  '--log-level=warning',
]

/** The same content is the same archive, whenever it was written. */
const WRITTEN_AT = '1980-01-01T00:00:00'

/** What is deployed: the bundle, and the archive that holds it together with a list of what the platform must install. */
export interface Bundle {
  /** With the functions; what they need late lies in files beside it. */
  readonly file: string
  /** Every file of the bundle. */
  readonly files: readonly string[]
  readonly archive: string
}

/** Writes everything that a function needs besides what the platform installs into an empty folder. */
export function writeBundle(folder: string): Bundle {
  mkdirSync(folder, { recursive: true })
  runEsbuild(join(ROOT, 'functions/main.ts'), folder)
  cpSync(FONTS.from, join(folder, FONTS.to), { recursive: true })
  const manifest = join(folder, 'package.json')
  writeFileSync(manifest, `${JSON.stringify(deployedPackage(), undefined, 2)}\n`)
  const files = filesIn(folder)
  const archive = join(folder, 'functions.zip')
  writeFileSync(archive, zipped(folder, files))
  return { file: join(folder, 'functions.mjs'), files, archive }
}

function runEsbuild(entry: string, folder: string): void {
  const isWindows = process.platform === 'win32'
  const command = join(ROOT, 'node_modules/.bin', isWindows ? 'esbuild.cmd' : 'esbuild')
  const args = [entry, ...ESBUILD_OPTIONS, `--outdir=${folder}`]
  const ran = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', shell: isWindows })
  if (ran.status === 0) return
  throw new Error(`esbuild failed on ${entry}: ${ran.stderr ?? ran.error?.message}`, { cause: ran.error })
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function deployedPackage(): object {
  const { name, version, dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  return {
    name: `${name}-functions`,
    version,
    private: true,
    main: 'functions.mjs',
    engines: { node: '24' },
    dependencies: Object.fromEntries(INSTALLED.map((installed) => [installed, dependencies[installed]])),
  }
}

function zipped(folder: string, files: readonly string[]): Uint8Array {
  const contents = files.map((file) => [nameIn(folder, file), new Uint8Array(readFileSync(file))] as const)
  return zipSync(Object.fromEntries(contents), { level: 9, mtime: WRITTEN_AT })
}

/** The names in an archive are written with slashes on every system. */
function nameIn(folder: string, file: string): string {
  return relative(folder, file).replaceAll(sep, '/')
}
