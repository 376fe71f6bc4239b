import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Instrument } from '../../shared/symbols/instrument.ts'

const SHOWN = 8
const DAILY_TABLE = /^(.+)\.csv(\.gz)?$/

/** What the owner should know of symbols that the rules can't trade in a folder: those with daily bars only. */
export function dailyOnlyNotes(folder: string, traded: readonly Instrument[]): readonly string[] {
  const daily = join(folder, 'daily')
  if (!existsSync(daily)) return []
  const known = new Set<string>(traded.map(({ symbol }) => symbol))
  const only = readdirSync(daily)
    .flatMap((name) => DAILY_TABLE.exec(name)?.[1] ?? [])
    .filter((symbol) => !known.has(symbol) && !existsSync(join(folder, 'minute', symbol)))
  if (only.length === 0) return []
  const shown = only.slice(0, SHOWN).join(', ')
  const more = only.length > SHOWN ? ` and ${only.length - SHOWN} more` : ''
  return [
    `${only.length} symbols have daily bars only (${shown}${more}): the rules need minutes, so they were not traded`,
  ]
}
