import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { metricsSchema } from '../../../../shared/backtest/metrics/metrics.ts'
import { metricsOf } from '../../../../shared/backtest/metrics/metrics-of.ts'
import { sessions, sessionsReturning, trade } from './account-of.ts'

const NOTHING = { startUsd: 100_000, equity: [], trades: [], trials: 1, seed: 1 }
const WAVE = [0.01, -0.02, 0.015, 0, -0.005, 0.02, -0.01, 0.005, 0.012, -0.003]
const TWENTY = [...WAVE, ...WAVE.toReversed()]

const ofSessions = (returns: readonly number[]) =>
  metricsOf({ ...NOTHING, equity: sessionsReturning(returns) })
const ofTrades = (pnl: readonly number[]) => metricsOf({ ...NOTHING, trades: pnl.map((each) => trade(each)) })

test('without a session and a trade every figure that needs one is absent', () => {
  expect(metricsOf(NOTHING)).toEqual({
    startUsd: 100_000,
    endUsd: 100_000,
    returnPct: 0,
    exposurePct: 0,
    maxDrawdownPct: 0,
    maxDrawdownUsd: 0,
    maxDrawdownSessions: 0,
    trades: 0,
    wins: 0,
    losses: 0,
    longestWinStreak: 0,
    longestLossStreak: 0,
    feesUsd: 0,
    slippageUsd: 0,
    bootstrap90: {},
    trials: 1,
    verdict: 'too-few-trades',
  })
})

describe('growth and its ratios', () => {
  const figures = ofSessions(TWENTY)
  const total = TWENTY.reduce((worth, gained) => worth * (1 + gained), 1)
  // Variance as mean of squares − square of mean, the other way round than the product.
  const average = TWENTY.reduce((sum, gained) => sum + gained) / 20
  const squares = TWENTY.reduce((sum, gained) => sum + gained * gained, 0)
  const deviation = Math.sqrt((squares - 20 * average * average) / 19)
  const below = TWENTY.filter((gained) => gained < 0).reduce((sum, gained) => sum + gained * gained, 0)

  test('the return runs from the start to the end of the last session', () => {
    expect(figures.returnPct).toBeCloseTo((total - 1) * 100, 9)
    expect(figures.endUsd).toBeCloseTo(100_000 * total, 6)
  })

  test('the yearly rate compounds to 252 sessions', () => {
    expect(figures.cagrPct).toBeCloseTo(100 * Math.expm1((Math.log(total) * 252) / 20), 9)
  })

  test('the yearly rate is absent under 20 sessions', () => {
    expect(ofSessions(TWENTY.slice(1))).not.toHaveProperty('cagrPct')
    expect(ofSessions(TWENTY.slice(1))).not.toHaveProperty('calmar')
  })

  test('volatility and Sharpe use the sample deviation', () => {
    expect(figures.volatilityPct).toBeCloseTo(deviation * Math.sqrt(252) * 100, 9)
    expect(figures.sharpe).toBeCloseTo((average * 252) / (deviation * Math.sqrt(252)), 9)
  })

  test('Sortino divides by what fell, over all sessions', () => {
    expect(figures.sortino).toBeCloseTo((average * 252) / Math.sqrt((below / 20) * 252), 9)
  })

  test('Calmar is the yearly rate in units of the deepest fall', () => {
    expect(figures.calmar! * figures.maxDrawdownPct).toBeCloseTo(figures.cagrPct!, 9)
  })

  test('sessions that all return the same have no Sharpe ratio, whatever a division leaves', () => {
    const steady = ofSessions(new Array<number>(60).fill(0.001))
    expect(steady).not.toHaveProperty('sharpe')
    expect(steady).not.toHaveProperty('sortino')
    expect(steady).not.toHaveProperty('probabilisticSharpe')
    expect(steady.bootstrap90).not.toHaveProperty('sharpe')
  })

  test('once the equity is gone nothing returns anything', () => {
    const figures = metricsOf({ ...NOTHING, equity: sessions([50_000, 0, 0]) })
    expect(figures).toMatchObject({ returnPct: -100, maxDrawdownPct: 100, endUsd: 0 })
  })
})

