import { expect, test } from '@jest/globals'
import { minuteTrendPct } from '../../../shared/signals/minute-trend.ts'
import { tapeBars } from '../../support/tape-bars.ts'

test('the trend of the minutes is the last close against the mean of twenty', () => {
  const closes = [1, ...Array(19).fill(50), 70]
  expect(minuteTrendPct(tapeBars(closes))).toBeCloseTo((70 / 51 - 1) * 100, 12)
})

test('it is not known from nineteen bars', () => {
  expect(minuteTrendPct(tapeBars(Array(19).fill(50)))).toBeUndefined()
  expect(minuteTrendPct(tapeBars(Array(20).fill(50)))).toBe(0)
})
