/** Where two values part: the field, and what each has there. */
export interface FieldDifference {
  /** Such as `assessment.score.total` or `orders[2].state`; empty for the value itself. */
  readonly field: string
  /** As JSON; `nothing` where the field is missing. */
  readonly recorded: string
  readonly replayed: string
}

const SHOWN_CHARACTERS = 200

/** The first field, in the order of the alphabet, in which two JSON values differ; `undefined` when their bytes are the same. */
export function firstDifference(recorded: unknown, replayed: unknown): FieldDifference | undefined {
  return partAt('', plain(recorded), plain(replayed))
}

/** As it comes out of a store. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

function partAt(field: string, recorded: unknown, replayed: unknown): FieldDifference | undefined {
  if (isBranch(recorded) && isBranch(replayed) && Array.isArray(recorded) === Array.isArray(replayed)) {
    const names = [...new Set([...Object.keys(recorded), ...Object.keys(replayed)])]
    for (const name of Array.isArray(recorded) ? names : names.sort()) {
      const found = partAt(
        joined(field, name, Array.isArray(recorded)),
        Reflect.get(recorded, name),
        Reflect.get(replayed, name),
      )
      if (found) return found
    }
    return undefined
  }
  return JSON.stringify(recorded) === JSON.stringify(replayed)
    ? undefined
    : { field, recorded: shown(recorded), replayed: shown(replayed) }
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function joined(field: string, name: string, isPlace: boolean): string {
  if (isPlace) return `${field}[${name}]`
  return field === '' ? name : `${field}.${name}`
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text
}
