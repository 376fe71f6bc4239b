import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from './failure.ts'

/** Writes a file as a whole or not at all, and makes its folder; `option` names in messages who asked for it. */
export function writeWholeFile(option: string, file: string, text: string): void {
  const draft = `${file}.${randomUUID()}.draft`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(draft, text, { flag: 'wx' })
    renameSync(draft, file)
  } catch (cause) {
    if (existsSync(draft)) rmSync(draft)
    const code = Reflect.get(cause as Error, 'code')
    throw new UsageError(`${option}: ${file} can't be written: ${code}`, { cause })
  }
}
