import { expect, test } from '@jest/globals'
import type { IndicatorBar } from '../../../shared/indicators/indicator-bar.ts'
import { Obv } from '../../../shared/indicators/obv.ts'
import { series } from '../../../shared/indicators/series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const create = () => new Obv()
const input = (bar: IndicatorBar) => bar

test('volume is added on a rise, taken off on a fall, left out when nothing moved', () => {
  const bars = [10, 11, 11, 9].map((close) => ({ close, volume: close * 10 }))
  expect(series(create(), bars)).toEqual([100, 210, 210, 120])
})

itKeepsTheIndicatorContract({ create, input, firstValueAtBar: 1 })
itAgreesWithTalib({ create, input, columns: { obv: (obv) => obv } })

const SKENDER_FIRST_VOLUME = 96_708_880
itAgreesWithSkender(
  { create, input, columns: { obv: (obv) => obv - SKENDER_FIRST_VOLUME } },
  'less the first volume: Skender starts at 0',
)