describe('value at risk', () => {
  test('lies between the second and the third worst of 21 sessions', () => {
    // Type 7 puts the quantile on rank 1 + 20 × 0.05 = 2: exactly the second worst.
    const returns = Array.from({ length: 21 }, (_, index) => (index - 10) / 1_000)
    expect(ofSessions(returns).valueAtRisk95Pct).toBeCloseTo(0.9, 9)
  })

  test('goes along a straight line between two sessions', () => {
    const returns = Array.from({ length: 31 }, (_, index) => (index - 15) / 1_000)
    expect(ofSessions(returns).valueAtRisk95Pct).toBeCloseTo((1.4 + 1.3) / 2, 9)
  })

  test('is 0 where no session lost and absent where one of twenty cannot be seen', () => {
    expect(ofSessions(new Array<number>(20).fill(0.01)).valueAtRisk95Pct).toBe(0)
    expect(ofSessions(new Array<number>(19).fill(-0.01))).not.toHaveProperty('valueAtRisk95Pct')
  })
})

test('exposure is the mean of the sessions and turnover counts round trips a year', () => {
  const equity = sessions([100_000, 100_000]).map((point, index) => ({
    ...point,
    exposurePct: 20 + 20 * index,
    tradedUsd: 50_000,
  }))
  const figures = metricsOf({ ...NOTHING, equity })
  expect(figures.exposurePct).toBe(30)
  expect(figures.turnoverAYear).toBe(0.25 * 252)
})

test('the return of holding is stated only where the data have it at both ends', () => {
  const [first, last] = sessions([100_000, 101_000]) as [
    ReturnType<typeof sessions>[0],
    ReturnType<typeof sessions>[0],
  ]
  const held = metricsOf({
    ...NOTHING,
    equity: [
      { ...first, spyClose: 500, buyAndHoldUsd: 99_000 },
      { ...last, spyClose: 510, buyAndHoldUsd: 103_000 },
    ],
  })
  expect(held.spyPct).toBeCloseTo(2, 9)
  expect(held.buyAndHoldPct).toBeCloseTo(3, 9)
  const partly = metricsOf({ ...NOTHING, equity: [first, { ...last, spyClose: 510 }] })
  expect(partly).not.toHaveProperty('spyPct')
  expect(partly).not.toHaveProperty('buyAndHoldPct')
})

describe('trades', () => {
  test('are counted, averaged and summed to the cent', () => {
    const figures = metricsOf({
      ...NOTHING,
      trades: [
        trade(100.1, { fees: 0.1, slippageUsd: 1, favourablePct: 2, adversePct: -1, minutesHeld: 10 }),
        trade(-50.2, { fees: 0.2, favourablePct: 1, adversePct: -3, minutesHeld: 30 }),
        trade(0),
        trade(10.3, { minutesHeld: 50 }),
      ],
    })
    expect(figures).toMatchObject({
      ...{ trades: 4, wins: 2, losses: 1, winRatePct: 50, bestUsd: 100.1, worstUsd: -50.2 },
      ...{ averageWinUsd: 55.2, averageLossUsd: -50.2, expectancyUsd: 15.05 },
      ...{ feesUsd: 0.3, slippageUsd: 1, averageMinutesHeld: 30, mfePct: 0.75, maePct: -1 },
    })
    expect(figures.profitFactor).toBeCloseTo(110.4 / 50.2, 12)
  })

  test('streaks follow the exits, in whatever order the trades come', () => {
    const late = trade(-1, { exitTime: Date.UTC(2025, 0, 3) })
    const figures = metricsOf({ ...NOTHING, trades: [trade(1), late, trade(1), trade(1)] })
    expect(figures).toMatchObject({ longestWinStreak: 3, longestLossStreak: 1 })
  })

  test('the system quality number is that of a t statistic up to 100 trades, and no larger for more', () => {
    // 3 and −1 in turn: mean 1, sum of squared distances 4 a trade.
    const results = (count: number) => Array.from({ length: count }, (_, index) => (index % 2 ? -1 : 3))
    expect(ofTrades(results(64)).sqn).toBeCloseTo(8 / Math.sqrt((4 * 64) / 63), 9)
    expect(ofTrades(results(400)).sqn).toBeCloseTo(10 / Math.sqrt((4 * 400) / 399), 9)
  })

  test('equal results have no system quality number', () => {
    expect(ofTrades([0.1, 0.1, 0.1])).not.toHaveProperty('sqn')
  })
})

