import { describe, expect, test } from '@jest/globals'
import { series } from '../../../shared/indicators/series.ts'
import { CandlePatterns } from '../../../shared/patterns/candle-patterns.ts'
import { itKeepsTheIndicatorContract } from '../../contract/indicator-contract.ts'
import { referenceRows, referenceTest } from '../indicators/reference-values.ts'

const create = () => new CandlePatterns()
const SERIES = ['AAPL-daily', 'SPY-daily', 'TSLA-daily', 'AAPL-minute', 'SOXL-minute']

itKeepsTheIndicatorContract({ create, input: (bar) => bar, firstValueAtBar: 1 })

test('a pattern of several candles is absent until there are as many', () => {
  const candle = { open: 10, high: 12, low: 9, close: 11 }
  const seen = series(create(), [candle, candle, candle])
  expect(seen.map((reading) => reading?.bullishEngulfing)).toEqual([undefined, false, false])
  expect(seen.map((reading) => reading?.morningStar)).toEqual([undefined, undefined, false])
})

test('a morning star is read from the last three candles in their order', () => {
  const first = { open: 110, high: 115, low: 95, close: 100 }
  const star = { open: 98, high: 101, low: 96, close: 99 }
  const last = { open: 101, high: 109, low: 100, close: 108 }
  expect(series(create(), [star, first, star, last]).at(-1)?.morningStar).toBe(true)
  expect(series(create(), [first, star, star, last]).at(-1)?.morningStar).toBe(false)
})

test('saved candles that are no candles are refused', () => {
  const restore = (saved: string) => () => create().restore(JSON.parse(saved))
  expect(restore('{}')).toThrow('saved candles must be an array of up to 2')
  expect(restore('{"candles":[1,2,3]}')).toThrow('saved candles must be an array of up to 2')
  expect(restore('{"candles":[{"open":1}]}')).toThrow(
    'saved candle.high must be a finite number, was undefined',
  )
})

// Its doji, hammer and morning star measure against the mean of earlier bars, ours within the candles themselves.
describe('TA-Lib sees the same bullish engulfings (its other three are defined otherwise)', () => {
  for (const name of SERIES) {
    referenceTest(name, () => {
      const rows = referenceRows(`talib-${name}`)
      const readings = series(
        create(),
        rows.map(({ bar }) => bar),
      )
      const ours = rows.flatMap((_, index) => (readings[index]?.bullishEngulfing ? [index] : []))
      const theirs = rows.flatMap(({ value }, index) => (value('cdlengulfing') === 100 ? [index] : []))
      expect(ours).toEqual(theirs)
      expect(theirs.length).toBeGreaterThan(50)
    })
  }
})
