import { expect, test } from '@jest/globals'
import { Macd } from '../../../shared/indicators/macd.ts'
import { series } from '../../../shared/indicators/series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const create = () => new Macd({ fast: 12, slow: 26, signal: 9 })
const input = ({ close }: { close: number }) => close

test('both averages are seeded on the same bar, the signal from the first lines', () => {
  const readings = series(new Macd({ fast: 2, slow: 3, signal: 2 }), [1, 2, 4, 8])
  // Fast: (2 + 4) / 2 = 3, then 3 + 5 * 2/3; slow: 7/3, then 7/3 + 17/3 / 2.
  const lines = [3 - 7 / 3, 3 + 10 / 3 - (7 / 3 + 17 / 6)] as const
  expect(readings.slice(0, 3)).toEqual([undefined, undefined, undefined])
  expect(readings[3]?.line).toBeCloseTo(lines[1], 12)
  expect(readings[3]?.signal).toBeCloseTo((lines[0] + lines[1]) / 2, 12)
  expect(readings[3]?.histogram).toBeCloseTo((lines[1] - lines[0]) / 2, 12)
})

test('a fast period that is not the shorter one is refused', () => {
  expect(() => new Macd({ fast: 26, slow: 12, signal: 9 })).toThrow('fast must be below slow (12), was 26')
})

itKeepsTheIndicatorContract({ create, input, firstValueAtBar: 34 })

itAgreesWithTalib({
  create,
  input,
  columns: {
    macd: ({ line }) => line,
    macd_signal: ({ signal }) => signal,
    macd_hist: ({ histogram }) => histogram,
  },
})

itAgreesWithSkender(
  {
    create,
    input,
    columns: {
      macd: ({ line }) => line,
      macd_signal: ({ signal }) => signal,
      macd_hist: ({ histogram }) => histogram,
    },
    skipBars: 250,
  },
  'after 250 bars: Skender seeds the fast average at bar 12',
)
