import { expect, test } from '@jest/globals'
import type { IndicatorBar } from '../../../shared/indicators/indicator-bar.ts'
import { series } from '../../../shared/indicators/series.ts'
import { WilliamsR } from '../../../shared/indicators/williams-r.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const create = () => new WilliamsR(14)
const input = (bar: IndicatorBar) => bar

test('0 at the highest high, −100 at the lowest low', () => {
  const range = { high: 12, low: 8 }
  const last = (close: number) =>
    series(new WilliamsR(2), [
      { ...range, close: 9 },
      { ...range, close },
    ]).at(-1)
  expect(last(12)).toBe(0)
  expect(last(11)).toBe(-25)
  expect(last(8)).toBe(-100)
})

test('a period of one price has no reading', () => {
  const still = { high: 9, low: 9, close: 9 }
  expect(series(new WilliamsR(2), [still, still])).toEqual([undefined, undefined])
})

itKeepsTheIndicatorContract({ create, input, firstValueAtBar: 14 })
itAgreesWithTalib({ create, input, columns: { willr14: (r) => r } })
itAgreesWithSkender({ create, input, columns: { willr: (r) => r } })
