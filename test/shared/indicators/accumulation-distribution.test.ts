import { expect, test } from '@jest/globals'
import { AccumulationDistribution } from '../../../shared/indicators/accumulation-distribution.ts'
import type { IndicatorBar } from '../../../shared/indicators/indicator-bar.ts'
import { series } from '../../../shared/indicators/series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const create = () => new AccumulationDistribution()
const input = (bar: IndicatorBar) => bar

test('the place of the close in the range weighs the volume', () => {
  const bars = [10, 8, 9, 9.5].map((close) => ({ high: 10, low: 8, close, volume: 100 }))
  expect(series(create(), bars)).toEqual([100, 0, 0, 50])
})

test('a bar of one price adds nothing', () => {
  expect(series(create(), [{ high: 9, low: 9, close: 9, volume: 100 }])).toEqual([0])
})

itKeepsTheIndicatorContract({ create, input, firstValueAtBar: 1 })
itAgreesWithTalib({ create, input, columns: { ad: (total) => total } })
itAgreesWithSkender({ create, input, columns: { adl: (total) => total } })
