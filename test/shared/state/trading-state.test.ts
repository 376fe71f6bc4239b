import { describe, expect, test } from '@jest/globals'
import { ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import {
  hasUnresolvedOrder,
  initialState,
  onDate,
  type TradingState,
  tradingStateSchema,
} from '../../../shared/state/trading-state.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { ordersById } from '../../support/cycle-bench.ts'
import { goldenPosition, leaving, NINE_THIRTY_SIX, orderRecord, TQQQ } from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')
const NEXT = parseExchangeDate('2026-03-04')

/** A state with something in every field. */
const FULL: TradingState = {
  ...initialState(DATE),
  day: { ...initialState(DATE).day, scans: 3, entries: 1, bought: money('8740') },
  symbols: { TQQQ: { entries: 1, lastExitAt: NINE_THIRTY_SIX, lastStopOutAt: NINE_THIRTY_SIX } },
  positions: {
    TQQQ: goldenPosition({
      stopKind: 'surge',
      watch: {
        price: money('47.40'),
        quoteTime: NINE_THIRTY_SIX,
        weakRsiLooks: 1,
        quietSince: NINE_THIRTY_SIX,
      },
      doubtedJump: { price: money('45'), quoteTime: NINE_THIRTY_SIX },
      exiting: leaving('TIME_LIMIT', 1),
    }),
  },
  orders: ordersById(orderRecord({ state: 'UNKNOWN', submittedAt: NINE_THIRTY_SIX, note: 'no answer' })),
  pendingAlerts: ['buy-1001-184'],
  sequence: 1,
  tokenUsedAt: NINE_THIRTY_SIX,
  tokenAlert: 'expired 2026-03-03',
}

describe('the document of the state', () => {
  test.each([
    ['a full state', FULL],
    ['an empty state', initialState(DATE)],
  ])('%s comes back from JSON as it went in', (_, state) => {
    expect(tradingStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state)
  })

  test.each([
    ['an amount with a fraction', { day: { ...FULL.day, bought: 87_400_000.5 } }, 'day.bought'],
    ['a count below zero', { sequence: -1 }, 'sequence'],
    ['a date of another shape', { day: { ...FULL.day, date: '3 March' } }, 'day.date'],
    ['a missing part', { positions: undefined }, 'positions'],
    ['an unknown field', { halted: true }, ''],
    ['a position without a stop', { positions: { TQQQ: { ...goldenPosition(), stop: undefined } } }, 'stop'],
    [
      'an order in a state nobody knows',
      { orders: { a: { ...orderRecord(), state: 'LOST' } } },
      'orders.a.state',
    ],
  ])('%s is refused, naming the field', (_, damage, field) => {
    const result = tradingStateSchema.safeParse({ ...FULL, ...damage })
    expect(result.success).toBe(false)
    const paths = result.error?.issues.map(({ path }) => path.join('.'))
    expect(paths?.some((path) => path.endsWith(field))).toBe(true)
  })
})

describe('a new date', () => {
  test('the same date changes nothing', () => {
    expect(onDate(FULL, DATE)).toBe(FULL)
  })

  test('counts and numbers start again; positions, orders and waiting alerts stay', () => {
    const next = onDate(FULL, NEXT)
    expect(next.day).toEqual(initialState(NEXT).day)
    expect(next).toMatchObject({ symbols: {}, sequence: 0 })
    expect(next.positions).toBe(FULL.positions)
    expect(next.orders).toBe(FULL.orders)
    expect(next.pendingAlerts).toEqual(['buy-1001-184'])
  })
})

test('an unresolved order blocks its own symbol only', () => {
  expect(hasUnresolvedOrder(FULL, TQQQ)).toBe(true)
  expect(hasUnresolvedOrder(FULL, ticker('SOXL'))).toBe(false)
  expect(hasUnresolvedOrder({ ...FULL, orders: {} }, TQQQ)).toBe(false)
})
