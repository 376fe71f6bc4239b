import { expect, test } from '@jest/globals'
import { Ema } from '../../../shared/indicators/ema.ts'
import { series } from '../../../shared/indicators/series.ts'

test('a series goes on from where the indicator was', () => {
  const ema = new Ema(2)
  ema.next(1)
  expect(series(ema, new Set([3, 8]))).toEqual([2, 6])
})

test('nothing in, nothing out', () => {
  expect(series(new Ema(2), [])).toEqual([])
})
