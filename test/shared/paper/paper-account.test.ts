import { describe, expect, test } from '@jest/globals'
import {
  openOrders,
  openQuantity,
  paperAccountSchema,
  paperBalance,
  paperHoldings,
  paperReport,
} from '../../../shared/paper/paper-account.ts'
import { type Booked, checkedBooks, START_CASH, SYMBOLS } from './paper-books.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const signed = ({ side, quantity: shares }: Booked) => (side === 'BUY' ? shares : -shares)

describe('after any orders, fills in parts, fees and cancels', () => {
  test('cash has changed by what was traded and charged, to the unit', () => {
    checkedBooks(({ account, fills }) => {
      const paid = sum(fills.map((fill) => signed(fill) * fill.price + fill.fees))
      expect(account.cash - START_CASH).toBe(0 - paid)
    })
  })

  test('what is held is the sum of what was traded, and what is free to sell is never less than nothing', () => {
    checkedBooks(({ account, fills }) => {
      const held = new Map(paperHoldings(account).map((each) => [each.symbol, each.quantity]))
      for (const symbol of SYMBOLS) {
        const own = fills.filter((fill) => fill.symbol === symbol)
        expect(held.get(symbol) ?? 0).toBe(sum(own.map(signed)))
        const selling = openOrders(account).filter((each) => each.symbol === symbol && each.side === 'SELL')
        expect((held.get(symbol) ?? 0) - sum(selling.map(openQuantity))).toBeGreaterThanOrEqual(0)
      }
    })
  })

  test('no more than the settled cash is bound by open buys, apart from fees', () => {
    checkedBooks(({ account, fills }) => {
      const fees = sum(fills.map((fill) => fill.fees))
      expect(paperBalance(account).settledCash).toBeGreaterThanOrEqual(0 - fees)
    })
  })

  test('every order reports how much of it traded, for what fees, and whether it is whole', () => {
    checkedBooks(({ account, fills }) => {
      for (const order of account.orders) {
        const own = fills.filter(({ orderId }) => orderId === order.orderId)
        const { filledQuantity, fees, status, averagePrice } = paperReport(order)
        expect(filledQuantity).toBe(sum(own.map((fill) => fill.quantity)))
        expect(fees).toBe(sum(own.map((fill) => fill.fees)))
        expect(averagePrice === undefined).toBe(own.length === 0)
        expect(status === 'EXECUTED').toBe(filledQuantity === order.quantity)
        expect(status === 'PARTIAL').toBe(
          own.length > 0 && openQuantity(order) > 0 && order.status === 'OPEN',
        )
      }
    })
  })

  test('the mean price of an order is that of its fills, apart from half a unit', () => {
    checkedBooks(({ account, fills }) => {
      for (const order of account.orders) {
        const own = fills.filter(({ orderId }) => orderId === order.orderId)
        const { averagePrice, filledQuantity } = paperReport(order)
        if (averagePrice === undefined) continue
        const exact = sum(own.map((fill) => fill.price * fill.quantity)) / filledQuantity
        expect(Math.abs(averagePrice - exact)).toBeLessThanOrEqual(0.5 + 1e-9)
      }
    })
  })

  test('the account can be written down and read back', () => {
    checkedBooks(({ account }) => {
      expect(paperAccountSchema.parse(JSON.parse(JSON.stringify(account)))).toEqual(account)
    })
  })
})
