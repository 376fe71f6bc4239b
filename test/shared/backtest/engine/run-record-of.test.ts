import { describe, expect, test } from '@jest/globals'
import type { RecordedFill } from '../../../../shared/backtest/audit/run-record.ts'
import { costModelSchema } from '../../../../shared/backtest/costs/cost-model.ts'
import type { BacktestRun } from '../../../../shared/backtest/engine/run-backtest.ts'
import { runRecordOf } from '../../../../shared/backtest/engine/run-record-of.ts'
import type { BacktestSetup } from '../../../../shared/backtest/engine/setup.ts'
import { type Ticker, ticker } from '../../../../shared/domain/ids.ts'
import { type Money, money } from '../../../../shared/domain/money.ts'
import type { Trade } from '../../../../shared/domain/trade.ts'
import { exchangeDate, exchangeInstant, parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../../../shared/time/instant.ts'
import { TQQQ } from '../../../support/fixtures.ts'

const [MONDAY, TUESDAY, WEDNESDAY] = ['2026-03-02', '2026-03-03', '2026-03-04'].map(parseExchangeDate) as [
  ReturnType<typeof parseExchangeDate>,
  ReturnType<typeof parseExchangeDate>,
  ReturnType<typeof parseExchangeDate>,
]
const SQQQ = ticker('SQQQ')
const QUIET = ticker('UPRO')

/** Every symbol has one bar at ten each day; SQQQ was recorded by the second. */
const market: BacktestSetup['market'] = {
  day: (symbol, date) => ({
    intraday: {
      intervalMs: symbol === SQQQ ? SECOND_MS : MINUTE_MS,
      bars: [{ time: exchangeInstant(date, 600), open: 20, high: 20, low: 20, close: 20, volume: 100 }],
    },
    quotes: [],
    morning: {},
  }),
}

const setup = {
  startCash: money('25000'),
  costs: costModelSchema.parse({}),
  market,
  instruments: [TQQQ, SQQQ, QUIET].map((symbol) => ({ symbol })),
} as unknown as BacktestSetup

function fill(symbol: Ticker, side: 'BUY' | 'SELL', time: number): RecordedFill {
  const orderId = `${symbol} ${side}`
  const fillId = `${orderId} ${time}`
  return {
    fillId,
    orderId,
    symbol,
    side,
    quantity: 10,
    price: money('20'),
    fees: 0 as Money,
    time: time as EpochMs,
  }
}

const at = (date: typeof MONDAY, minute: number, second = 0) =>
  (exchangeInstant(date, minute) + second * SECOND_MS) as EpochMs

const run = {
  fills: [
    fill(TQQQ, 'BUY', at(MONDAY, 601)),
    fill(SQQQ, 'BUY', at(MONDAY, 602)),
    fill(TQQQ, 'SELL', at(WEDNESDAY, 610, 20)),
    fill(TQQQ, 'BUY', at(WEDNESDAY, 700)),
    fill(TQQQ, 'SELL', at(WEDNESDAY, 720)),
  ],
  orders: [],
  marks: [MONDAY, TUESDAY, WEDNESDAY].map((date) => ({ time: at(date, 960), cash: 1, equity: 1 })),
  trades: [
    {
      symbol: TQQQ,
      quantity: 10,
      entryTime: at(MONDAY, 601),
      // The books saw the fill of 10:10:20 when they looked a minute later.
      exitTime: at(WEDNESDAY, 611),
      pnl: money('-1.50'),
    } as Trade,
  ],
} as unknown as BacktestRun

describe('what the audit is told of a run', () => {
  const record = runRecordOf(setup, run)

  test('has marks of the dates with fills only', () => {
    expect(record.marks.map(({ time }) => exchangeDate(time))).toEqual([MONDAY, WEDNESDAY])
  })

  test('has the minute bars of each traded symbol, of those dates and no others', () => {
    expect(record.series.map(({ symbol, interval }) => [symbol, interval])).toEqual([[TQQQ, 'minute']])
    expect([...record.series[0]!.time]).toEqual([at(MONDAY, 600), at(WEDNESDAY, 600)])
  })

  test('has each trade ended by the sale that the books saw, and says how exact its P&L is', () => {
    expect(record.trades).toEqual([
      {
        symbol: TQQQ,
        quantity: 10,
        entryTime: at(MONDAY, 601),
        exitTime: at(WEDNESDAY, 610, 20),
        pnl: money('-1.50'),
        pnlWithin: 10,
      },
    ])
  })

  test('without a fill has neither bars nor marks', () => {
    const idle = runRecordOf(setup, { ...run, fills: [], trades: [] })
    expect(idle).toMatchObject({ series: [], marks: [], trades: [], startCash: money('25000') })
  })
})
