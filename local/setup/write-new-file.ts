import { randomUUID } from 'node:crypto'
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { UsageError } from '../failure.ts'

const OWNER_ONLY = 0o600

/** Throws `UsageError` when the file is there and its owner has not agreed to lose it. */
export function assertMayWrite(file: string, force: boolean): void {
  if (!force && existsSync(file))
    throw new UsageError(`${file} exists and is left as it is: pass --force to replace it`)
}

/** Writes a file that its owner alone may read, as a whole or not at all. */
export function writeNewFile(file: string, text: string, force: boolean): void {
  const draft = `${file}.${randomUUID()}.draft`
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: OWNER_ONLY, flush: true })
    // Once more: somebody may have made the file while the questions were answered.
    assertMayWrite(file, force)
    renameSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
}
