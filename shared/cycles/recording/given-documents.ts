import type { DocumentPath } from '../../ports/store.ts'

/**
 * Documents that are written once and stay in the store longer than any tape: a tape names them only. The plans of a
 * whole universe come close to the size of a document, and a report may read a thousand trades.
 */
export function isGiven(path: DocumentPath): boolean {
  return path.startsWith('trades/') || /^days\/\d{4}-\d\d-\d\d(-reloaded-\d+)?(-plans-\d+)?$/.test(path)
}

/** What belongs to the running of runs: it is not part of what they decide, or it has a port of its own. */
export function isOfTheFrame(path: DocumentPath): boolean {
  return /^(control|limits|runs|tape)\//.test(path)
}
