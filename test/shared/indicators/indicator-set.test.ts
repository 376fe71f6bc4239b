import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { IndicatorRow } from '../../../shared/indicators/indicator-row.ts'
import { IndicatorSet } from '../../../shared/indicators/indicator-set.ts'
import { barSeries } from '../../contract/bar-series.ts'
import { referenceRows, referenceTest } from './reference-values.ts'

/** At which bar each column has its first value. */
const FIRST_BARS: Record<keyof IndicatorRow, number> = {
  sma10: 10,
  sma20: 20,
  sma50: 50,
  sma200: 200,
  ema12: 12,
  ema26: 26,
  rsi14: 15,
  rsi21: 22,
  macd: 34,
  macdSignal: 34,
  macdHistogram: 34,
  bollingerUpper: 20,
  bollingerMiddle: 20,
  bollingerLower: 20,
  bollingerWidth: 20,
  atr14: 15,
  adx14: 28,
  plusDi14: 15,
  minusDi14: 15,
  stochasticK: 18,
  stochasticD: 18,
  cci20: 20,
  williamsR14: 14,
  mfi14: 15,
  roc10: 11,
  obv: 1,
  accumulationDistribution: 1,
  vwap: 1,
  keltnerUpper: 21,
  keltnerMiddle: 21,
  keltnerLower: 21,
  volumeSma20: 20,
  realizedVolatility5: 6,
  realizedVolatility20: 21,
  doji: 1,
  hammer: 1,
  bullishEngulfing: 2,
  morningStar: 3,
}

const TALIB_COLUMNS = {
  sma20: 'sma20',
  sma50: 'sma50',
  sma200: 'sma200',
  ema12: 'ema12',
  ema26: 'ema26',
  rsi14: 'rsi14',
  rsi21: 'rsi21',
  macd: 'macd',
  macdSignal: 'macd_signal',
  macdHistogram: 'macd_hist',
  bollingerUpper: 'bb_upper',
  bollingerMiddle: 'bb_middle',
  bollingerLower: 'bb_lower',
  atr14: 'atr14',
  adx14: 'adx14',
  plusDi14: 'plus_di14',
  minusDi14: 'minus_di14',
  stochasticK: 'stoch_14_3_3_k',
  stochasticD: 'stoch_14_3_3_d',
  cci20: 'cci20',
  williamsR14: 'willr14',
  mfi14: 'mfi14',
  roc10: 'roc10',
  obv: 'obv',
  accumulationDistribution: 'ad',
} as const

const BARS = 230
const all = barSeries({ minLength: BARS, maxLength: BARS })
const check = { numRuns: 10 }

describe('a row', () => {
  test('holds exactly the columns that have warmed up', () => {
    fc.assert(
      fc.property(all, (bars) => {
        const set = new IndicatorSet()
        bars.forEach((bar, index) => {
          const expected = Object.entries(FIRST_BARS).filter(([, first]) => index + 1 >= first)
          expect(Object.keys(set.next(bar)).sort()).toEqual(expected.map(([name]) => name).sort())
        })
      }),
      check,
    )
  })

  test('has no VWAP, not even an empty one, when the bar names no session', () => {
    const row = new IndicatorSet().next({ open: 10, high: 12, low: 9, close: 11, volume: 500 })
    expect(row).not.toHaveProperty('vwap')
    expect(row).toHaveProperty('obv', 500)
  })

  test('is refused for a bar that would spoil every later one', () => {
    const broken = { open: 10, high: 12, low: 9, close: Number.NaN, volume: 500 }
    expect(() => new IndicatorSet().next(broken)).toThrow('bar.close must be 9 to 12, was NaN')
    expect(() => new IndicatorSet().peek(broken)).toThrow('bar.close must be 9 to 12, was NaN')
  })

  referenceTest('has each indicator in its own column, as TA-Lib shows it for SPY', () => {
    const set = new IndicatorSet()
    for (const { bar, value } of referenceRows('talib-SPY-daily')) {
      const row = set.next(bar)
      for (const [ours, theirs] of Object.entries(TALIB_COLUMNS)) {
        const [seen, expected] = [row[ours as keyof typeof TALIB_COLUMNS], value(theirs)]
        if (seen === undefined || expected === undefined) expect([ours, seen]).toEqual([ours, expected])
        else expect(Math.abs(seen - expected)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(expected), 1))
      }
    }
  })

  test('averages what its other names say', () => {
    const set = new IndicatorSet()
    let row: IndicatorRow = {}
    for (let bar = 1; bar <= 20; bar += 1)
      row = set.next({ open: bar, high: bar, low: bar, close: bar, volume: bar * 100, session: 'Monday' })
    expect(row).toMatchObject({ sma10: 15.5, volumeSma20: 1_050, bollingerMiddle: 10.5 })
    // Weighed by volume that grows with the price: the squares over the numbers.
    expect(row.vwap).toBeCloseTo(2_870 / 210, 12)
  })
})

describe('the set', () => {
  test('shows in a peek what next would answer and changes nothing by it', () => {
    fc.assert(
      fc.property(all, all, (bars, developing) => {
        const set = new IndicatorSet()
        bars.forEach((bar, index) => {
          const before = JSON.stringify(set.save())
          set.peek(developing[index] ?? bar)
          const peeked = set.peek(bar)
          expect(JSON.stringify(set.save())).toBe(before)
          expect(set.next(bar)).toEqual(peeked)
        })
      }),
      { numRuns: 3 },
    )
  })

  test('goes on after a restore from JSON with the very same rows', () => {
    fc.assert(
      fc.property(all, fc.integer({ min: 0, max: BARS - 1 }), (bars, cut) => {
        const [first, second] = [new IndicatorSet(), new IndicatorSet()]
        for (const bar of bars.slice(0, cut)) first.next(bar)
        second.restore(JSON.parse(JSON.stringify(first.save())))
        for (const bar of bars.slice(cut)) expect(second.next(bar)).toEqual(first.next(bar))
      }),
      check,
    )
  })

  test('names the indicator that a saved state lacks', () => {
    const { ofClose, ...others } = new IndicatorSet().save()
    const { rsi21: _, ...older } = ofClose
    const saved = JSON.parse(JSON.stringify({ ...others, ofClose: older }))
    expect(() => new IndicatorSet().restore(saved)).toThrow(
      'saved indicators must hold "rsi21": build the state anew from bars',
    )
    expect(() => new IndicatorSet().restore(JSON.parse('{}'))).toThrow('must hold "sma10"')
  })

  test('remembers a symbol in less than 9 kB, so that 118 of them fit into one document', () => {
    const set = new IndicatorSet()
    for (let bar = 0; bar < 300; bar += 1) {
      const close = Number((123 + 10 * Math.sin(bar)).toFixed(6))
      set.next({ open: close, high: close + 1, low: close - 1, close, volume: 98_765_432 + bar })
    }
    expect(JSON.stringify(set.save()).length).toBeLessThan((1024 * 1024) / 118)
  })
})
