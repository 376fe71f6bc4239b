import type { OpenTape } from '../open-tape.ts'
import type { CallLog } from './call-log.ts'
import type { KeptDocuments } from './kept-documents.ts'
import type { Readings } from './readings.ts'
import type { RunOpening } from './run-opening.ts'

/** Who keeps what a run is told. */
export interface Recording {
  readonly log: CallLog
  readonly readings: Readings
  readonly opening: RunOpening
  readonly kept: KeptDocuments
  readonly tape: OpenTape
}
