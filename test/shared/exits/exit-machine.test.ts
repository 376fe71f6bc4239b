import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseConfig } from '../../../shared/config/config.ts'
import { type Money, money, moneyFromNumber } from '../../../shared/domain/money.ts'
import type { Position } from '../../../shared/domain/position.ts'
import { decideExit } from '../../../shared/exits/exit-machine.ts'
import { observePrice } from '../../../shared/ledger/position-book.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { goldenPosition, NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const rules = parseConfig({}).exits
const closeAt = Date.parse('2026-03-03T21:00:00Z') as EpochMs
const after = (minutes: number) => (NINE_THIRTY_SIX + minutes * MINUTE_MS) as EpochMs

/** One look: the price is seen, then judged. */
function look(position: Position, price: string | Money, now: EpochMs = after(1)) {
  const seen = typeof price === 'string' ? money(price) : price
  const widened = observePrice(position, seen)
  return { position: widened, decision: decideExit({ position: widened, price: seen, now, closeAt }, rules) }
}

function moved(position: Position, price: string): Position {
  const { position: seen, decision } = look(position, price)
  if (decision.kind !== 'move-stop') throw new Error(`expected a moved stop, was ${decision.kind}`)
  return { ...seen, stop: decision.stop, stopKind: decision.stopKind }
}

describe('the golden day', () => {
  test('47.73 does not arm breakeven, 47.7375 does', () => {
    expect(look(goldenPosition(), '47.73').decision.kind).toBe('hold')
    expect(look(goldenPosition(), '47.7375').decision).toEqual({
      kind: 'move-stop',
      stop: money('47.595'),
      stopKind: 'breakeven',
    })
  })

  test('47.80 moves the stop to 47.595, a high of 48.50 trails it to 48.112, 48.05 ends it', () => {
    const breakeven = moved(goldenPosition(), '47.80')
    expect(breakeven.stop).toBe(money('47.595'))
    const trailing = moved(breakeven, '48.50')
    expect(trailing.stop).toBe(money('48.112'))
    expect(look(trailing, '48.12').decision.kind).toBe('hold')
    expect(look(trailing, '48.05').decision).toEqual({ kind: 'exit', reason: 'TRAILING_STOP' })
  })
})

describe('each rule on both sides of its edge', () => {
  test('the initial stop: above holds, at the stop leaves', () => {
    expect(look(goldenPosition(), '46.5001').decision.kind).toBe('hold')
    expect(look(goldenPosition(), '46.50').decision).toEqual({ kind: 'exit', reason: 'STOP_LOSS' })
  })

  test('a breakeven stop that is hit says so', () => {
    const breakeven = moved(goldenPosition(), '47.80')
    expect(look(breakeven, '47.595').decision).toEqual({ kind: 'exit', reason: 'BREAKEVEN_STOP' })
  })

  test('the target: below holds, at the target leaves', () => {
    const trailing: Position = {
      ...goldenPosition(),
      stop: money('49.476'),
      stopKind: 'trailing',
      highWater: money('49.875'),
    }
    expect(look(trailing, '49.8749').decision.kind).toBe('hold')
    expect(look(trailing, '49.875').decision).toEqual({ kind: 'exit', reason: 'TAKE_PROFIT' })
  })

  test('the trail arms at +0.8 %: 47.8799 is breakeven, 47.88 trails once the move is large enough', () => {
    expect(look(goldenPosition(), '47.8799').decision).toMatchObject({ stopKind: 'breakeven' })
    expect(look(goldenPosition(), '47.88').decision).toMatchObject({
      stopKind: 'breakeven',
      stop: money('47.595'),
    })
    const high = look(goldenPosition(), '48.00').decision
    expect(high).toEqual({ kind: 'move-stop', stop: money('47.616'), stopKind: 'trailing' })
  })

  test('a trailing move below 0.05 % of the stop waits', () => {
    const trailing: Position = {
      ...goldenPosition(),
      stop: money('48.112'),
      stopKind: 'trailing',
      highWater: money('48.50'),
    }
    // 0.05 % of 48.112 is 0.0241; a high of 48.5242 would move the stop by 0.0240.
    expect(look(trailing, '48.5242').decision.kind).toBe('hold')
    expect(look(trailing, '48.5244').decision).toMatchObject({ kind: 'move-stop', stopKind: 'trailing' })
  })

  test('the time limit: one millisecond before four hours holds, at four hours leaves', () => {
    const fourHours = (NINE_THIRTY_SIX + 240 * MINUTE_MS) as EpochMs
    expect(look(goldenPosition(), '47.50', (fourHours - 1) as EpochMs).decision.kind).toBe('hold')
    expect(look(goldenPosition(), '47.50', fourHours).decision).toEqual({
      kind: 'exit',
      reason: 'TIME_LIMIT',
    })
  })

  test('the end of the day: ten minutes before the close, not a millisecond earlier', () => {
    const late = { ...goldenPosition(), openedAt: after(300) }
    const flattenAt = closeAt - 10 * MINUTE_MS
    expect(look(late, '47.50', (flattenAt - 1) as EpochMs).decision.kind).toBe('hold')
    expect(look(late, '47.50', flattenAt as EpochMs).decision).toEqual({ kind: 'exit', reason: 'END_OF_DAY' })
  })

  test('an exit that was decided is not called back by a better price', () => {
    const leaving: Position = { ...goldenPosition(), exiting: { reason: 'TIME_LIMIT', attempts: 1 } }
    expect(look(leaving, '48.00').decision).toEqual({ kind: 'exit', reason: 'TIME_LIMIT' })
  })
})

test('a stop never moves down and never passes the price that moved it, on any path', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 44, max: 52, noNaN: true }), { maxLength: 200 }), (path) => {
      let position = goldenPosition()
      for (const price of path) {
        const { position: seen, decision } = look(position, moneyFromNumber(price))
        if (decision.kind === 'exit') return
        const stop = decision.kind === 'move-stop' ? decision.stop : seen.stop
        expect(stop).toBeGreaterThanOrEqual(position.stop)
        expect(stop).toBeLessThan(seen.highWater)
        position = decision.kind === 'move-stop' ? { ...seen, stop, stopKind: decision.stopKind } : seen
      }
    }),
  )
})
