import type { DocumentPath, Write } from '../ports/store.ts'
import type { TradingState } from '../state/trading-state.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'

/** How the work of a run ended: with what the door answers, or with an error. */
export type RunOutcome = { readonly answer: object } | { readonly failure: string }

/** What a run leaves when it ends. */
export interface EndedRun {
  readonly run: string
  readonly date: ExchangeDate
  /** Of its lease: it numbers the runs. */
  readonly epoch: number
  readonly state: TradingState
  readonly outcome: RunOutcome
}

/** What goes into a run's last batch so that it can be run again. */
export interface ClosedTape {
  readonly writes: readonly (Write & { readonly path: DocumentPath })[]
  /** Since when every run has left a tape; absent when this one has left none. */
  readonly tapedSince?: EpochMs
}

/** The tape of a run that is under way. Closing it never throws: a run is worth more than its record. */
export interface OpenTape {
  close(ended: EndedRun): ClosedTape
}
