import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { QuotedSession } from '../../../../shared/backtest/market/quoted-session.ts'
import type { Money } from '../../../../shared/domain/money.ts'
import type { Quote } from '../../../../shared/domain/quote.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { NINE_THIRTY_SIX, TQQQ } from '../../../support/fixtures.ts'
import '../../../support/property-seed.ts'

const moment = (seconds: number) => (NINE_THIRTY_SIX + seconds * 1_000) as EpochMs

/** Seen so many seconds after the start, stamped `age` seconds before that. */
function seen(seconds: number, last: number, { age = 1, totalVolume = 0 } = {}) {
  const quote: Quote = {
    ...{ symbol: TQQQ, status: 'REALTIME', time: moment(seconds - age), totalVolume },
    last: last as Money,
  }
  return { seenAt: moment(seconds), quote }
}

test('it shows the quote that was seen last, however young the stamp of a later one', () => {
  const session = new QuotedSession([seen(0, 100), seen(60, 200, { age: 59 })])
  expect(session.lastAt(moment(59))).toBe(100)
  expect(session.lastAt(moment(60))).toBe(200)
  expect(session.stampAt(moment(60))).toBe(moment(1))
})

test('before the first look it knows nothing', () => {
  const session = new QuotedSession([seen(0, 100)])
  expect(session.quoteAt(moment(-1))).toBeUndefined()
  expect(
    [session.lastAt, session.stampAt, session.lastTimeAt].map((ask) => ask.call(session, moment(-1))),
  ).toEqual([Number.NaN, Number.NaN, Number.NaN])
  expect(session.volumeAt(moment(-1))).toBe(0)
  expect(session.printsBetween(moment(-100), moment(-2))).toEqual([])
})

test('a quote with a new stamp is one print, as large as the volume grew', () => {
  const session = new QuotedSession([
    seen(60, 100, { totalVolume: 500 }),
    seen(120, 100, { age: 61, totalVolume: 500 }),
    seen(180, 110, { totalVolume: 720 }),
  ])
  expect(session.printsBetween(moment(0), moment(200))).toEqual([
    { time: moment(59), price: 100, size: 500 },
    { time: moment(179), price: 110, size: 220 },
  ])
  expect(session.printsBetween(moment(59), moment(178))).toEqual([])
  expect(session.intervalMs).toBe(60_000)
})

test('the prints of any looks ascend, and their sizes are the volume', () => {
  const looks = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.nat(1_000)), { minLength: 1 })
  fc.assert(
    fc.property(looks, (steps) => {
      let [seconds, totalVolume] = [0, 0]
      const session = new QuotedSession(
        steps.map(([step, traded]) => {
          seconds += step
          totalVolume += traded
          return seen(seconds, 100 + step, { totalVolume })
        }),
      )
      const prints = session.printsBetween(moment(-10), moment(seconds))
      expect(prints.map(({ time }) => time)).toEqual(prints.map(({ time }) => time).toSorted())
      expect(prints.reduce((sum, { size }) => sum + size, 0)).toBe(session.volumeAt(moment(seconds)))
    }),
  )
})
