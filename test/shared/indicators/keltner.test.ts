import { expect, test } from '@jest/globals'
import { Atr } from '../../../shared/indicators/atr.ts'
import { Ema } from '../../../shared/indicators/ema.ts'
import type { IndicatorBar } from '../../../shared/indicators/indicator-bar.ts'
import { Keltner } from '../../../shared/indicators/keltner.ts'
import { series } from '../../../shared/indicators/series.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { referenceRows, referenceTest } from './reference-values.ts'

const create = () => new Keltner(20, 2)
const input = (bar: IndicatorBar) => bar

test('two ATR either side of the EMA', () => {
  const bars = [
    { high: 11, low: 9, close: 10 },
    { high: 13, low: 10, close: 12 },
    { high: 14, low: 11, close: 14 },
  ]
  // EMA: 11, then 11 + 3 * 2/3 = 13; true ranges 3 and 3.
  const last = series(new Keltner(2, 2), bars).at(-1)
  expect(last?.middle).toBeCloseTo(13, 12)
  expect(last?.upper).toBeCloseTo(19, 12)
  expect(last?.lower).toBeCloseTo(7, 12)
})

itKeepsTheIndicatorContract({ create, input, firstValueAtBar: 21 })

referenceTest('is made of the EMA and the ATR that agree with TA-Lib', () => {
  const bars = referenceRows('talib-SPY-daily').map(({ bar }) => bar)
  const closes = bars.map(({ close }) => close)
  const middles = series(new Ema(20), closes)
  const ranges = series(new Atr(20), bars)
  series(create(), bars).forEach((channel, index) => {
    const [middle, range] = [middles[index], ranges[index]]
    const known = middle !== undefined && range !== undefined
    expect(channel).toEqual(
      known ? { middle, upper: middle + 2 * range, lower: middle - 2 * range } : undefined,
    )
  })
})
