import { describe, expect, test } from '@jest/globals'
import type { Quote } from '../../../shared/domain/quote.ts'
import {
  type OpeningRange,
  observeOpeningRange,
  openingRangeSchema,
} from '../../../shared/market-data/opening-range.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { quoteOf, without } from '../../support/quotes.ts'
import { atMinute, sessionNow } from '../../support/session.ts'

const session = sessionNow()

function look(minute: number, high: number, low: number, seconds = 0): Quote {
  return quoteOf({ last: low, high, low, time: atMinute(minute, seconds) })
}

function after(...quotes: readonly Quote[]): OpeningRange | undefined {
  return quotes.reduce<OpeningRange | undefined>(
    (range, quote) => observeOpeningRange(range, quote, session),
    undefined,
  )
}

describe('the opening range', () => {
  test('takes the high and low of the session so far while it forms', () => {
    expect(after(look(2, 48, 47), look(8, 48.5, 46.5))).toMatchObject({
      status: 'forming',
      high: 48.5,
      low: 46.5,
    })
  })

  test('begins with a quote stamped 09:30:00', () => {
    expect(after(look(0, 48, 47))).toMatchObject({ status: 'forming', high: 48, low: 47 })
  })

  test('still forms at 09:45:00 and is fixed by the next quote', () => {
    expect(after(look(15, 48, 47))).toMatchObject({ status: 'forming' })
    expect(after(look(15, 48, 47), look(15, 48, 47, 1))).toEqual({
      status: 'fixed',
      sessionOpenAt: session.openAt,
      high: 48,
      low: 47,
    })
  })

  test('does not take in what happened after 09:45', () => {
    expect(after(look(14, 48, 47), look(16, 49, 46), look(40, 55, 40))).toMatchObject({
      status: 'fixed',
      high: 48,
      low: 47,
    })
  })

  test('is missed when the first look comes after 09:45', () => {
    expect(after(look(15, 48, 47, 1), look(30, 48, 47))).toEqual({
      status: 'missed',
      sessionOpenAt: session.openAt,
    })
  })

  test.each([
    [12, 'fixed'],
    [11, 'missed'],
  ])('last seen at minute %d and moved since is %s', (minute, status) => {
    expect(after(look(minute, 48, 47), look(20, 48.1, 47))).toMatchObject({ status })
  })

  test('is proven by an unmoved session high and low, however long nobody looked', () => {
    expect(after(look(2, 48, 47), look(200, 48, 47))).toMatchObject({ status: 'fixed', high: 48, low: 47 })
  })

  test('ignores a quote that is older than the last look', () => {
    expect(after(look(8, 48.5, 46.5), look(2, 48, 47))).toMatchObject({ high: 48.5, low: 46.5 })
  })

  test.each([
    ['without a session high', without(look(8, 50, 40), 'high')],
    ['without a session low', without(look(8, 50, 40), 'low')],
    ['that is delayed', { ...look(8, 50, 40), status: 'DELAYED' as const }],
    ['from before the open', { ...look(8, 50, 40), time: (session.openAt - 1) as EpochMs }],
  ])('ignores a quote %s', (_, quote) => {
    expect(after(look(2, 48, 47), quote)).toMatchObject({ status: 'forming', high: 48, low: 47 })
    expect(after(quote)).toBeUndefined()
  })

  test('of yesterday is forgotten', () => {
    const tomorrow = sessionNow(atMinute(24 * 60 + 2))
    const quote = { ...look(2, 52, 51), time: atMinute(24 * 60 + 2) }
    expect(observeOpeningRange(after(look(14, 48, 47), look(16, 48, 47)), quote, tomorrow)).toMatchObject({
      status: 'forming',
      sessionOpenAt: tomorrow.openAt,
      high: 52,
    })
  })

  test('survives the store in every state', () => {
    const states = [
      after(look(2, 48, 47)),
      after(look(14, 48, 47), look(16, 48, 47)),
      after(look(16, 48, 47)),
    ]
    expect(states.map((state) => state?.status)).toEqual(['forming', 'fixed', 'missed'])
    for (const state of states)
      expect(openingRangeSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state)
  })
})
