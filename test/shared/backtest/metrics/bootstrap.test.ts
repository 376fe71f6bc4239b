import { describe, expect, test } from '@jest/globals'
import { metricsOf } from '../../../../shared/backtest/metrics/metrics-of.ts'
import { sessionsReturning, trade } from './account-of.ts'
import { drawn, normals } from './drawn.ts'

const NOTHING = { startUsd: 100_000, equity: [], trades: [], trials: 1, seed: 1 }

const seeds = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const cents = (amount: number) => Math.round(amount * 100) / 100
const ofTrades = (pnl: readonly number[], seed = 1) =>
  metricsOf({ ...NOTHING, seed, trades: pnl.map((each) => trade(each)) })

function shareOf<Value>(values: readonly Value[], holds: (value: Value) => boolean): number {
  return values.filter(holds).length / values.length
}

describe('the interval covers the true value about nine times of ten', () => {
  // +20 or −10 with equal chance: expectancy 5, profit factor 2.
  const coins = seeds(250).map((seed) => {
    const normal = normals(seed)
    return ofTrades(
      drawn(100, () => (normal() > 0 ? 20 : -10)),
      seed,
    ).bootstrap90
  })

  test('of the expectancy', () => {
    const share = shareOf(coins, ({ expectancyUsd }) => expectancyUsd!.low <= 5 && 5 <= expectancyUsd!.high)
    expect(share).toBeGreaterThan(0.84)
    expect(share).toBeLessThan(0.96)
  })

  test('of the profit factor', () => {
    const share = shareOf(coins, ({ profitFactor }) => profitFactor!.low <= 2 && 2 <= profitFactor!.high)
    expect(share).toBeGreaterThan(0.84)
    expect(share).toBeLessThan(0.96)
  })

  test('of the Sharpe ratio', () => {
    const truth = 0.1 * Math.sqrt(252)
    const runs = seeds(150).map((seed) => {
      const normal = normals(seed)
      const equity = sessionsReturning(drawn(120, () => 0.001 + 0.01 * normal()))
      return metricsOf({ ...NOTHING, seed, equity }).bootstrap90.sharpe!
    })
    const share = shareOf(runs, ({ low, high }) => low <= truth && truth <= high)
    expect(share).toBeGreaterThan(0.82)
    expect(share).toBeLessThan(0.96)
  })
})

test('the interval of the expectancy is about 1.645 standard errors to each side', () => {
  const normal = normals(8)
  const results = drawn(1_000, () => cents(50 + 200 * normal()))
  const { expectancyUsd, bootstrap90 } = ofTrades(results)
  const squares = results.reduce((sum, each) => sum + (each - expectancyUsd!) ** 2, 0)
  const error = Math.sqrt(squares / 999 / 1_000)
  const { low, high } = bootstrap90.expectancyUsd!
  expect(Math.abs((expectancyUsd! - low) / error - 1.645)).toBeLessThan(0.15)
  expect(Math.abs((high - expectancyUsd!) / error - 1.645)).toBeLessThan(0.15)
})

test('sessions that follow each other widen the interval of the Sharpe ratio', () => {
  const width = (returns: readonly number[]) => {
    const { low, high } = metricsOf({ ...NOTHING, equity: sessionsReturning(returns) }).bootstrap90.sharpe!
    return high - low
  }
  const normal = normals(4)
  let before = 0
  const trending = drawn(1_000, () => {
    before = 0.8 * before + 0.006 * normal()
    return before
  })
  // The same returns in an order that has nothing of the trend left.
  const shuffled = trending.map((_, index) => trending[(index * 617) % 1_000]!)
  expect(width(trending)).toBeGreaterThan(1.5 * width(shuffled))
})

test('another seed moves the ends a little, the same one not at all', () => {
  const normal = normals(9)
  const results = drawn(60, () => cents(20 * normal()))
  const [first, again, other] = [ofTrades(results, 1), ofTrades(results, 1), ofTrades(results, 2)]
  expect(again).toEqual(first)
  expect(other.bootstrap90.expectancyUsd).not.toEqual(first.bootstrap90.expectancyUsd)
  expect(Math.abs(other.bootstrap90.expectancyUsd!.low - first.bootstrap90.expectancyUsd!.low)).toBeLessThan(
    1,
  )
})

describe('a profit factor that too many resamples do not have has no interval', () => {
  // Of n trades with k losses a resample has none with a chance of (1 − k/n)^n, about e^−k.
  const withLosses = (losses: number) =>
    ofTrades(Array.from({ length: 60 }, (_, index) => (index < losses ? -1 : 1)))

  test('with 2 losses an eighth of them has none: absent', () => {
    expect(withLosses(2).profitFactor).toBe(29)
    expect(withLosses(2).bootstrap90).not.toHaveProperty('profitFactor')
  })

  test('with 3 losses a twentieth of them has none: present', () => {
    expect(withLosses(3).bootstrap90.profitFactor).toBeDefined()
  })
})

test('one trade and one session have no interval', () => {
  const figures = metricsOf({ ...NOTHING, equity: sessionsReturning([0.01]), trades: [trade(5)] })
  expect(figures.bootstrap90).toEqual({})
})

describe('the verdict', () => {
  const verdicts = (count: number, driftUsd: number) =>
    seeds(count).map((seed) => {
      const normal = normals(1_000 + seed)
      return ofTrades(
        drawn(60, () => cents(driftUsd + 50 * normal())),
        seed,
      ).verdict
    })

  test('is no-edge for nearly all driftless results', () => {
    // The interval misses a true 0 one time of ten, on either side alike.
    const driftless = verdicts(200, 0)
    expect(shareOf(driftless, (verdict) => verdict === 'no-edge')).toBeGreaterThan(0.85)
    expect(shareOf(driftless, (verdict) => verdict === 'edge')).toBeLessThan(0.1)
  })

  test('is edge where trades earn and loses where they lose', () => {
    expect(shareOf(verdicts(40, 25), (verdict) => verdict === 'edge')).toBeGreaterThan(0.95)
    expect(shareOf(verdicts(40, -25), (verdict) => verdict === 'loses')).toBeGreaterThan(0.95)
  })

  test('is not given under 30 trades', () => {
    expect(ofTrades(new Array<number>(29).fill(10)).verdict).toBe('too-few-trades')
    expect(ofTrades(new Array<number>(30).fill(10)).verdict).toBe('edge')
  })

  test('is no-edge where nothing was won or lost', () => {
    expect(ofTrades(new Array<number>(30).fill(0)).verdict).toBe('no-edge')
  })
})
