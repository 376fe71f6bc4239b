import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { money } from '../../../shared/domain/money.ts'
import type { Position } from '../../../shared/domain/position.ts'
import { nextStep, type SymbolBooks } from '../../../shared/orders/next-step.ts'
import type { OrderRecord } from '../../../shared/orders/order-record.ts'
import { type EpochMs, SECOND_MS } from '../../../shared/time/instant.ts'
import {
  goldenPosition,
  leaving,
  NINE_THIRTY_SIX,
  orderRecord,
  plan,
  restingStop,
} from '../../support/fixtures.ts'

const NOW = (NINE_THIRTY_SIX + 3_600 * SECOND_MS) as EpochMs
const ago = (milliseconds: number) => (NOW - milliseconds) as EpochMs
const covered = goldenPosition({ cover: { nakedMs: 0 } })
const stop = restingStop(covered)
const buy = (overrides: Partial<OrderRecord> = {}) =>
  orderRecord({ state: 'SUBMITTED', orderId: '1001' as never, submittedAt: ago(1_000), ...overrides })
const sale = (overrides: Partial<OrderRecord> = {}) =>
  orderRecord({
    side: 'SELL',
    purpose: { kind: 'exit', positionId: covered.positionId, reason: 'TIME_LIMIT' },
    state: 'SUBMITTED',
    orderId: '1002' as never,
    submittedAt: ago(1_000),
    ...overrides,
  })

/** The next step in words. */
function step(books: Partial<SymbolBooks>, closing = false, entryUnwanted = false): string {
  const whole = { position: undefined, buy: undefined, sell: undefined, ...books }
  const next = nextStep(whole, { now: NOW, closing, entryUnwanted, rules: parseConfig({}).execution })
  switch (next?.kind) {
    case undefined:
      return 'nothing'
    case 'cancel':
      return `cancel ${next.order.orderId}`
    case 'protect':
      return `protect ${next.quantity}`
    case 'sell':
      return `sell ${next.sale.quantity} ${next.sale.reason}${next.sale.atMarket ? ' at market' : ''}`
    case 'wait':
      return 'wait'
  }
}

describe('an entry', () => {
  test.each([
    [29_999, 'nothing'],
    [30_000, 'cancel 1001'],
    [30_001, 'cancel 1001'],
  ])('unfilled for %d ms: %s', (age, said) => {
    expect(step({ buy: buy({ submittedAt: ago(age) }) })).toBe(said)
  })

  test.each([
    [9_999, 'nothing'],
    [10_000, 'cancel 1001'],
  ])('is asked to be cancelled again %d ms after the last time: %s', (age, said) => {
    expect(step({ buy: buy({ submittedAt: ago(60_000), cancelTriedAt: ago(age) }) })).toBe(said)
  })

  test('in doubt can only be waited for', () => {
    const { orderId: _, ...doubtful } = buy({ state: 'UNKNOWN', submittedAt: ago(60_000) })
    expect(step({ buy: doubtful })).toBe('nothing')
  })

  test('that is partly filled is protected at once, and not cancelled early', () => {
    expect(step({ position: covered, buy: buy() })).toBe('protect 184')
  })

  test('is out of the way before its position is sold', () => {
    const left = goldenPosition({ exiting: leaving('STOP_LOSS') })
    expect(step({ position: left, buy: buy() })).toBe('cancel 1001')
    expect(step({ position: left, buy: buy({ cancelTriedAt: ago(1_000) }) })).toBe('wait')
    expect(step({ position: left, buy: buy({ cancelTriedAt: ago(1_000) }), sell: stop })).toBe('wait')
  })

  test('in doubt keeps its position from being sold: more might be bought after the sale', () => {
    const { orderId: _, ...doubtful } = buy({ state: 'UNKNOWN' })
    expect(step({ position: goldenPosition({ exiting: leaving('STOP_LOSS') }), buy: doubtful })).toBe('wait')
  })
})

