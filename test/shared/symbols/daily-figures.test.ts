import { expect, test } from '@jest/globals'
import { ticker } from '../../../shared/domain/ids.ts'
import { candidateOf } from '../../../shared/symbols/candidate.ts'
import { dailyFigures } from '../../../shared/symbols/daily-figures.ts'
import { addDays, parseExchangeDate } from '../../../shared/time/exchange-time.ts'

const SYMBOL = { symbol: ticker('AAA'), leverage: 3 }

/** Closes of 1, 2, 3 … and 100 shares a day, 300 on the last. */
function bars(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const close = index + 1
    const date = addDays(parseExchangeDate('2026-01-01'), index)
    return { date, open: close, high: close, low: close, close, volume: index === count - 1 ? 300 : 100 }
  })
}

test('the last 20 days are summed up', () => {
  const figures = dailyFigures(SYMBOL, bars(25), { rsi14: 61, realizedVolatility20: 0.4 })
  expect(figures).toMatchObject({ date: '2026-01-25', averageVolume20: 110, rsi14: 61 })
  expect(figures.closes).toEqual(Array.from({ length: 20 }, (_, index) => index + 6))
  expect(figures.volumeRatio).toBeCloseTo(300 / 110, 12)
  expect(figures.volumeMomentum).toBeCloseTo(140 / 110, 12)
})

test('with 19 days nothing is made up', () => {
  expect(dailyFigures(SYMBOL, bars(19), undefined)).toEqual({ ...SYMBOL, date: '2026-01-19', closes: [] })
})

test('days without a trade have no mean to compare with', () => {
  const silent = bars(20).map((bar) => ({ ...bar, volume: 0 }))
  expect(dailyFigures(SYMBOL, silent, undefined)).not.toHaveProperty('volumeRatio')
})

test('within the session the price of the moment is the last close, and its figures come first', () => {
  const figures = dailyFigures(SYMBOL, bars(20), { rsi14: 61, realizedVolatility20: 0.4 })
  const moment = { price: 30, spreadBps: 12, volumeRatio: 1.7, rsi14: 66 }
  const seen = candidateOf(figures, moment)
  expect(seen).toMatchObject({ ...moment, realizedVolatility20: 0.4 })
  expect(seen.closes).toEqual([...figures.closes.slice(1), 30])
})

test('before the session the completed days stand for the moment', () => {
  const figures = dailyFigures(SYMBOL, bars(20), { rsi14: 61, realizedVolatility20: 0.4 })
  const seen = candidateOf(figures)
  expect(seen).toMatchObject({ price: 20, spreadBps: undefined, rsi14: 61, closes: figures.closes })
})
