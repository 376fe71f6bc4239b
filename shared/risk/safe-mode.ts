import { type Money, percentOf } from '../domain/money.ts'
import { OWNERS_HALTS, type SafeModeReason, type SafeModeTrip } from '../state/risk-state.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'

/** Something that may put safe mode on or end one of its reasons. */
export type SafeModeEvent =
  | {
      readonly kind: 'trip'
      readonly reason: SafeModeReason
      readonly detail: string
      readonly at: EpochMs
      readonly date: ExchangeDate
    }
  /** A cycle runs in the session of this date. */
  | { readonly kind: 'session'; readonly date: ExchangeDate }
  | { readonly kind: 'healthy-cycle' }
  | { readonly kind: 'failed-cycle' }
  | { readonly kind: 'equity'; readonly equity: Money; readonly highWater: Money }
  | { readonly kind: 'owner-confirms' }
  | { readonly kind: 'owner-resumes' }

export interface SafeModeRules {
  readonly healthyCyclesMin: number
  readonly drawdownRecoveredPct: number
}

type Trips = readonly SafeModeTrip[]

/**
 * The next state of safe mode (spec §9). It is on while any reason is left, and each reason leaves by its own
 * door: a daily loss with the next session, a system error or a wrong clock after healthy cycles, a drawdown
 * when equity has recovered and the owner has agreed, a pause and a kill when the owner resumes, everything else when
 * the owner has looked. Answers the
 * same list when nothing changes.
 */
export function nextSafeMode(trips: Trips, event: SafeModeEvent, rules: SafeModeRules): Trips {
  switch (event.kind) {
    case 'trip':
      return tripped(trips, event)
    case 'session':
      return without(trips, ({ reason, date }) => reason === 'daily-loss' && event.date > date)
    case 'healthy-cycle':
      return without(mapped(trips, countHealthy), (trip) => hasHealed(trip, rules))
    case 'failed-cycle':
      return mapped(trips, (trip) => (trip.healthyCycles === 0 ? trip : { ...trip, healthyCycles: 0 }))
    case 'equity':
      return without(
        trips,
        (trip) => trip.reason === 'drawdown' && trip.ownerConfirmed && hasRecovered(event, rules),
      )
    case 'owner-confirms':
      return without(mapped(trips, confirm), ({ reason }) => ENDED_BY_CONFIRMING.has(reason))
    case 'owner-resumes':
      return without(trips, ({ reason }) => OWNERS_HALTS.has(reason))
  }
}

const HEALING: ReadonlySet<SafeModeReason> = new Set(['system-error', 'clock-skew'])
const ENDED_BY_CONFIRMING: ReadonlySet<SafeModeReason> = new Set([
  'reconciliation-mismatch',
  'unexpected-short',
  'manual',
])

/** A reason that is already there keeps its first moment but starts counting healthy cycles afresh. */
function tripped(trips: Trips, event: Extract<SafeModeEvent, { kind: 'trip' }>): Trips {
  const { reason, detail, at, date } = event
  if (trips.some((trip) => trip.reason === reason)) {
    return mapped(trips, (trip) =>
      trip.reason === reason && trip.healthyCycles > 0 ? { ...trip, healthyCycles: 0 } : trip,
    )
  }
  return [...trips, { reason, detail, at, date, healthyCycles: 0, ownerConfirmed: false }]
}

function countHealthy(trip: SafeModeTrip): SafeModeTrip {
  return HEALING.has(trip.reason) ? { ...trip, healthyCycles: trip.healthyCycles + 1 } : trip
}

function hasHealed({ reason, healthyCycles }: SafeModeTrip, { healthyCyclesMin }: SafeModeRules): boolean {
  return HEALING.has(reason) && healthyCycles >= healthyCyclesMin
}

function hasRecovered(
  { equity, highWater }: { readonly equity: Money; readonly highWater: Money },
  { drawdownRecoveredPct }: SafeModeRules,
): boolean {
  return equity >= percentOf(highWater, 100 - drawdownRecoveredPct, 'up')
}

function confirm(trip: SafeModeTrip): SafeModeTrip {
  return trip.reason === 'drawdown' && !trip.ownerConfirmed ? { ...trip, ownerConfirmed: true } : trip
}

function mapped(trips: Trips, change: (trip: SafeModeTrip) => SafeModeTrip): Trips {
  const next = trips.map(change)
  return next.some((trip, index) => trip !== trips[index]) ? next : trips
}

function without(trips: Trips, ends: (trip: SafeModeTrip) => boolean): Trips {
  const left = trips.filter((trip) => !ends(trip))
  return left.length === trips.length ? trips : left
}
