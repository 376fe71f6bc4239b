import { expect, test } from '@jest/globals'
import { RecentDates } from '../../../infra/history/recent-dates.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'

const dates = ['2022-03-14', '2022-03-15', '2022-03-16'] as ExchangeDate[]

function made(cache: RecentDates<number>, name: string, date: ExchangeDate): boolean {
  let wasMade = false
  cache.get(name, date, () => {
    wasMade = true
    return 1
  })
  return wasMade
}

test('an item is made once a name and date', () => {
  const cache = new RecentDates<number>(2)
  expect(made(cache, 'SPY', dates[0]!)).toBe(true)
  expect(made(cache, 'SPY', dates[0]!)).toBe(false)
  expect(made(cache, 'QQQ', dates[0]!)).toBe(true)
})

test('the date that was not used for longest is forgotten', () => {
  const cache = new RecentDates<number>(2)
  made(cache, 'SPY', dates[0]!)
  made(cache, 'SPY', dates[1]!)
  made(cache, 'SPY', dates[0]!)
  made(cache, 'SPY', dates[2]!)
  expect(made(cache, 'SPY', dates[0]!)).toBe(false)
  expect(made(cache, 'SPY', dates[1]!)).toBe(true)
})

test('an item that is nothing is kept too', () => {
  const cache = new RecentDates<undefined>(1)
  cache.get('SPY', dates[0]!, () => undefined)
  expect(() =>
    cache.get('SPY', dates[0]!, () => {
      throw new Error('made again')
    }),
  ).not.toThrow()
})
