import type { z } from 'zod'
import { type Instrument, instrumentSchema } from './instrument.ts'

/** One row of an owner's file: where it stands there, and what it says. */
export interface UniverseRow {
  /** "row 3" or "line 3", as a person would look for it. */
  readonly place: string
  readonly cells: unknown
}

/** A universe that can't be used; the message has one line a problem, each naming row and field. */
export class UniverseError extends Error {
  override readonly name = 'UniverseError'
  readonly problems: readonly string[]

  constructor(file: string, problems: readonly string[]) {
    super(`universe ${file} refused:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/** Reads the rows of a file as a whole registry of their own. Throws `UniverseError` with every problem. */
export function parseUniverse(file: string, rows: readonly UniverseRow[]): readonly Instrument[] {
  if (rows.length === 0) throw new UniverseError(file, ['there is no row; allowed is one row a symbol'])
  const problems: string[] = []
  const read = rows.flatMap((row) => {
    const parsed = instrumentSchema.safeParse(row.cells)
    if (parsed.success) return [{ place: row.place, instrument: parsed.data }]
    problems.push(...parsed.error.issues.map((issue) => describe(row, issue)))
    return []
  })
  problems.push(...repeated(read), ...(problems.length === 0 ? lonely(read) : []))
  if (problems.length > 0) throw new UniverseError(file, problems)
  return read.map(({ instrument }) => instrument)
}

interface ReadRow {
  readonly place: string
  readonly instrument: Instrument
}

function describe({ place, cells }: UniverseRow, issue: z.core.$ZodIssue): string {
  const field = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') return `${place}, ${issue.keys.join(', ')}: no such field`
  if (field === '') return `${place}: ${issue.message} (was ${JSON.stringify(cells)})`
  const value = Reflect.get(cells as object, issue.path[0] as PropertyKey)
  const was = value === undefined ? 'it is missing' : `was ${JSON.stringify(value)}`
  return `${place}, ${field}: ${issue.message} (${was})`
}

function repeated(rows: readonly ReadRow[]): readonly string[] {
  const first = new Map<string, string>()
  return rows.flatMap(({ place, instrument: { symbol } }) => {
    const earlier = first.get(symbol)
    if (earlier !== undefined) return [`${place}, symbol: ${symbol} stands in ${earlier} already`]
    first.set(symbol, place)
    return []
  })
}

/** A pair is only asked for once every row is readable: until then its other half may be a refused row. */
function lonely(rows: readonly ReadRow[]): readonly string[] {
  const symbols = new Set(rows.map(({ instrument }) => instrument.symbol))
  return rows.flatMap(({ place, instrument: { pair } }) =>
    pair === undefined || symbols.has(pair) ? [] : [`${place}, pair: ${pair} has no row of its own`],
  )
}
