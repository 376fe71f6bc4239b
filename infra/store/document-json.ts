import { type DocumentPath, type DocumentValue, MAX_DOCUMENT_BYTES } from '../../shared/ports/store.ts'

/** Every adapter's nested JSON ends somewhere; a value that refers to itself ends here too. */
const DEPTH_MAX = 100

/**
 * The document as JSON text. Throws where plain `JSON.stringify` would quietly store something else: NaN as null, a
 * Map as {}, a date as text. Only `undefined` fields are dropped.
 */
export function documentJson(path: DocumentPath, value: DocumentValue): string {
  const problem = isPlainObject(value)
    ? findProblem(value, '', DEPTH_MAX)
    : `the value is ${describe(value)}, not an object`
  if (problem) throw new Error(`document ${path}: ${problem}`)
  const json = JSON.stringify(value)
  const bytes = Buffer.byteLength(json)
  if (bytes > MAX_DOCUMENT_BYTES) {
    throw new Error(`document ${path} is ${bytes} bytes as JSON, at most ${MAX_DOCUMENT_BYTES} are allowed`)
  }
  return json
}

function findProblem(value: unknown, at: string, depthLeft: number): string | undefined {
  if (depthLeft === 0) return `field "${at.slice(0, 60)}…" is nested deeper than ${DEPTH_MAX} levels`
  if (Array.isArray(value)) {
    // An index loop on purpose: iterators skip no holes but `map` and `forEach` do, and a hole would become null.
    for (let index = 0; index < value.length; index += 1) {
      const problem = findProblem(value[index], `${at}[${index}]`, depthLeft - 1)
      if (problem) return problem
    }
    return undefined
  }
  if (isPlainObject(value)) return findFieldProblem(value, at, depthLeft)
  return isJsonScalar(value)
    ? undefined
    : `field "${at}" is ${describe(value)}; allowed are text, finite numbers, booleans, null, lists and plain objects`
}

function findFieldProblem(value: DocumentValue, at: string, depthLeft: number): string | undefined {
  for (const [field, inner] of Object.entries(value)) {
    if (inner === undefined) continue
    const here = at === '' ? field : `${at}.${field}`
    if (!field.isWellFormed()) return `the field name "${here}" is not valid Unicode`
    const problem = findProblem(inner, here, depthLeft - 1)
    if (problem) return problem
  }
  return undefined
}

/** Text, finite numbers, booleans and null: what JSON keeps exactly. */
export function isJsonScalar(value: unknown): value is string | number | boolean | null {
  if (typeof value === 'string') return value.isWellFormed()
  return value === null || typeof value === 'boolean' || Number.isFinite(value)
}

/** A class instance has a prototype that itself inherits; a literal, of whatever realm, has not. */
function isPlainObject(value: unknown): value is DocumentValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function describe(value: unknown): string {
  if (typeof value === 'string') return 'text that is not valid Unicode'
  if (typeof value === 'number' || value === undefined || value === null) return String(value)
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return `an instance of ${value.constructor.name}`
  return `a ${typeof value}`
}
