import type { EpochMs } from '../time/instant.ts'
import type { DocumentPath, DocumentVersion, StoredDocument, Write } from './store.ts'

/** The parts of the broker's service that are limited each for itself. */
export type CallModule = 'accounts' | 'market' | 'orders'

/** What a call is for: cancels and exits may use what is kept back from everything else. */
export type CallPurpose = 'read' | 'entry' | 'exit' | 'cancel'

/** One call that is about to leave. */
export interface BudgetedCall {
  readonly module: CallModule
  readonly purpose: CallPurpose
  /** How many symbols it asks for, as the broker's quota counts them. */
  readonly symbols: number
}

/** What a run is likely to use. */
export type CallNeeds = Readonly<
  Partial<Record<CallModule, { readonly calls: number; readonly symbols: number }>>
>

/** Permits that become ours with the batch that claims the run. */
export interface Reservation {
  readonly writes: readonly Write[]
  /** The batch is written; the versions are those of `writes`, in their order. */
  confirm(versions: readonly (DocumentVersion | undefined)[]): void
}

/** How much of the day's calls is used. */
export interface BudgetStanding {
  readonly callsToday: number
  readonly callsPerDayMax: number
  /** At this level the owner is told, and nothing new is entered. */
  readonly isNearlyUsedUp: boolean
}

/**
 * The broker's call limits, shared by all instances through the store. A run reserves at its opening, in the batch
 * that claims it, what it is likely to use; each call takes its permit from that; what was not used is given back
 * with the batch that ends the run. A crash in between loses permits and never gives one out twice.
 */
export interface CallBudget {
  /** The documents that the opening of a run reads along with its own. */
  readonly paths: readonly DocumentPath[]
  /** `read` are the documents of `paths` in their order; nobody else gets a permit of these modules before `until`. */
  reserve(
    read: readonly (StoredDocument | undefined)[],
    run: { readonly needs: CallNeeds; readonly until: EpochMs },
  ): Reservation
  /** Waits for a permit; throws `BrokerRateLimitedError` when that would take too long. Nothing has left then. */
  take(call: BudgetedCall): Promise<void>
  /** How the broker took a call: its limit answer makes the module pause. */
  report(module: CallModule, answer: 'accepted' | 'limited'): void
  /** Ends the reservation: the writes that give back what was not used. */
  settle(): readonly Write[]
  standing(): BudgetStanding
}
