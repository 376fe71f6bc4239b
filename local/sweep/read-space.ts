import { type SettingValue, type Space, spaceSchema } from '../../shared/backtest/sweep/space.ts'
import { UsageError } from '../failure.ts'
import { readJsonFile } from '../json-file.ts'
import type { SweepOptions } from './sweep-options.ts'

/** The space of `--set` or `--space`; one of them must be there, and not both. */
export function readSpace({ set, space }: Pick<SweepOptions, 'set' | 'space'>): Space {
  if (set && space !== undefined) throw new UsageError('--set and --space: use one of them')
  if (set) return checked('--set', spaceOfSets(set))
  if (space !== undefined) return checked(space, readJsonFile('space', space))
  throw new UsageError('nothing to try: name settings with --set KEY=VALUE,VALUE or a file with --space')
}

function spaceOfSets(sets: readonly string[]): Readonly<Record<string, readonly SettingValue[]>> {
  const entries = sets.map(readSet)
  const names = entries.map(([name]) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined)
    throw new UsageError(`--set: ${twice} is named twice; write all of its values once`)
  return Object.fromEntries(entries)
}

function readSet(text: string): readonly [string, readonly SettingValue[]] {
  const [, name, values] = /^([^=]+)=(.+)$/.exec(text) ?? []
  if (name === undefined || values === undefined)
    throw new UsageError(
      `--set: was "${text}", allowed is KEY=VALUE,VALUE such as exits.trailDistancePct=0.6,0.8`,
    )
  return [name.trim(), values.split(',').map((value) => readValue(value.trim(), name))]
}

function readValue(text: string, name: string): SettingValue {
  if (text === '') throw new UsageError(`--set: ${name} has an empty value`)
  if (text === 'true' || text === 'false') return text === 'true'
  const value = Number(text)
  return Number.isFinite(value) ? value : text
}

function checked(where: string, space: unknown): Space {
  const parsed = spaceSchema.safeParse(space)
  if (parsed.success) return parsed.data
  throw new UsageError(
    [
      `${where}: the space is refused:`,
      ...parsed.error.issues.map((issue) => `  ${issue.path.join('.') || 'the space'}: ${reasonOf(issue)}`),
    ].join('\n'),
  )
}

const NEEDED: Readonly<Record<string, string>> = {
  invalid_union: 'allowed are a list of values, or {"min", "max"} with "step" or "log": true',
  invalid_key: 'not a dotted name of the configuration, such as exits.trailDistancePct',
}

/** What is wrong with a list or a range stands within the alternatives that were tried, which nobody would read. */
function reasonOf({ code, message }: { readonly code: string; readonly message: string }): string {
  return NEEDED[code] ?? (code === 'custom' ? `needs ${message}` : message)
}
