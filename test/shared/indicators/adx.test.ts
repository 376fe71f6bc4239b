import { expect, test } from '@jest/globals'
import { Adx } from '../../../shared/indicators/adx.ts'
import type { IndicatorBar } from '../../../shared/indicators/indicator-bar.ts'
import { series } from '../../../shared/indicators/series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const create = () => new Adx(14)
const input = (bar: IndicatorBar) => bar

test('new highs alone are all +DI and a full trend', () => {
  const bars = [1, 2, 3, 4].map((step) => ({ high: step + 1, low: step, close: step + 0.5 }))
  const readings = series(new Adx(2), bars)
  expect(readings.slice(0, 2)).toEqual([undefined, undefined])
  expect(readings[2]).toEqual({ plusDi: expect.any(Number), minusDi: 0, adx: undefined })
  expect(readings[3]?.adx).toBe(100)
  expect(readings[3]?.plusDi).toBeGreaterThan(0)
})

test('bars inside the one before move in no direction and show no trend', () => {
  const bars = [4, 3, 2, 1].map((half) => ({ high: 10 + half, low: 10 - half, close: 10 }))
  expect(series(new Adx(2), bars).at(-1)).toEqual({ plusDi: 0, minusDi: 0, adx: 0 })
})

test('prices that never differed have no reading', () => {
  const bars = [5, 5, 5, 5].map((price) => ({ high: price, low: price, close: price }))
  expect(series(new Adx(2), bars).at(-1)).toBeUndefined()
})

itKeepsTheIndicatorContract({ create, input, firstValueAtBar: 15 })

itAgreesWithTalib({
  create,
  input,
  columns: {
    adx14: ({ adx }) => adx,
    plus_di14: ({ plusDi }) => plusDi,
    minus_di14: ({ minusDi }) => minusDi,
  },
})

itAgreesWithSkender(
  {
    create,
    input,
    columns: { adx: ({ adx }) => adx, pdi: ({ plusDi }) => plusDi, mdi: ({ minusDi }) => minusDi },
    skipBars: 450,
  },
  'after 450 bars: Skender seeds with a sum of 14 movements, TA-Lib and we with 13',
)
