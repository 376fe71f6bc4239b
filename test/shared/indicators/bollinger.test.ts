import { expect, test } from '@jest/globals'
import { Bollinger } from '../../../shared/indicators/bollinger.ts'
import { series } from '../../../shared/indicators/series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const create = () => new Bollinger(20, 2)
const input = ({ close }: { close: number }) => close

test('two population deviations either side of the mean', () => {
  // Mean 4, deviations −2, 0, 2: population variance 8/3.
  const bands = series(new Bollinger(3, 2), [2, 4, 6]).at(-1)
  expect(bands?.middle).toBe(4)
  expect(bands?.upper).toBeCloseTo(4 + 2 * Math.sqrt(8 / 3), 12)
  expect(bands?.lower).toBeCloseTo(4 - 2 * Math.sqrt(8 / 3), 12)
  expect(bands?.width).toBeCloseTo(Math.sqrt(8 / 3), 12)
})

test('equal closes have bands without width', () => {
  expect(series(new Bollinger(3, 2), [5, 5, 5]).at(-1)).toEqual({ upper: 5, middle: 5, lower: 5, width: 0 })
})

itKeepsTheIndicatorContract({ create, input, firstValueAtBar: 20 })

itAgreesWithTalib({
  create,
  input,
  columns: {
    bb_upper: ({ upper }) => upper,
    bb_middle: ({ middle }) => middle,
    bb_lower: ({ lower }) => lower,
  },
})

itAgreesWithSkender({
  create,
  input,
  columns: {
    bb_upper: ({ upper }) => upper,
    bb_mid: ({ middle }) => middle,
    bb_lower: ({ lower }) => lower,
  },
})
