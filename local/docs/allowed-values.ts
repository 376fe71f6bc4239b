import { parseConfig } from '../../shared/config/config.ts'
import { ConfigError } from '../../shared/config/config-error.ts'

/** Larger than any setting has a use for, and still a whole number that is held exactly. */
const FAR = 9_000_000_000_000_000

/** The greatest whole number a schema of whole numbers takes by itself; no limit worth telling. */
const NO_LIMIT = String(Number.MAX_SAFE_INTEGER)

/** What a setting takes, in words: asked of the schema itself, by values that it refuses. */
export function allowedValues(key: string): string {
  const kind = /expected (.+?)(?:, received|$)/.exec(refusalOf(key, null))?.[1] ?? 'anything'
  if (kind.startsWith('one of ')) return kind.slice('one of '.length).split('|').join(', ')
  if (kind !== 'number') return WORDS[kind] ?? kind
  const isWhole = /expected int\b/.test(refusalOf(key, 0.123_456))
  return [isWhole ? 'whole number' : 'number', ...bounds(key)].join(', ')
}

const WORDS: Readonly<Record<string, string>> = {
  boolean: '`true` or `false`',
  string: 'text',
  array: 'list',
  record: 'names with values',
}

function bounds(key: string): readonly string[] {
  const words = { '>=': 'at least', '>': 'above', '<=': 'at most', '<': 'below' }
  return [-FAR, FAR]
    .map((value) => /to be ([<>]=?)(-?[\d.]+)/.exec(refusalOf(key, value)))
    .filter((found) => found !== null && found[2] !== NO_LIMIT)
    .map((found) => `${words[found?.[1] as keyof typeof words]} ${found?.[2]}`)
}

/** What the schema says to a value at a key; empty when it takes it. */
function refusalOf(key: string, value: unknown): string {
  const nested = key.split('.').reduceRight<unknown>((inside, name) => ({ [name]: inside }), value)
  try {
    parseConfig(nested)
    return ''
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const problem = error.problems.find((line) => line.startsWith(`${key}: `)) ?? ''
    return problem.replace(/ \(was .*\)$/, '')
  }
}
