import { expect, test } from '@jest/globals'
import type { IndicatorBar } from '../../../shared/indicators/indicator-bar.ts'
import { Mfi } from '../../../shared/indicators/mfi.ts'
import { series } from '../../../shared/indicators/series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const create = () => new Mfi(14)
const input = (bar: IndicatorBar) => bar
const at = (price: number, volume: number) => ({ high: price, low: price, close: price, volume })

test('the share of value traded on rising prices', () => {
  // 12 × 10 = 120 in, 10 × 4 = 40 out; equal prices count for neither side.
  expect(series(new Mfi(2), [at(10, 99), at(12, 10), at(10, 4)]).at(-1)).toBe(75)
  expect(series(new Mfi(2), [at(10, 99), at(12, 10), at(12, 4)]).at(-1)).toBe(100)
})

test('without any flow there is no reading, not 0', () => {
  expect(series(new Mfi(2), [at(10, 5), at(10, 5), at(10, 5)]).at(-1)).toBeUndefined()
})

test('a flow that has left leaves nothing of itself behind', () => {
  const quiet = Array.from({ length: 14 }, () => at(10.1, 0))
  const readings = series(create(), [
    at(10.3, 7),
    at(10.1, 1e9 / 3),
    at(10.2, 1e7 / 3),
    ...quiet,
    at(10.1, 0),
  ])
  expect(readings.at(-1)).toBeUndefined()
})

itKeepsTheIndicatorContract({ create, input, firstValueAtBar: 15 })
itAgreesWithTalib({ create, input, columns: { mfi14: (mfi) => mfi }, scale: 100 })
itAgreesWithSkender({ create, input, columns: { mfi: (mfi) => mfi }, scale: 100 })
