import { describe, expect, test } from '@jest/globals'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../../shared/time/instant.ts'
import { tokenState } from '../../../shared/token/token-state.ts'

const DATE = parseExchangeDate('2026-03-03')
const MIDNIGHT = exchangeInstant(DATE, 0)
const NEXT_MIDNIGHT = exchangeInstant(parseExchangeDate('2026-03-04'), 0)
const ISSUED = exchangeInstant(DATE, 480)
const NOON = exchangeInstant(DATE, 720)

const moved = (at: EpochMs, milliseconds: number) => (at + milliseconds) as EpochMs

/** The word on a token that was used at this very moment. */
function awake(now: EpochMs, issuedAt: EpochMs = ISSUED) {
  return tokenState({ issuedAt, lastUsedAt: now }, now)
}

test('no token is NOT_FOUND', () => {
  expect(tokenState(undefined, NOON)).toEqual({ kind: 'NOT_FOUND' })
})

test('a token of today that was just used is ACTIVE until midnight', () => {
  expect(awake(NOON)).toEqual({ kind: 'ACTIVE', minutesLeft: 720 })
})

test.each([
  [-1, 'ACTIVE'],
  [0, 'IDLE'],
  [1, 'IDLE'],
])('silent for 110 minutes and %d ms it is %s', (milliseconds, kind) => {
  const lastUsedAt = moved(NOON, -110 * MINUTE_MS - milliseconds)
  expect(tokenState({ issuedAt: ISSUED, lastUsedAt }, NOON)).toEqual({ kind, minutesLeft: 720 })
})

test.each([
  [-1, 'ACTIVE'],
  [0, 'ACTIVE'],
  [1, 'EXPIRING_SOON'],
])('%d ms after 23:00 it is %s', (milliseconds, kind) => {
  expect(awake(moved(NEXT_MIDNIGHT, -HOUR_MS + milliseconds)).kind).toBe(kind)
})

test('a silent token is IDLE in the last hour too, as it must be woken first', () => {
  const now = exchangeInstant(DATE, 23 * 60 + 30)
  expect(tokenState({ issuedAt: ISSUED, lastUsedAt: ISSUED }, now)).toEqual({ kind: 'IDLE', minutesLeft: 30 })
})

describe('midnight in New York ends it', () => {
  test.each([
    [-1, 'EXPIRING_SOON'],
    [0, 'EXPIRED'],
    [1, 'EXPIRED'],
  ])('%d ms after midnight it is %s', (milliseconds, kind) => {
    expect(awake(moved(NEXT_MIDNIGHT, milliseconds)).kind).toBe(kind)
  })

  test.each([
    [-1, 'EXPIRED'],
    [0, 'ACTIVE'],
    [1, 'ACTIVE'],
  ])('issued %d ms after midnight it is %s at one in the night', (milliseconds, kind) => {
    expect(awake(moved(MIDNIGHT, HOUR_MS), moved(MIDNIGHT, milliseconds)).kind).toBe(kind)
  })

  test.each([
    ['the 23 hours of the spring change', '2026-03-08', 23],
    ['the 25 hours of the autumn change', '2026-11-01', 25],
    ['an ordinary day', '2026-03-09', 24],
  ])('%s are counted', (_, text, hours) => {
    const start = exchangeInstant(parseExchangeDate(text), 0)
    const last = moved(start, hours * HOUR_MS - 1)
    expect(awake(start, start)).toEqual({ kind: 'ACTIVE', minutesLeft: hours * 60 })
    expect(awake(last, start).kind).toBe('EXPIRING_SOON')
    expect(awake(moved(last, 1), start).kind).toBe('EXPIRED')
  })
})
