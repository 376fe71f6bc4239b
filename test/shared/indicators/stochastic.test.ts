import { expect, test } from '@jest/globals'
import type { IndicatorBar } from '../../../shared/indicators/indicator-bar.ts'
import { series } from '../../../shared/indicators/series.ts'
import { Stochastic } from '../../../shared/indicators/stochastic.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const create = () => new Stochastic({ range: 14, k: 3, d: 3 })
const input = (bar: IndicatorBar) => bar
const bar = (high: number, low: number, close: number) => ({ high, low, close })

test('K and D are means of where the close stands in the range', () => {
  const bars = [bar(10, 0, 5), bar(10, 0, 1), bar(10, 0, 3), bar(10, 0, 9)]
  // Places 10, 30, 90 from the second bar on; K 20 and 60; D 40.
  const readings = series(new Stochastic({ range: 2, k: 2, d: 2 }), bars)
  expect(readings).toEqual([undefined, undefined, undefined, { k: 60, d: 40 }])
})

test('where prices stood still there is no reading, and the smoothing waits', () => {
  const still = bar(9, 9, 9)
  const bars = [bar(10, 0, 5), bar(10, 0, 1), bar(10, 0, 3), bar(10, 0, 9), still, still, bar(10, 8, 8)]
  const readings = series(new Stochastic({ range: 2, k: 2, d: 2 }), bars)
  // The bar of 9 after a range of 0 to 10 stands at 90; two bars of 9 have no range; 8 stands at the bottom.
  expect(readings.slice(4)).toEqual([{ k: 90, d: 75 }, undefined, { k: 45, d: 67.5 }])
})

itKeepsTheIndicatorContract({ create, input, firstValueAtBar: 18 })

const columns = {
  stoch_14_3_3_k: ({ k }: { k: number }) => k,
  stoch_14_3_3_d: ({ d }: { d: number }) => d,
}
itAgreesWithTalib({ create, input, columns, scale: 100 })
itAgreesWithTalib({
  create: () => new Stochastic({ range: 5, k: 3, d: 3 }),
  input,
  columns: { stoch_5_3_3_k: ({ k }) => k, stoch_5_3_3_d: ({ d }) => d },
  scale: 100,
})
itAgreesWithSkender(
  {
    create,
    input,
    columns: { stoch_k: ({ k }) => k, stoch_d: ({ d }) => d },
    scale: 100,
    skipBars: 18,
  },
  'from our first value on: Skender shows K two bars before D',
)
