import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { OrderId, PositionId } from '../../../shared/domain/ids.ts'
import { add, type Money, money, subtract, ZERO } from '../../../shared/domain/money.ts'
import type { Trade } from '../../../shared/domain/trade.ts'
import { openQuantity } from '../../../shared/ledger/position-book.ts'
import { applyReport } from '../../../shared/orders/order-life.ts'
import type { OrderRecord } from '../../../shared/orders/order-record.ts'
import { type Booked, book } from '../../../shared/state/booking.ts'
import { initialState, type TradingState } from '../../../shared/state/trading-state.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { DEMO_FILLS, fill, NINE_THIRTY_SIX, orderRecord, report } from '../../support/fixtures.ts'

const EMPTY = initialState(parseExchangeDate('2026-03-03'))
const ENTRY = orderRecord({ state: 'FILLED', orderId: '1001' as OrderId, submittedAt: NINE_THIRTY_SIX })
const EXIT = exitFor('TRAILING_STOP')
const later = (NINE_THIRTY_SIX + 40 * MINUTE_MS) as EpochMs

function exitFor(reason: Trade['reason']): OrderRecord {
  return { ...ENTRY, side: 'SELL', purpose: { kind: 'exit', positionId: 'TQQQ-1' as PositionId, reason } }
}

const booked = (state: TradingState, record: OrderRecord, news?: ReturnType<typeof fill>): Booked =>
  book(state, record, { fill: news, origin: DEMO_FILLS, now: NINE_THIRTY_SIX })

const held = booked(EMPTY, ENTRY, fill('BUY', 184, '47.50')).state

describe('entries', () => {
  test('the first fill opens a position and counts one entry for the day and the symbol', () => {
    const { state, bought } = booked(EMPTY, ENTRY, fill('BUY', 100, '47.40', { fees: money('0.50') }))
    expect(state.positions['TQQQ']).toEqual(bought)
    expect(bought).toMatchObject({ boughtQuantity: 100, cost: money('4740'), fees: money('0.50') })
    expect(state.day).toMatchObject({ entries: 1, bought: money('4740'), fees: money('0.50') })
    expect(state.symbols['TQQQ']).toEqual({ entries: 1 })
  })

  test('a later fill of the same entry adds shares, not an entry', () => {
    const first = booked(EMPTY, ENTRY, fill('BUY', 100, '47.40')).state
    const { state } = booked(first, ENTRY, fill('BUY', 84, '47.60'))
    expect(state.positions['TQQQ']?.boughtQuantity).toBe(184)
    expect(state.day.entries).toBe(1)
  })

  test('an entry without a fill leaves no trace once it is resolved', () => {
    const waiting = booked(EMPTY, { ...ENTRY, state: 'SUBMITTED' }).state
    expect(Object.keys(waiting.orders)).toEqual([ENTRY.intentId])
    expect(booked(waiting, { ...ENTRY, state: 'CANCELLED' }).state).toEqual(EMPTY)
  })
})

describe('exits', () => {
  test('a part sold leaves the rest held and closes no trade', () => {
    const { state, closed } = booked(held, EXIT, fill('SELL', 84, '48.05'))
    expect(closed).toBeUndefined()
    expect(state.positions['TQQQ']?.soldQuantity).toBe(84)
    expect(state.day).toMatchObject({ exits: 0, sold: money('4036.20'), realized: ZERO })
  })

  test('the golden trade: 184 at 47.50 sold at 48.05 earn 101.20', () => {
    const { state, closed } = booked(held, EXIT, fill('SELL', 184, '48.05', { time: later }))
    expect(closed).toMatchObject({
      pnl: money('101.20'),
      minutesHeld: 40,
      reason: 'TRAILING_STOP',
      mode: 'DEMO',
    })
    expect(state.positions).toEqual({})
    expect(state.day).toMatchObject({ exits: 1, wins: 1, realized: money('101.20'), sold: money('8841.20') })
    expect(state.symbols['TQQQ']).toEqual({ entries: 1, lastExitAt: later })
  })

  test('only a stop-loss is remembered as a stop-out, and a loss is no win', () => {
    const { state } = booked(held, exitFor('STOP_LOSS'), fill('SELL', 184, '46.50', { time: later }))
    expect(state.symbols['TQQQ']).toEqual({ entries: 1, lastExitAt: later, lastStopOutAt: later })
    expect(state.day).toMatchObject({ exits: 1, wins: 0, realized: money('-184') })
  })

  test('a trade that ends where it began is no win', () => {
    expect(booked(held, EXIT, fill('SELL', 184, '47.50')).state.day).toMatchObject({ exits: 1, wins: 0 })
  })

  test('a sale of a part tells what is left, a sale of all does not', () => {
    const part = booked(held, exitFor('PARTIAL_PROFIT'), fill('SELL', 92, '48.50'))
    expect(part.reduced).toMatchObject({ boughtQuantity: 184, soldQuantity: 92 })
    expect(part.closed).toBeUndefined()
    expect(booked(held, EXIT, fill('SELL', 184, '48.05')).reduced).toBeUndefined()
  })

  test('a sale of shares that nobody holds, or of more than are held, throws', () => {
    expect(() => booked(EMPTY, EXIT, fill('SELL', 1, '48'))).toThrow('no position is open')
    expect(() => booked(held, EXIT, fill('SELL', 185, '48'))).toThrow(RangeError)
  })
})

test('the same report again changes nothing', () => {
  const part = report({ status: 'PARTIAL', filledQuantity: 100, averagePrice: money('47.40') })
  const first = applyReport({ ...ENTRY, state: 'SUBMITTED' }, part, NINE_THIRTY_SIX)
  const once = booked(EMPTY, first.record, first.fill).state
  const again = applyReport(first.record, part, later)
  expect(booked(once, again.record, again.fill).state).toEqual(once)
})

const step = fc.record({
  buy: fc.boolean(),
  quantity: fc.integer({ min: 1, max: 300 }),
  cents: fc.integer({ min: 500, max: 10_000 }),
  feeCents: fc.integer({ min: 0, max: 500 }),
})

test('after any stream of fills cash, shares and profit are the sums over the fills', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let state = EMPTY
      let [bought, sold, fees, realized] = [ZERO, ZERO, ZERO, ZERO]
      for (const { buy, quantity, cents, feeCents } of steps) {
        const position = state.positions['TQQQ']
        if (!buy && !position) continue
        const shares = buy || !position ? quantity : Math.min(quantity, openQuantity(position))
        const notional = (cents * 100 * shares) as Money
        const fee = (feeCents * 100) as Money
        const news = fill(buy ? 'BUY' : 'SELL', shares, '0', { notional, fees: fee })
        const { state: next, closed } = booked(state, buy ? ENTRY : EXIT, news)
        state = next
        if (buy) bought = add(bought, notional)
        else sold = add(sold, notional)
        fees = add(fees, fee)
        realized = add(realized, closed?.pnl ?? ZERO)
      }
      expect(state.day).toMatchObject({ bought, sold, fees, realized })
      const open = state.positions['TQQQ']
      const openCash = open ? subtract(open.proceeds, add(open.cost, open.fees)) : ZERO
      expect(add(realized, openCash)).toBe(subtract(sold, add(bought, fees)))
    }),
  )
})
