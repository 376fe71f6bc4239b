import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Quote } from '../../../shared/domain/quote.ts'
import {
  type RecorderState,
  record,
  recorderSchema,
  type TapeBar,
} from '../../../shared/market-data/recorder.ts'
import { DAY_MS, type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { quoteOf, without } from '../../support/quotes.ts'
import { atMinute, sessionNow } from '../../support/session.ts'

const session = sessionNow()

function play(quotes: readonly Quote[], from: RecorderState = {}): { state: RecorderState; bars: TapeBar[] } {
  let state = from
  const bars: TapeBar[] = []
  for (const quote of quotes) {
    const recorded = record(state, quote, session)
    state = recorded.state
    bars.push(...recorded.completed)
  }
  return { state, bars }
}

function poll(
  seconds: number,
  last: number,
  totalVolume: number,
  range: { high?: number; low?: number } = {},
): Quote {
  return quoteOf({ last, totalVolume, time: atMinute(10, seconds), ...range })
}

describe('a recorded bar', () => {
  test('is what happened between two polls a minute apart', () => {
    const { bars } = play([poll(1, 47.5, 1_000), poll(61, 47.8, 1_400)])
    expect(bars).toEqual([
      {
        time: atMinute(10),
        open: 47.5,
        high: 47.8,
        low: 47.5,
        close: 47.8,
        volume: 400,
        minutes: 1,
        recorded: true,
      },
    ])
  })

  test('says that it covers two minutes when the polls are two minutes apart', () => {
    const { bars } = play([poll(0, 47.5, 1_000), poll(120, 47.4, 1_800)])
    expect(bars).toMatchObject([{ time: atMinute(11), volume: 800, minutes: 2, low: 47.4 }])
  })

  test('reaches out to a session high or low that moved between the polls', () => {
    const { bars } = play([
      poll(1, 47.5, 1_000, { high: 47.6, low: 47.3 }),
      poll(61, 47.5, 1_400, { high: 48.5, low: 47.1 }),
    ])
    expect(bars).toMatchObject([{ open: 47.5, high: 48.5, low: 47.1, close: 47.5 }])
  })

  test('ignores a session high and low that were there before', () => {
    const { bars } = play([
      poll(1, 47.5, 1_000, { high: 49, low: 46 }),
      poll(61, 47.6, 1_400, { high: 49, low: 46 }),
    ])
    expect(bars).toMatchObject([{ high: 47.6, low: 47.5 }])
  })

  test('joins the polls of one minute', () => {
    const { bars, state } = play([
      poll(0, 47.5, 0),
      poll(20, 47.9, 100),
      poll(40, 47.2, 250),
      poll(60, 47.4, 300),
    ])
    expect(bars).toEqual([
      {
        time: atMinute(10),
        open: 47.5,
        high: 47.9,
        low: 47.2,
        close: 47.4,
        volume: 300,
        minutes: 1,
        recorded: true,
      },
    ])
    expect(state.developing).toBeUndefined()
  })

  test('is not told before its minute is over', () => {
    const { bars, state } = play([poll(0, 47.5, 0), poll(59, 47.6, 100)])
    expect(bars).toEqual([])
    expect(state.developing).toMatchObject({ time: atMinute(10), volume: 100 })
  })
})

describe('a poll that can not be compared', () => {
  const first = poll(1, 47.5, 1_000)

  test.each([
    ['the first one', []],
    ['one whose total volume fell', [poll(1, 47.5, 5_000)]],
  ])('begins anew: %s', (_, before) => {
    const { state } = play(before)
    const later = record(state, poll(61, 47.6, 1_200), session)
    expect(later.completed).toEqual([])
    expect(later.state).toEqual({ poll: expect.objectContaining({ totalVolume: 1_200 }) })
  })

  test.each([
    ['an older stamp', poll(0, 47.4, 1_100)],
    ['the same stamp', poll(1, 47.4, 1_100)],
    ['no last trade', without(poll(61, 47.4, 1_100), 'last')],
    ['no total volume', without(poll(61, 47.4, 1_100), 'totalVolume')],
    ['delayed prices', { ...poll(61, 47.4, 1_100), status: 'DELAYED' as const }],
    ['a stamp before the open', { ...poll(61, 47.4, 1_100), time: (session.openAt - 1) as EpochMs }],
    ['a stamp after the close', { ...poll(61, 47.4, 1_100), time: (session.closeAt + 1) as EpochMs }],
  ])('changes nothing with %s', (_, quote) => {
    const { state } = play([first])
    expect(record(state, quote, session)).toEqual({ state, completed: [] })
  })

  test.each([
    ['the open', [session.openAt, session.openAt + MINUTE_MS]],
    ['the close', [session.closeAt - MINUTE_MS, session.closeAt]],
  ])('is not one stamped exactly at %s', (_, stamps) => {
    const quotes = stamps.map((time, index) => ({ ...poll(0, 47.5, 100 * index), time: time as EpochMs }))
    expect(play(quotes).bars).toMatchObject([{ volume: 100, minutes: 1 }])
  })

  test('forgets yesterday as soon as today is polled', () => {
    const tomorrow = sessionNow((atMinute(1) + DAY_MS) as EpochMs)
    const quote = { ...poll(61, 47.6, 1_200), time: (atMinute(1) + DAY_MS) as EpochMs }
    const { state } = play([first])
    expect(record(state, quote, tomorrow)).toEqual({
      state: { poll: expect.objectContaining({ sessionOpenAt: tomorrow.openAt, totalVolume: 1_200 }) },
      completed: [],
    })
  })
})

const polls = fc.array(
  fc.record({
    waitSeconds: fc.integer({ min: 1, max: 300 }),
    volume: fc.integer({ min: 0, max: 10_000 }),
    last: fc.integer({ min: 100, max: 200 }),
  }),
  { minLength: 2, maxLength: 60 },
)

function quotesOf(steps: readonly { waitSeconds: number; volume: number; last: number }[]): Quote[] {
  let seconds = 0
  let total = 0
  return steps.map(({ waitSeconds, volume, last }) => {
    seconds += waitSeconds
    total += volume
    return quoteOf({ last, totalVolume: total, time: atMinute(0, seconds) })
  })
}

describe('over any polls', () => {
  test('no share is lost or counted twice', () => {
    fc.assert(
      fc.property(polls, (steps) => {
        const quotes = quotesOf(steps)
        const { bars, state } = play(quotes)
        const recorded = [...bars, ...(state.developing ? [state.developing] : [])]
        const volume = recorded.reduce((sum, bar) => sum + bar.volume, 0)
        expect(volume).toBe((quotes.at(-1)?.totalVolume ?? 0) - (quotes[0]?.totalVolume ?? 0))
      }),
    )
  })

  test('bars ascend strictly and hold their own prices', () => {
    fc.assert(
      fc.property(polls, (steps) => {
        const { bars } = play(quotesOf(steps))
        bars.forEach((bar, index) => {
          expect(bar.time).toBeGreaterThan(bars[index - 1]?.time ?? 0)
          expect(bar.low).toBeLessThanOrEqual(Math.min(bar.open, bar.close))
          expect(bar.high).toBeGreaterThanOrEqual(Math.max(bar.open, bar.close))
        })
      }),
    )
  })

  test('a state that went through the store goes on where it was', () => {
    fc.assert(
      fc.property(polls, fc.nat(59), (steps, cut) => {
        const quotes = quotesOf(steps)
        const first = play(quotes.slice(0, cut))
        const stored = recorderSchema.parse(JSON.parse(JSON.stringify(first.state)))
        const second = play(quotes.slice(cut), stored)
        expect([...first.bars, ...second.bars]).toEqual(play(quotes).bars)
      }),
    )
  })
})
