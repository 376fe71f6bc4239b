import { describe, expect, test } from '@jest/globals'
import { series } from '../../../shared/indicators/series.ts'
import { Sma } from '../../../shared/indicators/sma.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const input = ({ close }: { close: number }) => close

test('the mean of the last three', () => {
  expect(series(new Sma(3), [1, 2, 6, 4])).toEqual([undefined, undefined, 3, 4])
})

test('a period that is no average is refused', () => {
  expect(() => new Sma(1)).toThrow('period must be a whole number of 2 or more, was 1')
  expect(() => new Sma(2.5)).toThrow('was 2.5')
})

describe.each([
  [10, undefined],
  [20, 'sma20'],
  [50, 'sma50'],
  [200, 'sma200'],
])('SMA %d', (period, column) => {
  const create = () => new Sma(period)
  itKeepsTheIndicatorContract({ create, input, firstValueAtBar: period })
  if (column) itAgreesWithTalib({ create, input, columns: { [column]: (mean) => mean } })
})

itAgreesWithSkender({ create: () => new Sma(20), input, columns: { sma: (mean) => mean } })
