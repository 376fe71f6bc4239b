import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { OrderId } from '../../../shared/domain/ids.ts'
import type { Money } from '../../../shared/domain/money.ts'
import type { BrokerOrder, OrderSide } from '../../../shared/domain/order.ts'
import { openQuantity } from '../../../shared/ledger/position-book.ts'
import { applyReport } from '../../../shared/orders/order-life.ts'
import type { OrderRecord } from '../../../shared/orders/order-record.ts'
import { book } from '../../../shared/state/booking.ts'
import { initialState, type TradingState } from '../../../shared/state/trading-state.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { DEMO_FILLS, NINE_THIRTY_SIX, orderRecord, report, TQQQ } from '../../support/fixtures.ts'

const FILL_SEQUENCES = 10_000

/** One order and how the broker reports it: cumulative, in any order, repeated. */
const order = fc.record({
  shares: fc.integer({ min: 1, max: 2_000 }),
  /** Tenths of the order that reports speak of, and the average price and fees at that moment. */
  reports: fc.array(
    fc.record({
      tenths: fc.integer({ min: 0, max: 10 }),
      priceUnits: fc.integer({ min: 10_000, max: 9_999_999 }),
      feeUnits: fc.integer({ min: 0, max: 100_000 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
})

interface Ledger {
  state: TradingState
  /** What the last counting report of each order said, summed up in whole integers. */
  paid: bigint
  received: bigint
  charged: bigint
  profit: bigint
  number: number
}

test(`the ledger is the fills to the unit, over ${FILL_SEQUENCES} random sequences of orders and reports`, () => {
  fc.assert(
    fc.property(fc.array(order, { minLength: 1, maxLength: 8 }), (orders) => {
      const ledger = emptyLedger()
      for (const each of orders) carryOut(ledger, each)
      const { day, positions } = ledger.state
      expect([day.bought, day.sold, day.fees].map(BigInt)).toEqual([
        ledger.paid,
        ledger.received,
        ledger.charged,
      ])
      const open = positions[TQQQ]
      const tiedUp = open ? BigInt(open.proceeds) - BigInt(open.cost) - BigInt(open.fees) : 0n
      expect(BigInt(day.realized)).toBe(ledger.profit)
      expect(ledger.profit + tiedUp).toBe(ledger.received - ledger.paid - ledger.charged)
    }),
    { numRuns: FILL_SEQUENCES },
  )
})

function emptyLedger(): Ledger {
  const state = initialState(parseExchangeDate('2026-03-03'))
  return { state, paid: 0n, received: 0n, charged: 0n, profit: 0n, number: 0 }
}

type Order = typeof order extends fc.Arbitrary<infer Drawn> ? Drawn : never

/** Buys when flat, else sells some or all of what is held. */
function carryOut(ledger: Ledger, { shares, reports }: Order): void {
  const held = ledger.state.positions[TQQQ]
  const side = held ? 'SELL' : 'BUY'
  const quantity = held ? Math.min(shares, openQuantity(held)) : shares
  ledger.number += 1
  let record = sentOrder(side, quantity, ledger.number)
  let known = { quantity: 0, notional: 0n, fees: 0n }
  for (const { tenths, priceUnits, feeUnits } of reports) {
    const filledQuantity = Math.floor((quantity * tenths) / 10)
    const said = brokerSays(record, filledQuantity, priceUnits, feeUnits)
    const { record: next, fill } = applyReport(record, said, NINE_THIRTY_SIX)
    const { state, closed } = book(ledger.state, next, { fill, origin: DEMO_FILLS, now: NINE_THIRTY_SIX })
    ledger.state = state
    ledger.profit += BigInt(closed?.pnl ?? 0)
    record = next
    if (filledQuantity > known.quantity) {
      known = {
        quantity: filledQuantity,
        notional: BigInt(priceUnits) * BigInt(filledQuantity),
        fees: BigInt(feeUnits),
      }
    }
  }
  if (side === 'BUY') ledger.paid += known.notional
  else ledger.received += known.notional
  ledger.charged += known.fees
}

function sentOrder(side: OrderSide, quantity: number, number: number): OrderRecord {
  const entry = orderRecord({ side, quantity, state: 'SUBMITTED', orderId: String(number) as OrderId })
  if (side === 'BUY') return entry
  const { positionId } = entry.purpose
  return { ...entry, purpose: { kind: 'exit', positionId, reason: 'TRAILING_STOP' } }
}

function brokerSays(record: OrderRecord, filledQuantity: number, price: number, fees: number): BrokerOrder {
  const { orderId, side, quantity } = record
  return report({
    ...(orderId && { orderId }),
    side,
    quantity,
    status: filledQuantity > 0 ? 'PARTIAL' : 'OPEN',
    filledQuantity,
    averagePrice: price as Money,
    fees: fees as Money,
  })
}
