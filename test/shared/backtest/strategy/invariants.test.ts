import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { RunRecord } from '../../../../shared/backtest/audit/run-record.ts'
import type { BarSeries } from '../../../../shared/backtest/bars/bar-series.ts'
import { type CostModel, costModelSchema } from '../../../../shared/backtest/costs/cost-model.ts'
import type { BarStrategy, Wish } from '../../../../shared/backtest/strategy/bar-strategy.ts'
import { runStrategy, type StrategyRun } from '../../../../shared/backtest/strategy/run-strategy.ts'
import type { Money } from '../../../../shared/domain/money.ts'
import { MINUTE_MS } from '../../../../shared/time/instant.ts'
import { sessionAt } from '../../../../shared/time/session.ts'
import { walkBars } from './walk-bars.ts'

const BARS = 450
const pct = fc.double({ min: 0, max: 1, noNaN: true })

const costs: fc.Arbitrary<CostModel> = fc
  .record({
    commissionUsd: fc.integer({ min: 0, max: 700 }).map((cents) => cents / 100),
    spreadBps: fc.integer({ min: 0, max: 50 }),
    slippageBps: fc.integer({ min: 0, max: 50 }),
    volumeSharePctMax: fc.integer({ min: 1, max: 100 }),
  })
  .map((changes) => costModelSchema.parse(changes))

