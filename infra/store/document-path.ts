import type { DocumentPath } from '../../shared/ports/store.ts'

/** Throws unless every adapter can hold a document under this path. */
export function assertPath(path: DocumentPath): void {
  const segments = path.split('/')
  if (segments.length !== 2) {
    throw new Error(`"${path}" is not a document path: it must be collection/id with exactly one slash`)
  }
  for (const segment of segments) assertSegment(segment, `"${path}" is not a document path: it`)
}

/** Throws unless every adapter can hold a collection of this name. */
export function assertCollection(collection: string): void {
  assertSegment(collection, `collection "${collection}"`)
}

export function collectionOf(path: DocumentPath): string {
  return path.slice(0, path.indexOf('/'))
}

/** By code point, as UTF-8 bytes compare: what Firestore and SQLite do and what `<` on strings does not. */
export function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

const SEGMENT_BYTES_MAX = 1_500

/** Firestore's rules for collection and document ids (firebase.google.com/docs/firestore/quotas). */
function assertSegment(segment: string, what: string): void {
  const problem = segmentProblem(segment)
  if (problem) throw new Error(`${what} ${problem}`)
}

function segmentProblem(segment: string): string | undefined {
  if (segment === '') return 'has an empty part'
  if (segment.includes('/')) return 'must not hold a slash'
  if (segment === '.' || segment === '..') return `has the part "${segment}", which is reserved`
  if (/^__.*__$/.test(segment)) return `has the part "${segment}": names like __this__ are reserved`
  if (/\p{Cc}/u.test(segment)) return 'holds a control character'
  if (!segment.isWellFormed()) return 'holds half a surrogate pair, which is not valid Unicode'
  if (Buffer.byteLength(segment) > SEGMENT_BYTES_MAX)
    return `is longer than ${SEGMENT_BYTES_MAX} bytes a part`
  return undefined
}
