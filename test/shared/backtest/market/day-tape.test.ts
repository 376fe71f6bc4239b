import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { DayTape } from '../../../../shared/backtest/market/day-tape.ts'
import type { ClosingQuote } from '../../../../shared/domain/bar.ts'
import { money } from '../../../../shared/domain/money.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'

const openAt = 1_647_351_000_000 as EpochMs
const hours = { openAt, closeAt: (openAt + 390 * 60_000) as EpochMs }

const before = { ...bar(-1), open: 9, high: 30, low: 2, close: 9, volume: 1_000 }
const first = { ...bar(0), open: 10, high: 12, low: 9.5, close: 11, volume: 400 }
const second = { ...bar(1), open: 11, high: 11, low: 10, close: 10, volume: 800 }

function bar(minute: number) {
  return { time: after(minute * 60_000) }
}

function after(milliseconds: number): EpochMs {
  return (openAt + milliseconds) as EpochMs
}

function tapeOf(bars: readonly (typeof first)[], quotes: readonly ClosingQuote[] = []): DayTape {
  return new DayTape({ intervalMs: 60_000, bars }, quotes, hours)
}

describe('a tape', () => {
  test('knows nothing before its first print and the print at its very millisecond', () => {
    expect(tapeOf([first]).stateAt(after(499))).toBeUndefined()
    expect(tapeOf([first]).stateAt(after(500))).toMatchObject({ last: money('10.00'), lastTime: after(500) })
  })

  test('shows the session figures of the prints so far', () => {
    expect(tapeOf([first, second]).stateAt(after(39_999))).toMatchObject({
      open: money('10.00'),
      high: money('10.00'),
      low: money('9.50'),
      totalVolume: 200,
    })
    expect(tapeOf([first, second]).stateAt(after(120_000))).toMatchObject({
      open: money('10.00'),
      high: money('12.00'),
      low: money('9.50'),
      last: money('10.00'),
      totalVolume: 1_200,
    })
  })

  test('a print outside regular hours moves the last and nothing of the session', () => {
    const state = tapeOf([before]).stateAt(after(0))
    expect(state).toMatchObject({ last: money('9.00'), totalVolume: 0 })
    expect(state).not.toHaveProperty('open')
    expect(tapeOf([before, first]).stateAt(after(60_000))).toMatchObject({
      high: money('12.00'),
      totalVolume: 400,
    })
  })

  test('regular hours end just before the close', () => {
    const last = { ...first, time: (hours.closeAt - 60_000) as EpochMs }
    const late = { ...second, time: hours.closeAt }
    const tape = tapeOf([last, late])
    expect(tape.stateAt((hours.closeAt - 1) as EpochMs)?.totalVolume).toBe(400)
    expect(tape.stateAt((hours.closeAt + 60_000) as EpochMs)?.totalVolume).toBe(400)
  })

  test('the first print counts as an uptick and an unchanged price keeps the side', () => {
    expect(tapeOf([first]).stateAt(after(500))).toMatchObject({ bid: money('9.99'), ask: money('10.00') })
    const unchanged = { ...bar(2), open: 10, high: 10, low: 10, close: 10, volume: 4 }
    expect(tapeOf([first, second, unchanged]).stateAt(after(180_000))).toMatchObject({
      bid: money('10.00'),
      ask: money('10.01'),
    })
  })

  test('sizes shown are round lots of the last print, at least one', () => {
    expect(tapeOf([second]).stateAt(after(120_000))).toMatchObject({ bidSize: 200, askSize: 200 })
    expect(tapeOf([{ ...second, volume: 8 }]).stateAt(after(120_000))).toMatchObject({ bidSize: 100 })
  })

  test('a recorded quote stands from the end of its minute until the next', () => {
    const quote = { time: after(60_000), bid: 10.98, ask: 11.02, bidSize: 300, askSize: 700 }
    const tape = tapeOf([first, second], [quote])
    expect(tape.stateAt(after(59_999))).toMatchObject({ bid: money('11.00'), ask: money('11.01') })
    expect(tape.stateAt(after(60_000))).toMatchObject({
      bid: money('10.98'),
      ask: money('11.02'),
      askSize: 700,
      time: after(60_000),
      lastTime: after(59_500),
    })
    expect(tape.stateAt(after(119_500))).toMatchObject({ bid: money('10.98'), time: after(119_500) })
  })

  test('a range of prints leaves out its beginning and includes its end', () => {
    const times = (from: number, upTo: number) =>
      tapeOf([first, second])
        .between(after(from), after(upTo))
        .map(({ time }) => time - openAt)
    expect(times(500, 40_000)).toEqual([20_000, 40_000])
    expect(times(499, 39_999)).toEqual([500, 20_000])
    expect(times(59_500, 60_499)).toEqual([])
  })
})

test('a look without an object sees what the state shows', () => {
  const priced = fc.integer({ min: 100, max: 2_000 })
  const arbitraryBars = fc.array(
    fc.record({ minute: fc.nat(400), cents: fc.tuple(priced, priced, priced) }),
    {
      maxLength: 60,
    },
  )
  fc.assert(
    fc.property(arbitraryBars, fc.nat(410 * 60_000), (drawn, moment) => {
      const minutes = [...new Map(drawn.map((each) => [each.minute, each])).values()]
      const bars = minutes
        .sort((one, other) => one.minute - other.minute)
        .map(({ minute, cents: [open, close, volume] }) => ({
          ...bar(minute - 5),
          open: open / 100,
          close: close / 100,
          high: Math.max(open, close) / 100,
          low: Math.min(open, close) / 100,
          volume,
        }))
      const tape = tapeOf(bars)
      const state = tape.stateAt(after(moment))
      expect(tape.lastAt(after(moment))).toBe(state?.last ?? Number.NaN)
      expect(tape.volumeAt(after(moment))).toBe(state?.totalVolume ?? 0)
      const regular = tape
        .between(0 as EpochMs, after(moment))
        .filter(({ time }) => time >= hours.openAt && time < hours.closeAt)
      const prices = regular.map(({ price }) => price)
      expect(state?.high ?? -Infinity).toBe(Math.max(...prices))
      expect(state?.low ?? Infinity).toBe(Math.min(...prices))
      expect(state?.open).toBe(prices[0])
    }),
  )
})
