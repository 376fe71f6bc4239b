import { expect, test } from '@jest/globals'
import { Cci } from '../../../shared/indicators/cci.ts'
import type { IndicatorBar } from '../../../shared/indicators/indicator-bar.ts'
import { series } from '../../../shared/indicators/series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const create = () => new Cci(20)
const input = (bar: IndicatorBar) => bar
const at = (price: number) => ({ high: price, low: price, close: price })

test('the distance from the mean over 0.015 mean deviations', () => {
  // Mean 4, distance 2, mean deviation 4/3.
  expect(series(new Cci(3), [2, 4, 6].map(at)).at(-1)).toBeCloseTo(100, 12)
})

test.each([0.1, 7.3, 99.99])('equal prices of %d have no CCI, not 0', (price) => {
  expect(
    series(
      new Cci(20),
      Array.from({ length: 60 }, () => at(price)),
    ).at(-1),
  ).toBeUndefined()
})

itKeepsTheIndicatorContract({ create, input, firstValueAtBar: 20 })
itAgreesWithTalib({ create, input, columns: { cci20: (cci) => cci }, scale: 100 })
itAgreesWithTalib({ create: () => new Cci(14), input, columns: { cci14: (cci) => cci }, scale: 100 })
itAgreesWithSkender({ create, input, columns: { cci: (cci) => cci }, scale: 100 })