/** A strategy of wishes at every few bars, of every kind. */
const strategy: fc.Arbitrary<BarStrategy> = fc
  .array(
    fc.record({
      every: fc.integer({ min: 1, max: 40 }),
      target: pct,
      kind: fc.integer({ min: 0, max: 7 }),
      off: pct,
    }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((rules) => ({
    name: 'arbitrary',
    warmUpBars: 3,
    open: () => (bar) => {
      const rule = rules.find(({ every }) => bar.index % every === 0)
      return rule && wishOf(rule, bar.close)
    },
  }))

function wishOf(
  o: { readonly target: number; readonly kind: number; readonly off: number },
  close: number,
): Wish {
  const apart = o.off * 0.01
  return {
    target: o.kind % 3 === 0 ? 0 : o.target,
    ...(o.kind & 1 && { stop: close * (1 - apart) }),
    ...(o.kind & 2 && { takeProfit: close * (1 + apart) }),
    ...(o.kind & 4 && { limit: close * (1 + (o.off - 0.5) * 0.01) }),
  }
}

const run: fc.Arbitrary<StrategyRun & { readonly costs: CostModel }> = fc
  .record({
    strategy,
    costs,
    seed: fc.integer(),
    flatAtClose: fc.boolean(),
    carryOrders: fc.boolean(),
    startUsd: fc.integer({ min: 100, max: 200_000 }),
  })
  .map(({ strategy, costs, seed, startUsd, ...options }) => ({
    costs,
    ...runStrategy({
      series: [bars('AAA', seed), bars('BBB', seed + 1)],
      strategy,
      costs,
      startCash: (startUsd * 10_000) as Money,
      options,
    }),
  }))

function bars(symbol: string, seed: number): BarSeries {
  const volume = (draw: () => number) => Math.max(0, Math.round(draw() * 5_000 - 500))
  return walkBars({ symbol, seed, bars: BARS, gapPct: 0.3, stepPct: 0.4, volume })
}

test('in every run fills explain cash and shares, nothing trades too early, twice, too much or on credit', () => {
  fc.assert(
    fc.property(run, ({ record, totals, costs }) => {
      expect(cashAfter(record)).toEqual({ end: totals.cash, isNeverNegative: true })
      expect(fewestShares(record)).toBeGreaterThanOrEqual(0)
      expect(record.fills.filter((fill) => isTooEarly(record, fill.orderId, fill.time))).toEqual([])
      expect(overfilled(record)).toEqual([])
      expect(overShare(record, costs)).toEqual([])
      expect(new Set(record.fills.map(({ fillId }) => fillId)).size).toBe(totals.fills)
      expect(record.marks.at(-1)).toMatchObject({ cash: totals.cash, equity: totals.equity })
    }),
    { numRuns: 25 },
  )
})

function cashAfter({ startCash, fills }: RunRecord): {
  readonly end: number
  readonly isNeverNegative: boolean
} {
  let cash: number = startCash
  let lowest = cash
  for (const { side, price, quantity, fees } of fills) {
    cash += (side === 'BUY' ? -1 : 1) * price * quantity - fees
    lowest = Math.min(lowest, cash)
  }
  return { end: cash, isNeverNegative: lowest >= 0 }
}

function fewestShares({ fills }: RunRecord): number {
  const held = new Map<string, number>()
  let fewest = 0
  for (const { symbol, side, quantity } of fills) {
    const shares = (held.get(symbol) ?? 0) + (side === 'BUY' ? quantity : -quantity)
    held.set(symbol, shares)
    fewest = Math.min(fewest, shares)
  }
  return fewest
}

/** A decision is made when a bar ends: what follows from it is in a later bar. */
function isTooEarly({ orders }: RunRecord, orderId: string, time: number): boolean {
  const order = orders.find((other) => other.orderId === orderId)!
  const barOfFill = Math.floor(time / MINUTE_MS) * MINUTE_MS
  return barOfFill < order.decidedAt || time <= order.decidedAt
}

function overfilled({ orders, fills }: RunRecord): readonly string[] {
  return orders
    .filter(({ orderId, quantity }) => {
      const own = fills.filter((fill) => fill.orderId === orderId)
      return own.reduce((sum, fill) => sum + fill.quantity, 0) > quantity
    })
    .map(({ orderId }) => orderId)
}

function overShare({ series, fills }: RunRecord, { volumeSharePctMax }: CostModel): readonly string[] {
  const traded = new Map<string, number>()
  for (const { symbol, time, quantity } of fills) {
    const bar = `${symbol} ${Math.floor(time / MINUTE_MS) * MINUTE_MS}`
    traded.set(bar, (traded.get(bar) ?? 0) + quantity)
  }
  const allowed = new Map<string, number>(
    series.flatMap(({ symbol, time, volume }) =>
      Array.from(
        time,
        (start, index) => [`${symbol} ${start}`, (volume[index]! * volumeSharePctMax) / 100] as const,
      ),
    ),
  )
  return [...traded].filter(([bar, quantity]) => !(quantity <= allowed.get(bar)!)).map(([bar]) => bar)
}

test('no decision depends on bars that come after it', () => {
  fc.assert(
    fc.property(strategy, fc.integer(), fc.integer({ min: 10, max: BARS - 1 }), (rules, seed, cut) => {
      const whole = bars('AAA', seed)
      const request = { strategy: rules, costs: costModelSchema.parse({}), startCash: 1_000_000_000 as Money }
      const at = whole.time[cut]!
      const until = (series: BarSeries) => {
        const { fills, orders } = runStrategy({ ...request, series: [series] }).record
        return {
          fills: fills.filter(({ time }) => time < at),
          orders: orders.filter(({ type, decidedAt }) => type === 'MARKET' && decidedAt <= at),
        }
      }
      expect(until(scrambled(whole, cut))).toEqual(until(whole))
    }),
    { numRuns: 20 },
  )
})

/** The same bars up to the cut, others from there on. */
function scrambled(series: BarSeries, cut: number): BarSeries {
  const after = (column: Float64Array) => column.map((value, index) => (index < cut ? value : value * 1.7))
  const { open, high, low, close } = series
  return { ...series, open: after(open), high: after(high), low: after(low), close: after(close) }
}

test('what is flat at the close holds nothing over night while every minute has its volume', () => {
  fc.assert(
    fc.property(strategy, fc.integer(), (rules, seed) => {
      const series = walkBars({ seed, bars: 990, after: '2022-11-22', gapPct: 0.3, stepPct: 0.4 })
      const { record, totals } = runStrategy({
        series: [series],
        strategy: rules,
        costs: costModelSchema.parse({}),
        startCash: 1_000_000_000 as Money,
        options: { flatAtClose: true },
      })
      expect(totals.leftOvernight).toBe(0)
      const bySession = Map.groupBy(record.fills, ({ time }) => sessionOf(time))
      for (const fills of bySession.values())
        expect(
          fills.reduce((sum, { side, quantity }) => sum + (side === 'BUY' ? quantity : -quantity), 0),
        ).toBe(0)
    }),
    { numRuns: 20 },
  )
})

function sessionOf(time: number): string {
  const session = sessionAt(time as Parameters<typeof sessionAt>[0])
  if (session.phase === 'closed') throw new Error(`traded ${session.reason}`)
  return session.date
}
