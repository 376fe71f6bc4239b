import type { DocumentValue } from '../../ports/store.ts'
import type { EpochMs } from '../../time/instant.ts'

/** A decision as the cycles recorded it: an entry with its reasons, a near miss, a moved stop, an exit. */
export interface Decided {
  readonly id: string
  readonly at: EpochMs
  readonly value: DocumentValue
}