describe('an entry that the owner does not want any more', () => {
  test('is cancelled at once, however young it is', () => {
    expect(step({ buy: buy() }, false, true)).toBe('cancel 1001')
  })

  test('is waited for until the broker says that it is gone', () => {
    expect(step({ buy: buy({ cancelTriedAt: ago(1_000) }) }, false, true)).toBe('wait')
  })

  test('in doubt has no number to cancel it by yet', () => {
    const { orderId: _, ...doubtful } = buy({ state: 'UNKNOWN' })
    expect(step({ buy: doubtful }, false, true)).toBe('nothing')
  })
})

describe('a position that is held', () => {
  test.each([
    [undefined, 'protect 184'],
    [5_000, 'protect 184'],
    [4_999, 'wait'],
  ])('without a stop, last tried %s ms ago: %s', (triedAgo, said) => {
    const cover = { nakedMs: 0, ...(triedAgo !== undefined && { triedAt: ago(triedAgo) }) }
    expect(step({ position: goldenPosition({ cover }) })).toBe(said)
  })

  test('with its stop needs nothing', () => {
    expect(step({ position: covered, sell: stop })).toBe('nothing')
  })

  test.each<[string, Partial<Position>, Partial<OrderRecord>]>([
    ['for fewer shares than are held', {}, { quantity: 100 }],
    ['that has sold a part', {}, { filledQuantity: 4, state: 'PARTIAL' }],
    ['at another price', { plan: plan({ stop: money('46.40') }) }, {}],
    ['of a position that is left', { exiting: leaving('TIME_LIMIT') }, {}],
    ['while a part is to be sold', { reducing: { quantity: 92, quoted: leaving('TIME_LIMIT').quoted } }, {}],
  ])('a stop %s is cancelled', (_, position, order) => {
    expect(step({ position: { ...covered, ...position }, sell: { ...stop, ...order } })).toBe('cancel 9TQQQ')
  })

  test('a stop that nobody holds any more is cancelled', () => {
    expect(step({ sell: stop })).toBe('cancel 9TQQQ')
  })

  test('nothing is sent while the cancel of the stop is under way', () => {
    const left = { ...covered, exiting: leaving('TIME_LIMIT') }
    expect(
      step({ position: left, sell: { ...stop, cancelTriedAt: ago(0), cancelRequestedAt: ago(0) } }),
    ).toBe('wait')
  })

  test('a part is sold once the stop is gone, and never all of it', () => {
    const quoted = leaving('TIME_LIMIT').quoted
    expect(step({ position: { ...covered, reducing: { quantity: 92, quoted } } })).toBe(
      'sell 92 PARTIAL_PROFIT',
    )
    expect(step({ position: { ...covered, reducing: { quantity: 184, quoted } } })).toBe('protect 184')
  })
})

describe('a position that is left', () => {
  const left = (attempts: number, triedAgo?: number) => ({
    ...covered,
    exiting: leaving('TIME_LIMIT', attempts),
    cover: { nakedMs: 0, ...(triedAgo !== undefined && { triedAt: ago(triedAgo) }) },
  })

  test('is sold whole at a limit, and at market when that failed or the close is near', () => {
    expect(step({ position: left(0) })).toBe('sell 184 TIME_LIMIT')
    expect(step({ position: left(1) })).toBe('sell 184 TIME_LIMIT at market')
    expect(step({ position: left(0) }, true)).toBe('sell 184 TIME_LIMIT at market')
  })

  test('is sold at once though its stop was tried a moment ago', () => {
    expect(step({ position: left(0, 1_000) })).toBe('sell 184 TIME_LIMIT')
  })

  test('is waited for while the cancel of its sale is under way', () => {
    const late = sale({ submittedAt: ago(60_000), cancelTriedAt: ago(1_000) })
    expect(step({ position: left(1), sell: late })).toBe('wait')
  })

  test.each([
    [4_999, 'wait'],
    [5_000, 'sell 184 TIME_LIMIT at market'],
  ])('is not sold again within %d ms: %s', (triedAgo, said) => {
    expect(step({ position: left(1, triedAgo) })).toBe(said)
  })

  test.each([
    [9_999, 'wait'],
    [10_000, 'cancel 1002'],
    [10_001, 'cancel 1002'],
  ])('its sale unfilled for %d ms: %s', (age, said) => {
    expect(step({ position: left(1), sell: sale({ submittedAt: ago(age) }) })).toBe(said)
  })
})
