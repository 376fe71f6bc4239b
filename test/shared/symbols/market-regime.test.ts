import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { marketRegime, regimeAdjustment } from '../../../shared/symbols/market-regime.ts'

const rules = parseConfig({}).selector

/** 50 flat days and a last one that lies so many percent higher: every return is that. */
function jump(pct: number, days = 51) {
  return Array.from({ length: days }, (_, index) => ({ close: index === days - 1 ? 100 + pct : 100 }))
}

describe('the regime', () => {
  test.each([
    [3, 'sideways', 0.6],
    [3.01, 'bull', 0.602],
    [-3, 'sideways', 0.6],
    [-3.01, 'bear', 0.602],
    [5, 'bull', 1],
    [8, 'bull', 1],
    [0, 'sideways', 0],
  ])('%d %% is %s', (pct, kind, confidence) => {
    const regime = marketRegime(jump(pct), rules)
    expect(regime).toMatchObject({ kind })
    expect(regime.kind !== 'unknown' && regime.confidence).toBeCloseTo(confidence, 9)
  })

  test('weighs 5, 20 and 50 days with .5, .3 and .2', () => {
    const closes = Array.from({ length: 51 }, (_, index) => (index === 0 ? 100 : index <= 30 ? 110 : 121))
    const regime = marketRegime(
      closes.map((close) => ({ close })),
      rules,
    )
    expect(regime.kind !== 'unknown' && regime.returnPct).toBeCloseTo(0.3 * 10 + 0.2 * 21, 9)
  })

  test.each([
    [5, 10],
    [6, 5],
    [20, 5],
    [21, 2],
    [50, 2],
    [51, 0],
  ])('a rise of 10 %% that has lasted for %d closes counts %d %%', (closes, returnPct) => {
    const bars = Array.from({ length: 51 }, (_, index) => ({ close: index < 51 - closes ? 100 : 110 }))
    expect(marketRegime(bars, rules)).toMatchObject({ returnPct })
  })

  test('with one day too few is unknown, says so and moves nothing', () => {
    const regime = marketRegime(jump(9, 50), rules)
    expect(regime).toEqual({ kind: 'unknown', reason: '50 daily bars of SPY, 51 are needed' })
    expect(regimeAdjustment(regime, 3, rules)).toBe(0)
  })
})

describe('what the regime does to a symbol', () => {
  const bull = { kind: 'bull', returnPct: 4, confidence: 0.8 } as const
  test.each([
    [bull, 3, 0.12],
    [bull, 1, 0.12],
    [bull, -3, -0.16],
    [{ ...bull, kind: 'bear' } as const, -1, 0.12],
    [{ ...bull, kind: 'bear' } as const, 2, -0.16],
    [{ ...bull, kind: 'sideways' } as const, 3, 0],
  ])('%j moves leverage %d by %d', (regime, leverage, moved) => {
    expect(regimeAdjustment(regime, leverage, rules)).toBeCloseTo(moved, 12)
  })
})
