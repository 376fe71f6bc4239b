import { describe, expect, test } from '@jest/globals'
import { ticker } from '../../../shared/domain/ids.ts'
import { currentNakedMs, isCovered, nakedMs, withCover } from '../../../shared/orders/cover.ts'
import type { OrderRecord } from '../../../shared/orders/order-record.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { ordersById } from '../../support/cycle-bench.ts'
import { goldenPosition, NINE_THIRTY_SIX, orderRecord, restingStop } from '../../support/fixtures.ts'

const position = goldenPosition()
const stop = restingStop(position)
const later = (seconds: number) => (NINE_THIRTY_SIX + seconds * 1_000) as EpochMs

describe('a position is covered', () => {
  test('by a stop for all of its shares that rests at the broker', () => {
    expect(isCovered(position, ordersById(stop))).toBe(true)
  })

  test('by a stop that has sold a part, for what is left', () => {
    const left = { ...position, soldQuantity: 84 }
    expect(isCovered(left, ordersById({ ...stop, filledQuantity: 84, state: 'PARTIAL' }))).toBe(true)
  })

  test.each<[string, Partial<OrderRecord>]>([
    ['is only decided', { state: 'INTENT' }],
    ['may not have arrived', { state: 'UNKNOWN' }],
    ['is for fewer shares', { quantity: 183 }],
    ['has sold a part', { filledQuantity: 1, state: 'PARTIAL' }],
    ['is being cancelled', { cancelRequestedAt: NINE_THIRTY_SIX }],
  ])('not by a stop that %s', (_, change) => {
    expect(isCovered(position, ordersById({ ...stop, ...change }))).toBe(false)
  })

  test('not by a stop without a number at the broker, nor by that of another symbol', () => {
    const { orderId: _, ...unnumbered } = stop
    expect(isCovered(position, ordersById(unnumbered))).toBe(false)
    expect(isCovered(position, ordersById({ ...stop, symbol: ticker('SOXL') }))).toBe(false)
  })

  test('not by any other sale', () => {
    const { purpose } = orderRecord({
      ...stop,
      purpose: { kind: 'exit', positionId: position.positionId, reason: 'TIME_LIMIT' },
    })
    expect(isCovered(position, ordersById({ ...stop, purpose }))).toBe(false)
    expect(isCovered(position, {})).toBe(false)
  })
})

describe('naked time', () => {
  test('runs from the first fill to the stop, and again from its end, and adds up', () => {
    const covered = withCover(position, ordersById(stop), later(7))
    expect(covered.cover).toEqual({ nakedMs: 7_000 })
    expect(withCover(covered, ordersById(stop), later(50))).toBe(covered)
    const bare = withCover(covered, {}, later(100))
    expect(bare.cover).toEqual({ nakedMs: 7_000, nakedSince: later(100) })
    expect(currentNakedMs(bare.cover, later(103))).toBe(3_000)
    expect(nakedMs(bare.cover, later(103))).toBe(10_000)
  })

  test('a clock that goes back takes nothing away', () => {
    expect(nakedMs(position.cover, (NINE_THIRTY_SIX - 5) as EpochMs)).toBe(0)
  })
})
