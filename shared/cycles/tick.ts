import type { Alert } from '../alerts/alert.ts'
import type { DocumentPath, DocumentValue, DocumentVersion, Write } from '../ports/store.ts'
import { type LoggedEvent, linkPath, nextLink } from '../state/event-log.ts'
import type { TradingState } from '../state/trading-state.ts'
import { DAY_MS, type EpochMs, type ExchangeDate } from '../time/instant.ts'
import type { Lease } from './lease.ts'
import { LEASE_PATH, type LeaseGrant } from './lease.ts'
import type { ClosedTape, RunOutcome } from './open-tape.ts'
import type { World } from './world.ts'

export const STATE_PATH: DocumentPath = 'engine/state'

const ALERT_KEPT_DAYS = 30

/** Where an alert is on its way to the owner. */
export const ALERT_STATUSES = ['pending', 'sending', 'sent'] as const

type AlertStatus = (typeof ALERT_STATUSES)[number]

/** Where an alert waits for its delivery. */
export function alertPath(alertId: string): DocumentPath {
  return `outbox/${alertId}`
}

/** Somebody else took the account over while this run was working; nothing of the last batch was written. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError'
}

/**
 * One run that holds the account's lease. Everything it learns and decides is collected here and written in
 * batches, each of which happens only while the lease is still ours and the state is still the one we read.
 */
export class Tick {
  readonly world: World
  readonly date: ExchangeDate
  /** Under which the log tells of this run, where it has a log. */
  readonly correlationId: string | undefined
  state: TradingState
  /** True once a batch was refused because another run holds the account. */
  lost = false
  #savedState: TradingState | undefined
  #stateVersion: DocumentVersion | undefined
  #lease: LeaseGrant
  readonly #pending = new Map<DocumentPath, Write>()
  readonly #fresh = new Map<string, Alert>()
  #events: LoggedEvent[] = []

  constructor(
    world: World,
    opened: {
      readonly date: ExchangeDate
      readonly correlationId?: string | undefined
      readonly lease: LeaseGrant
      readonly state: TradingState
      readonly stateVersion: DocumentVersion | undefined
    },
  ) {
    this.world = world
    this.date = opened.date
    this.correlationId = opened.correlationId
    this.state = opened.state
    this.#stateVersion = opened.stateVersion
    this.#savedState = opened.stateVersion === undefined ? undefined : opened.state
    this.#lease = opened.lease
  }

  get now(): EpochMs {
    return this.world.clock.now()
  }

  /** The key of this run. */
  get run(): string {
    return this.#lease.lease.holder
  }

  /** Until when the account is ours; another run may take it from then on. */
  get leaseUntil(): EpochMs {
    return this.#lease.lease.until
  }

  /** Goes into the event log with the batch that makes it true. */
  event(event: LoggedEvent): void {
    this.#events.push(event)
  }

  /** The owner hears of it once the batch that caused it is written. One that an earlier run left waiting says it already. */
  alert(alert: Alert): void {
    const waits = this.state.pendingAlerts.includes(alert.alertId)
    if (waits && !this.#fresh.has(alert.alertId)) return
    this.#fresh.set(alert.alertId, alert)
    this.#writeAlert(alert, 'pending')
    if (waits) return
    this.state = { ...this.state, pendingAlerts: [...this.state.pendingAlerts, alert.alertId] }
  }

  /** The alert as this run raised it; one that an earlier run left behind is only in the store. */
  freshAlert(alertId: string): Alert | undefined {
    return this.#fresh.get(alertId)
  }

  /** About to leave; whoever finds it like this after a crash does not know whether it arrived. */
  sending(alert: Alert): void {
    this.#writeAlert(alert, 'sending')
  }

  /** The owner does not have it; the next run of any function tries again. */
  undelivered(alert: Alert): void {
    this.#writeAlert(alert, 'pending')
  }

  /** The owner has it; the next batch remembers that. */
  delivered(alert: Alert): void {
    this.#writeAlert(alert, 'sent')
    const pendingAlerts = this.state.pendingAlerts.filter((id) => id !== alert.alertId)
    this.state = { ...this.state, pendingAlerts }
  }

  /** Adds a document to the next batch. */
  write(write: Write): void {
    this.#pending.set(write.path, write)
  }

  record(path: DocumentPath, value: object): void {
    this.write({ kind: 'set', path, value: value as DocumentValue })
  }

  /**
   * Writes what was collected, all or nothing; throws `LeaseLostError` when the account is no longer ours. The last batch
   * of a run, which tells its outcome, takes its tape along.
   */
  async commit(options: { readonly release?: boolean; readonly outcome?: RunOutcome } = {}): Promise<void> {
    this.#chainEvents()
    const tape = options.outcome && this.#closeTape(options.outcome)
    const writes = [
      this.#leaseWrite(options.release ?? false, tape),
      ...this.#stateWrites(),
      ...this.#pending.values(),
      ...(tape?.writes ?? []),
    ]
    const result = await this.world.store.commit(writes)
    if (!result.ok) {
      this.lost = true
      throw new LeaseLostError(`lost the account to another run: ${result.path} ${result.conflict}`)
    }
    this.#lease = { ...this.#lease, version: result.versions[0] as DocumentVersion }
    if (this.#savedState !== this.state) this.#stateVersion = result.versions[1]
    this.#savedState = this.state
    this.#pending.clear()
  }

  #closeTape(outcome: RunOutcome): ClosedTape | undefined {
    const { run, date, state } = this
    return this.world.tape?.close({ run, date, epoch: this.#lease.lease.epoch, state, outcome })
  }

  #chainEvents(): void {
    if (this.#events.length === 0) return
    const content = { at: this.now, run: this.run, events: this.#events }
    const link = nextLink(this.state.log, content, this.world.digest)
    this.#events = []
    this.state = { ...this.state, log: { number: link.number, hash: link.hash } }
    this.write({ kind: 'create', path: linkPath(link), value: { ...link } })
  }

  #writeAlert(alert: Alert, status: AlertStatus): void {
    const expiresAt = (alert.time + ALERT_KEPT_DAYS * DAY_MS) as EpochMs
    this.write({ kind: 'set', path: alertPath(alert.alertId), value: { ...alert, status }, expiresAt })
  }

  #leaseWrite(release: boolean, { tapedSince }: Pick<ClosedTape, 'tapedSince'> = {}): Write {
    const { lease } = this.#lease
    const taped = tapedSince === undefined ? {} : { tapedSince }
    const value: Lease = release ? { ...lease, until: 0 as EpochMs, ...taped } : lease
    return { kind: 'update', path: LEASE_PATH, value: { ...value }, ifVersion: this.#lease.version }
  }

  #stateWrites(): readonly Write[] {
    if (this.#savedState === this.state) return []
    const value = { ...this.state }
    return this.#stateVersion === undefined
      ? [{ kind: 'create', path: STATE_PATH, value }]
      : [{ kind: 'update', path: STATE_PATH, value, ifVersion: this.#stateVersion }]
  }
}
