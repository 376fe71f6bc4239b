import { beforeAll, describe, expect, test } from '@jest/globals'
import type { BacktestResult } from '../../../../shared/backtest/result/backtest-result.ts'
import { backtestWalk } from '../../../support/walk/run-walk.ts'
import type { PlantedDrift } from '../../../support/walk/walk-session.ts'

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const SESSIONS = 30
/** Begins about where the rules enter: on a busy day, once the price has risen. */
const DRIFT: PlantedDrift = { afterRisePct: 1, pct: 3, minutes: 120 }
/** Of a Student t with nine degrees of freedom: 90 % lie between minus this and this. */
const T90 = 1.833

async function results(planted?: PlantedDrift): Promise<readonly BacktestResult[]> {
  const found: BacktestResult[] = []
  for (const seed of SEEDS)
    found.push(await backtestWalk({ seed, sessions: SESSIONS, ...(planted && { planted }) }))
  return found
}

function expectCleanAudits(all: readonly BacktestResult[]): void {
  expect(all.map(({ about, audit }) => [about.seed, audit.findings])).toEqual(SEEDS.map((seed) => [seed, []]))
}

function withVerdict(verdict: string, all: readonly BacktestResult[]): number {
  return all.filter(({ metrics }) => metrics?.verdict === verdict).length
}

/** What the trades of a run earned, and what they paid for it. */
function earned({ trades }: BacktestResult): { readonly net: number; readonly costs: number } {
  return {
    net: sum(trades.map(({ pnl }) => pnl)),
    costs: sum(trades.map(({ fees, slippageUsd = 0 }) => fees + slippageUsd)),
  }
}

/** Where the mean of all seeds lies with 90 % confidence. */
function interval(values: readonly number[]): { readonly low: number; readonly high: number } {
  const mean = sum(values) / values.length
  const variance = sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1)
  const reach = T90 * Math.sqrt(variance / values.length)
  return { low: mean - reach, high: mean + reach }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

describe('on walks without a drift', () => {
  let all: readonly BacktestResult[]
  beforeAll(async () => {
    all = await results()
  }, 600_000)

  test('the audit finds nothing and there are trades to judge', () => {
    expectCleanAudits(all)
    expect(withVerdict('too-few-trades', all)).toBe(0)
  })

  test('nearly no seed is said to have an edge', () => {
    expect(withVerdict('edge', all)).toBeLessThanOrEqual(1)
  })

  test('the rules earn nothing but pay their costs', () => {
    const runs = all.map(earned)
    const [net, gross] = [
      interval(runs.map((run) => run.net)),
      interval(runs.map((run) => run.net + run.costs)),
    ]
    expect(Math.min(...runs.map(({ costs }) => costs))).toBeGreaterThan(0)
    expect(net.low).toBeLessThanOrEqual(0)
    // Before costs a walk gives and takes the same.
    expect(gross.low).toBeLessThan(0)
    expect(gross.high).toBeGreaterThan(0)
  })
})

describe('on the same walks with a real drift', () => {
  let all: readonly BacktestResult[]
  beforeAll(async () => {
    all = await results(DRIFT)
  }, 600_000)

  test('the audit finds nothing', () => {
    expectCleanAudits(all)
  })

  test('nearly every seed is said to have an edge, and together they gain after costs', () => {
    expect(withVerdict('edge', all)).toBeGreaterThanOrEqual(9)
    expect(interval(all.map((run) => earned(run).net)).low).toBeGreaterThan(0)
  })
})
