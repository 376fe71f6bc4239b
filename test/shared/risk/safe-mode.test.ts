import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { money } from '../../../shared/domain/money.ts'
import { nextSafeMode, type SafeModeEvent } from '../../../shared/risk/safe-mode.ts'
import {
  SAFE_MODE_REASONS,
  type SafeModeReason,
  type SafeModeTrip,
} from '../../../shared/state/risk-state.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')
const NEXT = parseExchangeDate('2026-03-04')
const RULES = { healthyCyclesMin: 3, drawdownRecoveredPct: 8 }
const HEALTHY: SafeModeEvent = { kind: 'healthy-cycle' }
const CONFIRM: SafeModeEvent = { kind: 'owner-confirms' }

const trip = (reason: SafeModeReason): SafeModeEvent => ({
  kind: 'trip',
  reason,
  detail: 'seen',
  at: NINE_THIRTY_SIX,
  date: DATE,
})
const equity = (amount: string): SafeModeEvent => ({
  kind: 'equity',
  equity: money(amount),
  highWater: money('25000'),
})

/** What is left after these events, in order. */
function after(...events: readonly SafeModeEvent[]): readonly SafeModeReason[] {
  return walk(events).map(({ reason }) => reason)
}

function walk(events: readonly SafeModeEvent[]): readonly SafeModeTrip[] {
  return events.reduce<readonly SafeModeTrip[]>((trips, event) => nextSafeMode(trips, event, RULES), [])
}

describe('a daily loss', () => {
  test('lasts for the session in which it happened and ends with the next', () => {
    expect(after(trip('daily-loss'), { kind: 'session', date: DATE })).toEqual(['daily-loss'])
    expect(after(trip('daily-loss'), { kind: 'session', date: NEXT })).toEqual([])
  })

  test('is not ended by health, by the owner or by recovery', () => {
    expect(after(trip('daily-loss'), HEALTHY, HEALTHY, HEALTHY, CONFIRM, equity('26000'))).toEqual([
      'daily-loss',
    ])
  })
})

describe('a drawdown', () => {
  const down = trip('drawdown')

  test.each([
    ['recovery alone', [equity('25000')]],
    ['the owner alone', [CONFIRM]],
    ['a new session', [{ kind: 'session', date: NEXT }]],
    ['the owner and equity a cent below 92 % of the mark', [CONFIRM, equity('22999.99')]],
  ] as [string, SafeModeEvent[]][])('is not ended by %s', (_, events) => {
    expect(after(down, ...events)).toEqual(['drawdown'])
  })

  test('ends at 92 % of the mark once the owner has confirmed, before or after', () => {
    expect(after(down, CONFIRM, equity('23000'))).toEqual([])
    expect(after(down, equity('23000'), CONFIRM, equity('23000'))).toEqual([])
  })
})

describe('a system error', () => {
  const broken = trip('system-error')

  test('ends with the third healthy cycle in a row, not with the second', () => {
    expect(after(broken, HEALTHY, HEALTHY)).toEqual(['system-error'])
    expect(after(broken, HEALTHY, HEALTHY, HEALTHY)).toEqual([])
  })

  test.each([
    ['a failed cycle', { kind: 'failed-cycle' }],
    ['the same error again', broken],
  ] as [string, SafeModeEvent][])('counts afresh after %s', (_, event) => {
    expect(after(broken, HEALTHY, HEALTHY, event, HEALTHY, HEALTHY)).toEqual(['system-error'])
    expect(after(broken, HEALTHY, HEALTHY, event, HEALTHY, HEALTHY, HEALTHY)).toEqual([])
  })

  test('is not ended by the owner', () => {
    expect(after(broken, CONFIRM)).toEqual(['system-error'])
  })
})

test('a wrong clock heals like a system error', () => {
  expect(after(trip('clock-skew'), HEALTHY, HEALTHY)).toEqual(['clock-skew'])
  expect(after(trip('clock-skew'), HEALTHY, HEALTHY, HEALTHY)).toEqual([])
})

test.each(['manual', 'reconciliation-mismatch', 'unexpected-short'] as const)(
  '%s ends only by the owner',
  (reason) => {
    const others: SafeModeEvent[] = [
      HEALTHY,
      HEALTHY,
      HEALTHY,
      { kind: 'session', date: NEXT },
      equity('99999'),
    ]
    expect(after(trip(reason), ...others)).toEqual([reason])
    expect(after(trip(reason), CONFIRM)).toEqual([])
  },
)

test('safe mode stays on until the last reason has left', () => {
  const both = [trip('manual'), trip('daily-loss')]
  expect(after(...both, CONFIRM)).toEqual(['daily-loss'])
  expect(after(...both, CONFIRM, { kind: 'session', date: NEXT })).toEqual([])
})

test('a reason that is there already is not told again: the list stays the same', () => {
  const once = walk([trip('manual')])
  expect(nextSafeMode(once, { ...trip('manual'), detail: 'again' } as SafeModeEvent, RULES)).toBe(once)
  expect(nextSafeMode([], HEALTHY, RULES)).toEqual([])
})

test('a reason told again sets back its own healing only', () => {
  const both = [trip('system-error'), trip('manual')]
  expect(after(...both, HEALTHY, HEALTHY, trip('manual'), HEALTHY)).toEqual(['manual'])
})

test.each<[string, readonly SafeModeEvent[], SafeModeEvent]>([
  ['a failed cycle before any healthy one', [trip('system-error')], { kind: 'failed-cycle' }],
  ['the owner on a daily loss', [trip('daily-loss')], CONFIRM],
  ['the owner who has confirmed already', [trip('drawdown'), CONFIRM], CONFIRM],
])('%s changes nothing: the list stays the same', (_, before, event) => {
  const trips = walk(before)
  expect(nextSafeMode(trips, event, RULES)).toBe(trips)
})

test('whatever happens, no reason is listed twice and none appears without a trip', () => {
  const event = fc.oneof(
    fc.constantFrom(...SAFE_MODE_REASONS).map(trip),
    fc.constantFrom<SafeModeEvent>(
      HEALTHY,
      CONFIRM,
      { kind: 'failed-cycle' },
      equity('23000'),
      equity('20000'),
      {
        kind: 'session',
        date: NEXT,
      },
    ),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const left = after(...events)
      const tripped = new Set(events.flatMap((each) => (each.kind === 'trip' ? [each.reason] : [])))
      expect(new Set(left).size).toBe(left.length)
      expect(left.every((reason) => tripped.has(reason))).toBe(true)
    }),
  )
})
