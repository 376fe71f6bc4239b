import { describe, expect, test } from '@jest/globals'
import { Rsi } from '../../../shared/indicators/rsi.ts'
import { series } from '../../../shared/indicators/series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const input = ({ close }: { close: number }) => close

test('gains of 3 and losses of 1 make 75', () => {
  expect(series(new Rsi(2), [10, 13, 12])).toEqual([undefined, undefined, 75])
})

test('only gains make 100, only losses 0', () => {
  expect(series(new Rsi(2), [10, 11, 12]).at(-1)).toBe(100)
  expect(series(new Rsi(2), [12, 11, 10]).at(-1)).toBe(0)
})

test('closes that never differed have no RSI, not 0 and not 50', () => {
  expect(series(new Rsi(2), [10, 10, 10, 10])).toEqual([undefined, undefined, undefined, undefined])
})

describe.each([
  [14, 'rsi14'],
  [21, 'rsi21'],
])('RSI %d', (period, column) => {
  const create = () => new Rsi(period)
  itKeepsTheIndicatorContract({ create, input, firstValueAtBar: period + 1 })
  itAgreesWithTalib({ create, input, columns: { [column]: (rsi) => rsi } })
})

itAgreesWithSkender({ create: () => new Rsi(14), input, columns: { rsi: (rsi) => rsi } })