describe('an input that no run can have made', () => {
  test.each([
    ['startUsd', { startUsd: 0 }],
    ['equityUsd', { equity: sessions([-1]) }],
    ['lowUsd', { equity: sessions([1], [Number.NaN]) }],
    ['pnl', { trades: [trade(Number.POSITIVE_INFINITY)] }],
    ['trials', { trials: 0 }],
    ['seed', { seed: 0.5 }],
    ['trialSharpeDeviation', { trialSharpeDeviation: -1 }],
  ])('is refused by the name of its field: %s', (field, change) => {
    expect(() => metricsOf({ ...NOTHING, ...change })).toThrow(RangeError)
    expect(() => metricsOf({ ...NOTHING, ...change })).toThrow(new RegExp(`^${field}.* is .*; allowed: `))
  })
})

const cents = (min: number, max: number) => fc.integer({ min, max }).map((amount) => amount / 100)
const anyInput = fc.record({
  startUsd: cents(1, 1e9),
  equity: fc.array(fc.record({ end: cents(0, 1e9), low: cents(0, 1e9) }), { maxLength: 40 }).map((points) =>
    sessions(
      points.map(({ end }) => end),
      points.map(({ end, low }) => Math.min(end, low)),
    ),
  ),
  trades: fc.array(
    cents(-1e7, 1e7).map((pnl) => trade(pnl)),
    { maxLength: 40 },
  ),
  trials: fc.integer({ min: 1, max: 1e9 }),
  seed: fc.integer(),
})

test('every figure is a finite number or absent, and holds what its name says', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      // The schema takes no number that is not finite and no property that is undefined.
      const figures = metricsSchema.parse(metricsOf(input))
      expect(figures.maxDrawdownPct).toBeGreaterThanOrEqual(0)
      expect(figures.maxDrawdownPct).toBeLessThanOrEqual(100)
      expect(figures.maxDrawdownSessions).toBeLessThanOrEqual(input.equity.length)
      for (const chance of [figures.probabilisticSharpe, figures.deflatedSharpe])
        if (chance !== undefined) expect(Math.abs(chance - 0.5)).toBeLessThanOrEqual(0.5)
      for (const interval of Object.values(figures.bootstrap90))
        if (interval) expect(interval.low).toBeLessThanOrEqual(interval.high)
    }),
    { numRuns: 60 },
  )
})

test('the same input gives the same bytes and is left as it was', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const before = JSON.stringify(input)
      const figures = JSON.stringify(metricsOf(input))
      expect(JSON.stringify(metricsOf(input))).toBe(figures)
      expect(JSON.stringify(input)).toBe(before)
    }),
    { numRuns: 20 },
  )
})

test('only wins have neither a profit factor nor an interval of one, and show an edge', () => {
  const figures = ofTrades(Array.from({ length: 40 }, (_, index) => 1 + index))
  expect(figures).not.toHaveProperty('profitFactor')
  expect(figures.bootstrap90).not.toHaveProperty('profitFactor')
  expect(figures.verdict).toBe('edge')
})
