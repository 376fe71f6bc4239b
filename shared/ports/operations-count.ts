/** What Firestore bills: documents read, written and deleted; a query that finds nothing is one read. */
export interface Operations {
  readonly reads: number
  readonly writes: number
  readonly deletes: number
}

/** Counts the operations of a store for one who asks now and then. */
export interface OperationsCount {
  /** Since the last time this was asked. */
  take(): Operations
}
