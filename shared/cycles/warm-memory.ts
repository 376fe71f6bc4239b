import type { Ticker } from '../domain/ids.ts'
import type { DocumentPath } from '../ports/store.ts'
import type { ReadyPlan } from '../signals/symbol-plan.ts'
import type { SymbolTape } from '../signals/symbol-tape.ts'
import type { ExchangeDate } from '../time/instant.ts'

/** What was worked out before the day: one plan a symbol, its indicators in working order. */
export type UniversePlan = ReadonlyMap<Ticker, ReadyPlan>

/** What the day has shown so far, by symbol. */
export type UniverseTape = Readonly<Record<string, SymbolTape>>

/** What an instance keeps between runs; it may be lost at any time and is never the only copy. */
export interface WarmMemory {
  /** The name of its first document, which differs from day to day and with each reload. */
  plan?: { readonly name: DocumentPath; readonly plan: UniversePlan }
  /** The checkpoint that a run of this instance wrote last; a stored one of the same run is this one. */
  checkpoint?: { readonly date: ExchangeDate; readonly run: string; readonly tapes: UniverseTape }
}
