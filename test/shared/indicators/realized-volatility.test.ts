import { describe, expect, test } from '@jest/globals'
import { RealizedVolatility } from '../../../shared/indicators/realized-volatility.ts'
import { series } from '../../../shared/indicators/series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { referenceRows, referenceTest } from './reference-values.ts'

const input = ({ close }: { close: number }) => close

test('the sample deviation of log returns, per bar', () => {
  // Returns of ln 2 and −ln 2: mean 0, squares 2 ln² 2 over one degree of freedom.
  expect(series(new RealizedVolatility(2), [1, 2, 1]).at(-1)).toBeCloseTo(Math.SQRT2 * Math.LN2, 12)
})

test('closes that never move have no volatility, which is a value', () => {
  expect(series(new RealizedVolatility(2), [7, 7, 7])).toEqual([undefined, undefined, 0])
})

describe.each([5, 20])('realized volatility %d', (period) => {
  const create = () => new RealizedVolatility(period)
  itKeepsTheIndicatorContract({ create, input, firstValueAtBar: period + 1 })

  referenceTest('equals the textbook formula over each window of a real series to 1e-9', () => {
    const closes = referenceRows('talib-TSLA-daily').map(({ bar }) => bar.close)
    const values = series(create(), closes)
    for (let last = period; last < closes.length; last += 1) {
      const expected = sampleDeviation(logReturns(closes.slice(last - period, last + 1)))
      expect(Math.abs((values[last] as number) / expected - 1)).toBeLessThan(1e-9)
    }
  })
})

function logReturns(closes: readonly number[]): number[] {
  return closes.slice(1).map((close, index) => Math.log(close) - Math.log(closes[index] as number))
}

function sampleDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}
