import { beforeAll, describe, expect, test } from '@jest/globals'
import type { RecordedFill } from '../../../../shared/backtest/audit/run-record.ts'
import { Funnel } from '../../../../shared/backtest/engine/funnel.ts'
import { runBacktest } from '../../../../shared/backtest/engine/run-backtest.ts'
import {
  type DayRun,
  firstStanding,
  runDay,
  type Standing,
} from '../../../../shared/backtest/engine/run-day.ts'
import type { BacktestSetup } from '../../../../shared/backtest/engine/setup.ts'
import { type BacktestMarket, intradayOf } from '../../../../shared/backtest/market/backtest-market.ts'
import { learnFrom } from '../../../../shared/ledger/learning.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { marketDay, type OpenDay } from '../../../../shared/time/market-calendar.ts'
import { walkSetup } from '../../../support/walk/run-walk.ts'

/** Those that are traded on the two days; fewer symbols make the tests quicker. */
const TRADED = ['WALKB', 'WALKD', 'WALKJ']
const walked = walkSetup({ seed: 5, sessions: 2 })
const setup = { ...walked, instruments: walked.instruments.filter(({ symbol }) => TRADED.includes(symbol)) }
const [monday, tuesday] = setup.dates.map((date) => marketDay(date)) as [OpenDay, OpenDay]
const start = firstStanding(setup.startCash)

function dayOf(
  day: OpenDay,
  before: Standing = start,
  changes: Partial<BacktestSetup> = {},
): Promise<DayRun> {
  return runDay({ ...setup, ...changes }, day, { before, funnel: new Funnel() })
}

function bytesOf({ prices, ...run }: DayRun): string {
  return JSON.stringify({ ...run, prices: [...prices] })
}

/** The market without the bars that a test leaves out. */
function marketWhere(isKept: (symbol: string, time: EpochMs) => boolean): BacktestMarket {
  return {
    day: (symbol, date) => {
      const recorded = setup.market.day(symbol, date)
      const intraday = intradayOf(recorded)
      const bars = intraday?.bars.filter(({ time }) => isKept(symbol, time)) ?? []
      return bars.length === 0 || !intraday
        ? undefined
        : { intraday: { ...intraday, bars }, quotes: [], morning: {} }
    },
  }
}

const moved = (fills: readonly RecordedFill[]) =>
  fills.reduce(
    (sum, { side, quantity, price, fees }) => sum + (side === 'SELL' ? 1 : -1) * quantity * price - fees,
    0,
  )

let first: DayRun
beforeAll(async () => {
  first = await dayOf(monday)
})

describe('a day', () => {
  test('is the same to the byte from the same standing', async () => {
    expect(first.trades.length).toBeGreaterThan(0)
    expect(bytesOf(await dayOf(monday))).toBe(bytesOf(first))
  })

  test('after another in one run is the day from the standing that the other left, also once written down', async () => {
    const days: DayRun[] = []
    await runBacktest(setup, { seed: 1, observer: { dayDone: ({ run }) => days.push(run) } })
    const [one, other] = days as [DayRun, DayRun]
    expect(bytesOf(one)).toBe(bytesOf(first))
    expect(other.trades.length).toBeGreaterThan(0)
    const { mode, learning } = setup.config
    const left: Standing = { ...first.after, learning: learnFrom(first.trades, mode, learning) }
    expect(bytesOf(await dayOf(tuesday, JSON.parse(JSON.stringify(left))))).toBe(bytesOf(other))
  })

  test('leaves the cash that its fills make of the cash before', () => {
    expect(first.after.account.cash - setup.startCash).toBe(moved(first.record.fills))
    expect(first.equity.cash).toBe(first.after.account.cash)
  })

  test('ends flat, was never lower than its low, and was in the market while it held something', () => {
    const { equity, low, cash, exposurePct } = first.equity
    expect(first.after.account.holdings).toEqual({})
    expect(equity).toBe(cash)
    expect(low).toBeLessThanOrEqual(equity)
    expect(low).toBeLessThanOrEqual(setup.startCash)
    expect(exposurePct).toBeGreaterThan(0)
    expect(exposurePct).toBeLessThan(100)
  })

  test('has the first price of each symbol and its last', () => {
    for (const { symbol } of setup.instruments) {
      const bars = intradayOf(setup.market.day(symbol, monday.date))!.bars
      const { open, close } = first.prices.get(symbol)!
      expect([open, close]).toEqual([bars[0]!.open * 10_000, bars.at(-1)!.close * 10_000].map(Math.round))
    }
    expect(first.bars).toBe(setup.instruments.length * 390)
  })
})

describe('a day without bars', () => {
  test('of one symbol passes that symbol over and goes on with the others', async () => {
    const closed = first.trades[0]!.symbol
    const market = marketWhere((symbol) => symbol !== closed)
    const run = await dayOf(monday, start, { market })
    expect(run.trades.length).toBeGreaterThan(0)
    expect([...run.trades, ...run.record.orders].filter(({ symbol }) => symbol === closed)).toEqual([])
    expect([...run.prices.keys()]).toEqual([...first.prices.keys()].filter((symbol) => symbol !== closed))
    expect(run.bars).toBe(first.bars - 390)
  })

  test('of any symbol trades nothing and leaves the account as it was', async () => {
    const run = await dayOf(monday, start, { market: { day: () => undefined } })
    const cash = setup.startCash
    expect(run.equity).toEqual({ cash, equity: cash, low: cash, exposurePct: 0 })
    expect(run).toMatchObject({ trades: [], decided: [], bars: 0, record: { orders: [], fills: [] } })
    expect(run.after.account).toEqual(start.account)
  })

  test('keeps what could not be sold before it, at its cost', async () => {
    // The bars end within a position, so that nobody can sell it.
    const { entryTime, exitTime } = first.trades[0]!
    const market = marketWhere((_, time) => time < (entryTime + exitTime) / 2)
    const cut = await dayOf(monday, start, { market })
    const held = Object.values(cut.after.account.holdings)
    expect(held.length).toBeGreaterThan(0)
    const cost = held.reduce((sum, each) => sum + each.cost, 0)
    const next = await dayOf(tuesday, cut.after, { market })
    expect(next.equity.cash).toBe(cut.after.account.cash)
    // A mean cost is rounded to the unit of each share.
    const shares = held.reduce((sum, each) => sum + each.quantity, 0)
    expect(Math.abs(next.equity.equity - next.equity.cash - cost)).toBeLessThanOrEqual(shares / 2)
    expect(next.equity.exposurePct).toBeGreaterThan(0)
  })
})
