import { expect, test } from '@jest/globals'
import { BarSeriesError, checkBars } from '../../../../shared/backtest/bars/check-bars.ts'
import { walkBars } from '../strategy/walk-bars.ts'

const bars = () => walkBars({ seed: 1, bars: 5, gapPct: 0.1, stepPct: 0.1 })

test('bars that can be traded on pass', () => {
  expect(() => checkBars(bars())).not.toThrow()
})

test.each([
  ['time', 3, 0, 'bars of WALK refused: bar 3, time was 0, must be after 1641220320000'],
  ['time', 3, Number.NaN, 'bar 3, time was NaN'],
  ['open', 2, 0, 'bar 2, open was 0, must be above 0'],
  ['close', 4, Number.NaN, 'bar 4, close was NaN, must be above 0'],
  ['high', 1, Infinity, 'bar 1, high was Infinity, must be above 0'],
  ['low', 1, 1_000, 'bar 1, low was 1000, must not be above its high'],
  ['volume', 0, -1, 'bar 0, volume was -1, must be 0 or more'],
] as const)('a %s of bar %d that is %d is refused', (column, index, value, message) => {
  const series = bars()
  series[column][index] = value
  expect(() => checkBars(series)).toThrow(BarSeriesError)
  expect(() => checkBars(series)).toThrow(message)
})

test('a column that is too short is refused', () => {
  expect(() => checkBars({ ...bars(), volume: new Float64Array(4) })).toThrow(
    'volume has 4 values, 5 are needed',
  )
})
