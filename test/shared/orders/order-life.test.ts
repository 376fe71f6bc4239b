import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { OrderId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { BrokerOrder } from '../../../shared/domain/order.ts'
import {
  applyReport,
  cancelTried,
  inDoubt,
  previewed,
  rejected,
  submitted,
  submitting,
} from '../../../shared/orders/order-life.ts'
import { isUnresolved, mayBeAtBroker, type OrderRecord } from '../../../shared/orders/order-record.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { NINE_THIRTY_SIX, orderRecord, report } from '../../support/fixtures.ts'

const now = NINE_THIRTY_SIX
const sent = () => submitted(submitting(previewed(orderRecord()), now), '1001' as OrderId)

test('an order goes intent, previewed, submitting, submitted, filled', () => {
  const filled = applyReport(
    sent(),
    report({ status: 'EXECUTED', filledQuantity: 184, averagePrice: money('47.50') }),
    now,
  )
  expect(filled.record).toMatchObject({ state: 'FILLED', filledQuantity: 184, endedAt: now })
  expect(filled.fill).toMatchObject({ quantity: 184, notional: money('8740') })
})

describe('a cancel that was asked for', () => {
  const [first, second] = [(now + 1_000) as EpochMs, (now + 2_000) as EpochMs]

  test('is remembered with when it was asked and since when the broker tries to', () => {
    const asked = cancelTried(sent(), { at: first, agreed: true })
    expect(asked).toStrictEqual({ ...sent(), cancelTriedAt: first, cancelRequestedAt: first })
    expect(cancelTried(asked, { at: second, agreed: true })).toMatchObject({
      cancelTriedAt: second,
      cancelRequestedAt: first,
    })
  })

  test('that the broker did not agree to is only remembered as asked, with its words', () => {
    const asked = cancelTried(sent(), { at: first, agreed: false, note: 'being executed' })
    expect(asked).toStrictEqual({ ...sent(), cancelTriedAt: first, note: 'being executed' })
  })
})

test('an order can only be at the broker once the place call may have left', () => {
  expect(mayBeAtBroker(orderRecord())).toBe(false)
  expect(mayBeAtBroker(previewed(orderRecord()))).toBe(false)
  expect(mayBeAtBroker(submitting(previewed(orderRecord()), now))).toBe(true)
})

test('a partial fill stays partial while the broker still calls it open', () => {
  const partly = applyReport(
    sent(),
    report({ filledQuantity: 100, averagePrice: money('47.50') }),
    now,
  ).record
  expect(partly.state).toBe('PARTIAL')
  expect(applyReport(partly, report({ filledQuantity: 100, averagePrice: money('47.50') }), now)).toEqual({
    record: partly,
    fill: undefined,
  })
  const cancelled = applyReport(
    partly,
    report({ status: 'CANCELLED', filledQuantity: 100, averagePrice: money('47.50') }),
    now,
  )
  expect(cancelled.record).toMatchObject({ state: 'CANCELLED', filledQuantity: 100 })
})

describe('what the broker may say of an order', () => {
  const partly = () =>
    applyReport(sent(), report({ filledQuantity: 100, averagePrice: money('47.50') }), now).record
  const doubtful = () => inDoubt(submitting(previewed(orderRecord()), now), 'time-out')
  const later = (now + 1) as EpochMs

  test.each([
    ['it has', sent],
    ['it has filled in part', partly],
    ['may have reached it', doubtful],
  ])('an order that %s ends cancelled, rejected or expired, at the moment of the report', (_name, start) => {
    for (const status of ['CANCELLED', 'REJECTED', 'EXPIRED'] as const) {
      const filled = { filledQuantity: 100, averagePrice: money('47.50') }
      const { record } = applyReport(start(), report({ status, ...filled }), later)
      expect(record).toMatchObject({ state: status, endedAt: later })
    }
  })

  test('an order in doubt may turn out to be filled in part, and is not over', () => {
    const { record } = applyReport(
      doubtful(),
      report({ filledQuantity: 100, averagePrice: money('47.50') }),
      later,
    )
    expect(record).toMatchObject({ state: 'PARTIAL', filledQuantity: 100, orderId: '1001' })
    expect(record).not.toHaveProperty('endedAt')
  })
})

describe('what no order does', () => {
  test('it is not placed without a preview', () => {
    expect(() => submitting(orderRecord(), now)).toThrow(/can't go from INTENT to SUBMITTING/)
  })

  test('it is not placed twice', () => {
    expect(() => submitting(sent(), now)).toThrow(/can't go from SUBMITTED to SUBMITTING/)
    expect(() => submitting(inDoubt(submitting(previewed(orderRecord()), now), 'time-out'), now)).toThrow(
      /UNKNOWN/,
    )
  })

  test('it never leaves an end', () => {
    const over = rejected(orderRecord(), 'no', now)
    expect(() => previewed(over)).toThrow(/can't go from REJECTED/)
  })
})

test('whatever is reported in whatever order, the filled quantity never falls and an end is final', () => {
  const status = fc.constantFrom<BrokerOrder['status']>(
    'OPEN',
    'PARTIAL',
    'CANCEL_REQUESTED',
    'EXECUTED',
    'CANCELLED',
    'EXPIRED',
  )
  const reports = fc.array(fc.tuple(status, fc.integer({ min: 0, max: 184 })), { maxLength: 12 })
  fc.assert(
    fc.property(reports, (stream) => {
      let record: OrderRecord = sent()
      for (const [state, filledQuantity] of stream) {
        if (!isUnresolved(record)) return
        const quantity = state === 'EXECUTED' ? 184 : filledQuantity
        const price = quantity > 0 ? { averagePrice: money('47.50') } : {}
        const next = applyReport(
          record,
          report({ status: state, filledQuantity: quantity, ...price }),
          now,
        ).record
        expect(next.filledQuantity).toBeGreaterThanOrEqual(record.filledQuantity)
        record = next
      }
    }),
  )
})
