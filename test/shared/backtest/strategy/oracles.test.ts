import { describe, expect, test } from '@jest/globals'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { RunRecord } from '../../../../shared/backtest/audit/run-record.ts'
import type { BarSeries } from '../../../../shared/backtest/bars/bar-series.ts'
import type { CostModel } from '../../../../shared/backtest/costs/cost-model.ts'
import type { Wish } from '../../../../shared/backtest/strategy/bar-strategy.ts'
import { runStrategy } from '../../../../shared/backtest/strategy/run-strategy.ts'
import { money } from '../../../../shared/domain/money.ts'
import { type PlainFill, plainRun, type Script, scripted } from './plain-engine.ts'
import { NO_COSTS } from './sma-cross.ts'
import { walkBars } from './walk-bars.ts'

/** Three sessions, of which the second one (Friday after Thanksgiving) closes early. */
const BARS = 390 + 210 + 390
const COSTS: CostModel = {
  commissionUsd: 1.25,
  // Whole 1/10,000 USD a share: the two engines then can't differ by how a half is rounded.
  regulatoryFeeUsdPerShareSold: 0.0003,
  spreadBps: 3,
  slippageBps: 7,
  volumeSharePctMax: 10,
}
const START = money('100000')

interface Circumstances {
  readonly costs: CostModel
  readonly gapPct?: number
  readonly flatAtClose?: boolean
  readonly volume?: (draw: () => number) => number
  readonly wish: (close: number, draw: () => number) => Wish
}

const market = (_: number, draw: () => number): Wish => ({ target: draw() < 0.5 ? 0 : draw() })
const guarded = (close: number, draw: () => number): Wish => ({
  ...market(close, draw),
  stop: close * (1 - draw() * 0.004),
  takeProfit: close * (1 + draw() * 0.006),
})
const limited = (close: number, draw: () => number): Wish => ({
  ...guarded(close, draw),
  limit: close * (1 + (draw() - 0.5) * 0.004),
})

const oracles: readonly (readonly [string, Circumstances])[] = [
  ['gaps: bars that open through stops and targets', { costs: NO_COSTS, gapPct: 0.4, wish: guarded }],
  ['fees: commission, regulatory fee, spread and slippage', { costs: COSTS, wish: market }],
  ['sessions: flat at the close', { costs: NO_COSTS, flatAtClose: true, wish: guarded }],
  [
    'parts: thin bars, and some without any volume',
    {
      costs: COSTS,
      gapPct: 0.1,
      wish: guarded,
      volume: (draw) => Math.max(0, Math.round(draw() * 6_000 - 1_000)),
    },
  ],
  [
    'limits, and everything else at once',
    {
      costs: COSTS,
      gapPct: 0.2,
      flatAtClose: true,
      wish: limited,
      volume: (draw) => Math.max(0, Math.round(draw() * 9_000 - 1_000)),
    },
  ],
]

describe.each(oracles)('the second engine agrees on %s', (_, circumstances) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('with seed %d, fill by fill and to the last unit', (seed) => {
    const { costs, flatAtClose = false, gapPct = 0, volume } = circumstances
    const bars = walkBars({
      seed,
      bars: BARS,
      after: '2022-11-22',
      gapPct,
      stepPct: 0.2,
      ...(volume && { volume }),
    })
    const script = scriptOf(bars, seed, circumstances.wish)
    const run = runStrategy({
      series: [bars],
      strategy: scripted(script),
      costs,
      startCash: START,
      options: { flatAtClose },
    })
    const plain = plainRun({ bars, script, costs, startCash: START, flatAtClose })
    expect(plain.fills.length).toBeGreaterThan(20)
    expect(fillsOf(run.record)).toEqual(plain.fills.toSorted(byBar))
    expect(run.totals.cash).toBe(plain.cash)
  })
})

function scriptOf(bars: BarSeries, seed: number, wish: Circumstances['wish']): Script {
  const random = xoroshiro128plus(seed + 1_000)
  const draw = () => uniformFloat64(random)
  const script = new Map<number, Wish>()
  for (let bar = 0; bar < bars.length; bar += 1)
    if (draw() < 0.1) script.set(bar, wish(bars.close[bar]!, draw))
  return script
}

/** The fills of a run as the second engine tells them. */
function fillsOf({ fills, series }: RunRecord): readonly PlainFill[] {
  const times = Array.from(series[0]!.time)
  return fills
    .map(({ time, side, quantity, price, fees }) => ({
      bar: times.findLastIndex((start) => start <= time),
      side,
      quantity,
      price,
      fees,
    }))
    .toSorted(byBar)
}

/** Within a bar both engines book in steps that a bar does not tell the moments of. */
function byBar(first: PlainFill, second: PlainFill): number {
  return first.bar - second.bar || first.side.localeCompare(second.side) || first.price - second.price
}
