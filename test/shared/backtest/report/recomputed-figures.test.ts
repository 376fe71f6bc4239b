import { describe, expect, test } from '@jest/globals'
import { backtestReport } from '../../../../shared/backtest/report/backtest-report.ts'
import {
  type BacktestResult,
  backtestResultSchema,
} from '../../../../shared/backtest/result/backtest-result.ts'
import { figuresIn, partOf } from './figures-in.ts'
import { madeUpResult } from './made-up-result.ts'

/** What a reader of the JSON file has: nothing but the text of it. */
const result = backtestResultSchema.parse(JSON.parse(JSON.stringify(madeUpResult())))
const html = backtestReport(result)
const shown = figuresIn(html)

const YEAR = 252

/** The figures by this test's own arithmetic, from sessions and trades alone. */
function recomputed({ equity, trades, about }: BacktestResult): Readonly<Record<string, number>> {
  const start = about.startCashUsd
  const ends = equity.map((point) => point.equityUsd)
  const end = ends[ends.length - 1]!
  const returns = ends.map(
    (worth, index) => (worth - (ends[index - 1] ?? start)) / (ends[index - 1] ?? start),
  )
  const average = sum(returns) / returns.length
  const spread = Math.sqrt(sum(returns.map((value) => (value - average) ** 2)) / (returns.length - 1))
  const below = Math.sqrt(sum(returns.map((value) => Math.min(0, value) ** 2)) / returns.length)
  const falls = equity.map(({ lowUsd, equityUsd }, index) => {
    const high = Math.max(start, ...ends.slice(0, index))
    return {
      usd: high - Math.min(lowUsd, equityUsd),
      pct: (100 * (high - Math.min(lowUsd, equityUsd))) / high,
    }
  })
  const won = trades.filter((trade) => trade.pnl > 0).map((trade) => trade.pnl)
  const lost = trades.filter((trade) => trade.pnl < 0).map((trade) => trade.pnl)
  const results = trades.map((trade) => trade.pnl)
  const cagr = 100 * (Math.exp((Math.log(end / start) * YEAR) / equity.length) - 1)
  const deepest = Math.max(...falls.map((fall) => fall.pct))
  return {
    startUsd: start,
    endUsd: end,
    returnPct: 100 * (end / start - 1),
    cagrPct: cagr,
    volatilityPct: 100 * spread * Math.sqrt(YEAR),
    sharpe: (average / spread) * Math.sqrt(YEAR),
    sortino: (average / below) * Math.sqrt(YEAR),
    calmar: cagr / deepest,
    maxDrawdownPct: deepest,
    maxDrawdownUsd: Math.max(...falls.map((fall) => fall.usd)),
    exposurePct: sum(equity.map((point) => point.exposurePct)) / equity.length,
    turnoverAYear: (sum(equity.map((point) => point.tradedUsd)) / 2 / sum(ends)) * YEAR,
    buyAndHoldPct: 100 * (equity[equity.length - 1]!.buyAndHoldUsd! / start - 1),
    spyPct: 100 * (equity[equity.length - 1]!.spyClose! / equity[0]!.spyClose! - 1),
    trades: trades.length,
    wins: won.length,
    losses: lost.length,
    winRatePct: (100 * won.length) / trades.length,
    profitFactor: sum(won) / -sum(lost),
    expectancyUsd: sum(results) / trades.length,
    averageWinUsd: sum(won) / won.length,
    bestUsd: Math.max(...results),
    worstUsd: Math.min(...results),
    averageMinutesHeld: sum(trades.map((trade) => trade.minutesHeld)) / trades.length,
    feesUsd: sum(trades.map((trade) => trade.fees)),
    slippageUsd: sum(trades.map((trade) => trade.slippageUsd ?? 0)),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

describe('the figures of a report', () => {
  test.each(Object.entries(recomputed(result)))('%s is what the JSON gives', (name, value) => {
    // Amounts are kept in whole 1/10,000 USD.
    expect(shown.get(name)).toBeCloseTo(value, 3)
  })

  test('every figure of the JSON is shown with its full value', () => {
    const { bootstrap90, verdict: _, ...figures } = result.metrics!
    for (const [name, value] of Object.entries(figures))
      expect([name, shown.get(name)]).toEqual([name, value])
    for (const [name, { low, high }] of Object.entries(bootstrap90)) {
      expect([name, shown.get(`bootstrap90.${name}.low`)]).toEqual([name, low])
      expect([name, shown.get(`bootstrap90.${name}.high`)]).toEqual([name, high])
    }
  })

  test('the headline has the figures that matter most', () => {
    expect([...figuresIn(partOf(html, 'headline')).keys()].sort()).toEqual(
      [
        ...['returnPct', 'startUsd', 'endUsd', 'buyAndHoldPct', 'spyPct', 'cagrPct', 'volatilityPct'],
        ...['maxDrawdownPct', 'maxDrawdownUsd', 'maxDrawdownSessions', 'sharpe', 'deflatedSharpe', 'trials'],
        ...['profitFactor', 'bootstrap90.profitFactor.low', 'bootstrap90.profitFactor.high'],
        ...['trades', 'winRatePct', 'expectancyUsd'],
      ].sort(),
    )
  })

  test('a figure without a meaning is a dash', () => {
    const { cagrPct: _, spyPct: __, ...metrics } = result.metrics!
    const headline = partOf(backtestReport({ ...result, metrics }), 'headline')
    expect(figuresIn(headline).has('cagrPct')).toBe(false)
    expect(headline.split('<span class="none">–</span>')).toHaveLength(3)
  })
})
