import { expect, test } from '@jest/globals'
import { series } from '../../../shared/indicators/series.ts'
import { Vwap } from '../../../shared/indicators/vwap.ts'
import type { SessionBar } from '../../contract/bar-series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'

const create = () => new Vwap()
const input = (bar: SessionBar) => bar
const at = (price: number, volume: number, session: string) => {
  return { high: price + 1, low: price - 1, close: price, volume, session }
}

test('typical prices are weighed by volume', () => {
  expect(series(create(), [at(10, 100, 'Monday'), at(13, 50, 'Monday')])).toEqual([10, 11])
})

test('a new session starts from nothing', () => {
  const bars = [at(10, 100, 'Monday'), at(20, 100, 'Tuesday'), at(30, 100, 'Tuesday')]
  expect(series(create(), bars)).toEqual([10, 20, 25])
})

test('there is no price before a share has traded in the session', () => {
  const bars = [at(10, 100, 'Monday'), at(20, 0, 'Tuesday'), at(30, 1, 'Tuesday')]
  expect(series(create(), bars)).toEqual([10, undefined, 30])
})

test('a saved state without its session is refused', () => {
  const saved = JSON.parse('{"turnover":1,"volume":1}')
  expect(() => create().restore(saved)).toThrow('saved VWAP.session must be text, was undefined')
})

itKeepsTheIndicatorContract({ create, input, firstValueAtBar: 1 })
