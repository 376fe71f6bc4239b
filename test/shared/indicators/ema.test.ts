import { describe, expect, test } from '@jest/globals'
import { Ema } from '../../../shared/indicators/ema.ts'
import { series } from '../../../shared/indicators/series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { itAgreesWithSkender, itAgreesWithTalib } from './reference-values.ts'

const input = ({ close }: { close: number }) => close

test('the seed is the plain mean, then the weight is 2 / (period + 1)', () => {
  expect(series(new Ema(3), [1, 2, 6, 5])).toEqual([undefined, undefined, 3, 4])
})

test('a saved state with a hole is refused', () => {
  const saved = JSON.parse('{"seen":3,"value":null}')
  expect(() => new Ema(3).restore(saved)).toThrow('saved EMA.value must be a finite number, was null')
})

describe.each([
  [12, 'ema12'],
  [26, 'ema26'],
])('EMA %d', (period, column) => {
  const create = () => new Ema(period)
  itKeepsTheIndicatorContract({ create, input, firstValueAtBar: period })
  itAgreesWithTalib({ create, input, columns: { [column]: (mean) => mean } })
})

itAgreesWithSkender({ create: () => new Ema(20), input, columns: { ema: (mean) => mean } })
