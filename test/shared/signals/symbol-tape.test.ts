import { expect, test } from '@jest/globals'
import { fiveMinuteRsiNow } from '../../../shared/signals/five-minute-rsi.ts'
import {
  recordQuote,
  type SymbolTape,
  symbolTapeSchema,
  warmTape,
} from '../../../shared/signals/symbol-tape.ts'
import { DAY_MS, type EpochMs } from '../../../shared/time/instant.ts'
import { quoteOf } from '../../support/quotes.ts'
import { atMinute, sessionNow } from '../../support/session.ts'

const session = sessionNow()

/** The day before, minute by minute. */
const YESTERDAY = Array.from({ length: 390 }, (_, index) => {
  const close = 50 + Math.sin(index / 9)
  return {
    time: (atMinute(index) - DAY_MS) as EpochMs,
    open: close,
    high: close + 0.1,
    low: close - 0.1,
    close,
    volume: 500,
  }
})

function poll(minute: number): ReturnType<typeof quoteOf> {
  const last = 50 + minute / 100
  return quoteOf({ last, high: last + 0.5, low: 49.5, totalVolume: 1_000 * minute, time: atMinute(minute) })
}

function watched(from: SymbolTape, minutes: readonly number[]): SymbolTape {
  return minutes.reduce((tape, minute) => recordQuote(tape, poll(minute), session), from)
}

test('a warm tape has recent bars and an RSI at the open', () => {
  const tape = warmTape(YESTERDAY)
  expect(tape.recent).toHaveLength(21)
  expect(tape.recent.at(-1)).toMatchObject({ recorded: false, minutes: 1, volume: 500 })
  expect(fiveMinuteRsiNow(tape.fiveMinuteRsi)).toBeGreaterThan(0)
  expect(tape.fiveMinuteRsi.previous).toBeGreaterThan(0)
})

test('a tape without a past is empty', () => {
  expect(warmTape([])).toMatchObject({ recent: [], recorder: {} })
})

test('quotes become bars, the opening range and the RSI of today', () => {
  const tape = watched(warmTape(YESTERDAY), [0, 2, 4, 6])
  expect(tape.recent.slice(-3)).toMatchObject([
    { time: atMinute(1), volume: 2_000, recorded: true },
    { time: atMinute(3), volume: 2_000, recorded: true },
    { time: atMinute(5), close: 50.06, recorded: true },
  ])
  expect(tape.openingRange).toMatchObject({ status: 'forming', high: 50.56, low: 49.5 })
  expect(tape.fiveMinuteRsi.close).toBe(50.06)
})

test('only the last 21 bars are kept', () => {
  const tape = watched(
    warmTape([]),
    Array.from({ length: 60 }, (_, minute) => minute),
  )
  expect(tape.recent.map(({ time }) => time)).toEqual(
    Array.from({ length: 21 }, (_, index) => atMinute(38 + index)),
  )
})

test('a tape from the store goes on where it was', () => {
  const half = watched(warmTape(YESTERDAY), [0, 2, 4, 6, 8, 10, 12, 14])
  const stored = symbolTapeSchema.parse(JSON.parse(JSON.stringify(half)))
  expect(watched(stored, [16, 18, 20])).toEqual(watched(half, [16, 18, 20]))
})

test('recording leaves the tape it was given as it was', () => {
  const tape = warmTape(YESTERDAY)
  const before = structuredClone(tape)
  watched(tape, [0, 2, 4])
  expect(tape).toEqual(before)
})
