import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program that a deployment takes, and what was found of it on PATH. */
export interface Prerequisite {
  readonly name: string
  readonly found: boolean
  readonly fits: boolean
  readonly seen: string
  /** What to do where it does not fit. */
  readonly remedy?: string
}

interface Program {
  readonly name: string
  readonly oldest?: readonly [major: number, minor: number]
  readonly remedy: string
}

const PROGRAMS: readonly Program[] = [
  { name: 'node', oldest: [20, 0], remedy: 'install Node 20 or newer, https://nodejs.org/en/download' },
  {
    name: 'terraform',
    oldest: [1, 11],
    remedy: 'install terraform 1.11 or newer, https://developer.hashicorp.com/terraform/install',
  },
  { name: 'gcloud', remedy: 'install the Google Cloud CLI, https://cloud.google.com/sdk/docs/install' },
]

const VERSION_TIMEOUT_MS = 10_000

/** Looks for everything that the steps after `openbell setup` call. */
export function lookForPrerequisites(): readonly Prerequisite[] {
  return PROGRAMS.map(lookFor)
}

function lookFor({ name, oldest, remedy }: Program): Prerequisite {
  const path = pathOf(name)
  if (path === undefined) return { name, found: false, fits: false, seen: 'not found on PATH', remedy }
  if (oldest === undefined) return { name, found: true, fits: true, seen: 'found' }
  const version = versionOf(path)
  if (version === undefined)
    return { name, found: true, fits: false, seen: `${path} tells no version`, remedy }
  const [major, minor] = version
  const fits = major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
  const seen = `version ${major}.${minor}`
  return fits ? { name, found: true, fits, seen } : { name, found: true, fits, seen, remedy }
}

function pathOf(name: string): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : ['']
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => endings.map((ending) => join(folder, `${name}${ending}`)))
    .find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Not there or not ours to run: in both cases the next folder is looked at, as a shell does.
    return false
  }
}

function versionOf(path: string): readonly [major: number, minor: number] | undefined {
  // Without the variable terraform asks its maker for a newer version first.
  const env = { ...process.env, CHECKPOINT_DISABLE: '1' }
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: VERSION_TIMEOUT_MS, env })
  const [, major, minor] = /v(\d+)\.(\d+)\./.exec(stdout ?? '') ?? []
  return major === undefined ? undefined : [Number(major), Number(minor)]
}
