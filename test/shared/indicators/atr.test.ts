import { expect, test } from '@jest/globals'
import { Atr } from '../../../shared/indicators/atr.ts'
import type { IndicatorBar } from '../../../shared/indicators/indicator-bar.ts'
import { series } from '../../../shared/indicators/series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const create = () => new Atr(14)
const input = (bar: IndicatorBar) => bar

test('a gap belongs to the true range, the first bar has none', () => {
  const bars = [
    { high: 11, low: 9, close: 10 },
    { high: 14, low: 13, close: 13 },
    { high: 13, low: 12, close: 12 },
    { high: 9, low: 8, close: 9 },
  ]
  // True ranges 4 (gap up), 1, 4 (gap down): mean 2.5, then (2.5 + 4) / 2.
  expect(series(new Atr(2), bars)).toEqual([undefined, undefined, 2.5, 3.25])
})

itKeepsTheIndicatorContract({ create, input, firstValueAtBar: 15 })
itAgreesWithTalib({ create, input, columns: { atr14: (atr) => atr } })
itAgreesWithSkender({ create, input, columns: { atr: (atr) => atr } })
