import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { RollingRange } from '../../../shared/indicators/rolling-range.ts'
import { barSeries } from '../../contract/bar-series.ts'

test('the extremes are those of the last bars, this one included', () => {
  fc.assert(
    fc.property(
      barSeries({ minLength: 1, maxLength: 120 }),
      fc.integer({ min: 2, max: 20 }),
      (bars, period) => {
        const range = new RollingRange(period)
        bars.forEach((bar, index) => {
          const inside = bars.slice(Math.max(0, index + 1 - period), index + 1)
          expect(range.highestWith(bar)).toBe(Math.max(...inside.map(({ high }) => high)))
          expect(range.lowestWith(bar)).toBe(Math.min(...inside.map(({ low }) => low)))
          range.remember(bar)
        })
      },
    ),
  )
})
