import { beforeAll, describe, expect, test } from '@jest/globals'
import { type BacktestRun, runBacktest } from '../../../../shared/backtest/engine/run-backtest.ts'
import type { BacktestSetup } from '../../../../shared/backtest/engine/setup.ts'
import type { BacktestResult } from '../../../../shared/backtest/result/backtest-result.ts'
import { add, type Money } from '../../../../shared/domain/money.ts'
import type { History } from '../../../../shared/ports/history.ts'
import { addDays } from '../../../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { walkResult, walkSetup } from '../../../support/walk/run-walk.ts'

const SEED = 3
/** A day with three trades: small, because every run is made a few times over by its own checks. */
const setup = walkSetup({ seed: SEED, sessions: 1 })
let run: BacktestRun

beforeAll(async () => {
  run = await runBacktest(setup, { seed: SEED })
}, 30_000)

/** The checks that take the headline away. */
function refutedBy({ audit, metrics }: BacktestResult): readonly string[] {
  expect(metrics).toBeUndefined()
  return [
    ...new Set(audit.findings.filter(({ severity }) => severity !== 'warning').map(({ check }) => check)),
  ]
}

test('a walk is traded and nothing is found, so that the faults below are found for what they are', async () => {
  const { audit, metrics, trades } = await walkResult(setup, run, SEED)
  expect(audit.findings).toEqual([])
  expect(trades.length).toBeGreaterThan(2)
  expect(metrics?.trades).toBe(trades.length)
})

describe('a history that knows the day under way', () => {
  const { history } = setup
  const withToday = <Request extends { readonly before: ExchangeDate }>(request: Request): Request => ({
    ...request,
    before: addDays(request.before, 1),
  })

  test.each<[string, History]>([
    [
      'by its daily bar',
      { ...history, dailyBars: (symbol, request) => history.dailyBars(symbol, withToday(request)) },
    ],
    [
      'by its minutes',
      { ...history, minuteSessions: (symbol, request) => history.minuteSessions(symbol, withToday(request)) },
    ],
  ])(
    '%s is found to look ahead, and the run has no figures',
    async (_, leaking) => {
      const leakingSetup: BacktestSetup = { ...setup, history: leaking }
      const leakingRun = await runBacktest(leakingSetup, { seed: SEED })
      expect(refutedBy(await walkResult(leakingSetup, leakingRun, SEED))).toEqual(['look-ahead'])
    },
    30_000,
  )
})

describe('an engine that', () => {
  const first = <Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] =>
    items.map((item, index) => (index === 0 ? change(item) : item))

  test.each<[string, string, (honest: BacktestRun) => Partial<BacktestRun>]>([
    [
      'fills before it decides',
      'fill-before-decision',
      ({ fills }) => ({
        fills: first(fills, (fill) => ({ ...fill, time: (fill.time - MINUTE_MS) as EpochMs })),
      }),
    ],
    ['books a fill twice', 'fill-twice', ({ fills }) => ({ fills: fills.flatMap((fill) => [fill, fill]) })],
    [
      'buys below every price of the minute',
      'price-outside-bar',
      ({ fills }) => ({
        fills: first(fills, (fill) => ({ ...fill, price: Math.round(fill.price * 0.97) as Money })),
      }),
    ],
    [
      'forgets the fees',
      'wrong-fees',
      ({ fills }) => ({ fills: fills.map((fill) => ({ ...fill, fees: 0 as Money })) }),
    ],
    ['leaves a trade out', 'trade-mismatch', ({ trades }) => ({ trades: trades.slice(1) })],
    [
      'embellishes a trade',
      'trade-mismatch',
      ({ trades }) => ({
        trades: first(trades, (trade) => ({ ...trade, pnl: add(trade.pnl, 100_000 as Money) })),
      }),
    ],
    [
      'embellishes the account',
      'equity-mismatch',
      ({ marks }) => ({
        marks: marks.map((mark) => ({ ...mark, equity: add(mark.equity, 1_000_000 as Money) })),
      }),
    ],
  ])('%s is found out (%s), and its run has no figures', async (_, check, spoil) => {
    expect(refutedBy(await walkResult(setup, { ...run, ...spoil(run) }, SEED))).toContain(check)
  })
})
