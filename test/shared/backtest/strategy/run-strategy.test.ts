import { describe, expect, test } from '@jest/globals'
import type { BarSeries } from '../../../../shared/backtest/bars/bar-series.ts'
import { costModelSchema } from '../../../../shared/backtest/costs/cost-model.ts'
import type { BarStrategy, BarView, Wish } from '../../../../shared/backtest/strategy/bar-strategy.ts'
import { parseStrategy, StrategyError } from '../../../../shared/backtest/strategy/bar-strategy.ts'
import { runStrategy } from '../../../../shared/backtest/strategy/run-strategy.ts'
import { money } from '../../../../shared/domain/money.ts'
import type { ExchangeDate } from '../../../../shared/time/instant.ts'
import { marketDay, nextOpenDay } from '../../../../shared/time/market-calendar.ts'
import { OPEN_AT } from '../../../support/session.ts'
import { scripted } from './plain-engine.ts'
import { NO_COSTS, SMA_CROSS } from './sma-cross.ts'
import { emptySeries, walkBars } from './walk-bars.ts'

type Row = readonly [open: number, high: number, low: number, close: number, volume?: number]

/** Minutes of Monday, 14 March 2022 from `from` on. */
function minutes(rows: readonly Row[], { symbol = 'AAA', from = 0 } = {}): BarSeries {
  const series = fill(emptySeries(symbol, rows.length), rows)
  for (let index = 0; index < rows.length; index += 1) series.time[index] = OPEN_AT + (from + index) * 60_000
  return series
}

function days(rows: readonly Row[]): BarSeries {
  const series = fill(emptySeries('AAA', rows.length, 'day'), rows)
  let date = nextOpenDay('2022-11-22' as ExchangeDate)
  for (let index = 0; index < rows.length; index += 1, date = nextOpenDay(date)) {
    const day = marketDay(date)
    series.time[index] = day.kind === 'open' ? day.openAt : Number.NaN
  }
  return series
}

function fill(series: BarSeries, rows: readonly Row[]): BarSeries {
  for (const [index, [open, high, low, close, volume = 1e6]] of rows.entries()) {
    series.open[index] = open
    series.high[index] = high
    series.low[index] = low
    series.close[index] = close
    series.volume[index] = volume
  }
  return series
}

function run(series: readonly BarSeries[], wishes: Readonly<Record<number, Wish>>, options = {}) {
  const script = new Map(Object.entries(wishes).map(([bar, wish]) => [Number(bar), wish]))
  return runStrategy({
    series,
    strategy: scripted(script),
    costs: NO_COSTS,
    startCash: money('10000'),
    options,
  })
}

const flat = (price: number): Row => [price, price, price, price]

describe('a wish', () => {
  test('trades at the open of the next bar, in whole shares of the wished share of the equity', () => {
    const { record, totals } = run([minutes([flat(30), [31, 32, 30, 32], flat(32)])], { 0: { target: 0.5 } })
    expect(record.fills).toMatchObject([
      { side: 'BUY', quantity: 166, price: money('31'), time: OPEN_AT + 60_500 },
    ])
    expect(record.orders).toMatchObject([{ type: 'MARKET', quantity: 166, decidedAt: OPEN_AT + 60_000 }])
    expect(totals).toMatchObject({
      bars: 3,
      orders: 1,
      fills: 1,
      cash: money('4854'),
      equity: money('10166'),
    })
  })

  test('on the last bar trades nowhere', () => {
    expect(run([minutes([flat(30), flat(30)])], { 1: { target: 1 } }).record.fills).toEqual([])
  })

  test('for what is already so is no order', () => {
    expect(
      run([minutes([flat(25), flat(25), flat(25)])], { 0: { target: 0.5 }, 2: { target: 0.5 } }).totals
        .orders,
    ).toBe(1)
  })

  test('before the warm-up has no effect', () => {
    const eager: BarStrategy = { name: 'eager', warmUpBars: 3, open: () => () => ({ target: 1 }) }
    const request = { series: [minutes([1, 2, 3, 4].map(flat))], costs: NO_COSTS, startCash: money('10000') }
    expect(runStrategy({ ...request, strategy: eager }).record.orders[0]?.decidedAt).toBe(OPEN_AT + 180_000)
  })

  test('that the cash is not enough for is cut to what it pays', () => {
    const { record, totals } = run([minutes([flat(10), flat(20), flat(20)])], { 0: { target: 1 } })
    expect(record.orders[0]?.quantity).toBe(1_000)
    expect(record.fills).toMatchObject([{ quantity: 500 }])
    expect(totals.cash).toBe(0)
  })

  test.each([
    [{ target: 1.5 }, 'strategy scripted, AAA, bar 1: target was 1.5, must be from 0 to 1'],
    [{ target: Number.NaN }, 'target was NaN'],
    [{ target: 1, stop: -1 }, 'stop was -1, must be a price above 0'],
    [{ target: 1, limit: Number.NaN }, 'limit was NaN'],
  ])('of %j is refused by name', (wish, message) => {
    expect(() => run([minutes([flat(1), flat(1)])], { 1: wish })).toThrow(StrategyError)
    expect(() => run([minutes([flat(1), flat(1)])], { 1: wish })).toThrow(message)
  })
})

describe('stop and target', () => {
  const wish = { target: 1, stop: 95, takeProfit: 105 }

  test('in one bar: the stop wins', () => {
    const { trades } = run([minutes([flat(100), flat(100), [100, 110, 90, 100]])], { 0: wish })
    expect(trades).toMatchObject([
      { reason: 'STOP_LOSS', entryPrice: 100, exitPrice: 95, pnl: -500, pnlPct: -5, riskMultiple: -1 },
    ])
  })

  test('a gap through the stop costs what it costs', () => {
    const { trades } = run([minutes([flat(100), flat(100), [80, 99, 80, 99]])], { 0: wish })
    expect(trades).toMatchObject([{ exitPrice: 80, adversePct: expect.closeTo(-20) }])
  })

  test('the stop works in the bar of the purchase, the target from the next one on', () => {
    const rows: Row[] = [flat(100), [100, 110, 96, 100], [100, 106, 96, 100]]
    expect(run([minutes(rows)], { 0: wish }).trades).toMatchObject([
      {
        reason: 'TAKE_PROFIT',
        exitPrice: 105,
        exitTime: OPEN_AT + 160_000,
        favourablePct: expect.closeTo(10),
      },
    ])
    expect(run([minutes([flat(100), [100, 110, 94, 100]])], { 0: wish }).trades).toMatchObject([
      { exitPrice: 95 },
    ])
  })

  test('a stop above the limit of its own purchase sells no dearer than was bought', () => {
    const above = { target: 1, limit: 95, stop: 98 }
    expect(run([minutes([flat(100), [97, 97, 94, 96]])], { 0: above }).trades).toMatchObject([
      { entryPrice: 95, exitPrice: 95, minutesHeld: 0 },
    ])
  })

  test('a stop that the price meets on its way down to a limit takes the limit order with it', () => {
    const rows: Row[] = [flat(100), flat(100), [100, 100, 90, 92], flat(92)]
    const { record } = run([minutes(rows)], { 0: { target: 0.5, stop: 97 }, 1: { target: 1, limit: 95 } })
    expect(record.fills).toMatchObject([
      { side: 'BUY', quantity: 50 },
      { side: 'SELL', quantity: 50, price: money('97') },
    ])
  })

  test('what a wish does not name stays as it was, and goes when the position goes', () => {
    const rows: Row[] = [flat(100), flat(100), flat(100), [100, 100, 94, 96], flat(96), [96, 96, 90, 96]]
    const { trades, totals } = run([minutes(rows)], { 0: wish, 1: { target: 0.5 }, 3: { target: 1 } })
    expect(trades).toMatchObject([{ quantity: 100, reason: 'STOP_LOSS' }])
    expect(totals.cash).toBeLessThan(money('100'))
  })
})

test('a thin bar fills a part, and the rest goes on in the next bars', () => {
  const costs = costModelSchema.parse({ commissionUsd: 1, spreadBps: 0, slippageBps: 0 })
  const series = minutes([flat(10), [10, 10, 10, 10, 4_000], [10, 10, 10, 10, 0], flat(10)])
  const strategy = scripted(new Map([[0, { target: 0.9 }]]))
  const { record } = runStrategy({ series: [series], strategy, costs, startCash: money('10000') })
  expect(record.fills).toMatchObject([
    { quantity: 400, fees: money('1'), orderId: 'order-1' },
    { quantity: 500, fees: 0, orderId: 'order-1', time: OPEN_AT + 180_500 },
  ])
})

describe('the session', () => {
  const until = (minute: number, count: number) =>
    minutes(
      Array.from({ length: count }, () => flat(10)),
      { from: minute },
    )

  test('what is flat at the close is sold in its last minute, and wishes that would trade in it are not taken', () => {
    const { record } = run([until(380, 10)], { 0: { target: 0.5 }, 8: { target: 1 } }, { flatAtClose: true })
    const lastMinute = OPEN_AT + 389 * 60_000
    expect(record.orders.at(-1)).toMatchObject({ side: 'SELL', decidedAt: lastMinute })
    expect(record.fills).toMatchObject([{ side: 'BUY' }, { side: 'SELL', time: lastMinute + 500 }])
  })

  test('a position that its last minute has no bar for is counted, and sold first thing next day', () => {
    const day = until(380, 9)
    const next = minutes([flat(10), flat(10)], { from: 1_440 })
    const { record, totals } = run([join(day, next)], { 0: { target: 0.5 } }, { flatAtClose: true })
    expect(totals).toMatchObject({ leftOvernight: 1, sessions: 2 })
    expect(record.fills[1]).toMatchObject({ side: 'SELL', time: OPEN_AT + 1_440 * 60_000 + 500 })
  })

  test.each([
    [false, 0],
    [true, 1],
  ])('an order of its last bar is carried to the next day: %s', (carryOrders, fills) => {
    const bars = join(until(388, 2), minutes([flat(10), flat(10)], { from: 1_440 }))
    expect(run([bars], { 1: { target: 0.5 } }, { carryOrders }).totals.fills).toBe(fills)
  })

  test('minutes outside of it are shown to nobody', () => {
    const { totals } = run([join(minutes([flat(10)], { from: -30 }), until(0, 2))], {})
    expect(totals).toMatchObject({ bars: 2, barsOutsideSession: 1, sessions: 1 })
  })

  test('a day is decided on after its close, an early one too, and trades at the next open', () => {
    const { record, equity } = run([days([flat(10), flat(11), flat(12)])], { 1: { target: 1 } })
    expect(record.orders[0]?.decidedAt).toBe(Date.parse('2022-11-25T18:00:00Z'))
    expect(record.fills[0]?.time).toBe(Date.parse('2022-11-28T14:30:00.500Z'))
    expect(equity.map(({ date }) => date)).toEqual(['2022-11-23', '2022-11-25', '2022-11-28'])
  })
})

function join(first: BarSeries, second: BarSeries): BarSeries {
  const joined = emptySeries(first.symbol, first.length + second.length, first.interval)
  for (const column of ['time', 'open', 'high', 'low', 'close', 'volume'] as const) {
    joined[column].set(first[column])
    joined[column].set(second[column], first.length)
  }
  return joined
}

describe('several symbols', () => {
  const rising: Row[] = [flat(10), flat(10), [12, 12, 12, 12], flat(12)]

  test('share one account, and what one sells pays for what another buys at the same open', () => {
    const series = [minutes(rising, { symbol: 'BBB' }), minutes(rising, { symbol: 'AAA' })]
    const strategy: BarStrategy = {
      name: 'switch',
      warmUpBars: 0,
      open: (symbol) => (bar) => {
        if (bar.index === 0) return { target: symbol === 'AAA' ? 1 : 0 }
        return bar.index === 1 ? { target: symbol === 'AAA' ? 0 : 0.8 } : undefined
      },
    }
    const { record, equity } = runStrategy({ series, strategy, costs: NO_COSTS, startCash: money('10000') })
    expect(record.fills.map(({ symbol, side }) => `${side} ${symbol}`)).toEqual([
      'BUY AAA',
      'SELL AAA',
      'BUY BBB',
    ])
    expect(equity).toMatchObject([
      { equityUsd: 12_000, lowUsd: 10_000, buyAndHoldUsd: 12_000, tradedUsd: 31_600 },
    ])
  })

  test('of different intervals, or one twice, are refused', () => {
    const twice = [minutes(rising), minutes(rising)]
    expect(() => run(twice, {})).toThrow('bars of AAA refused: there are two series of it, must be one')
    expect(() => run([minutes(rising), { ...days(rising), symbol: 'DAY' as never }], {})).toThrow(
      'interval was day',
    )
  })
})

describe('a run without a record', () => {
  const whole = walkBars({ seed: 3, bars: 2_000 })
  const request = { strategy: SMA_CROSS, costs: costModelSchema.parse({}), startCash: money('10000') }

  test('comes to the same over pieces as a recorded run over all bars', () => {
    const { totals } = runStrategy({ ...request, series: [whole] })
    const pieces = [piece(whole, 0, 700), piece(whole, 700, 700), piece(whole, 700, 2_000)]
    expect(runStrategy({ ...request, series: pieces, options: { record: 'none' } })).toEqual(totals)
    expect(totals.trades).toBeGreaterThan(10)
  })

  test('refuses pieces that do not follow each other', () => {
    const pieces = [piece(whole, 0, 700), piece(whole, 699, 800)]
    const options = { record: 'none' } as const
    expect(() => runStrategy({ ...request, series: pieces, options })).toThrow('must begin after')
    expect(() =>
      runStrategy({
        ...request,
        series: [pieces[0]!, walkBars({ seed: 1, bars: 9, symbol: 'BBB' })],
        options,
      }),
    ).toThrow("bars of BBB refused: a piece of minute bars can't follow minute bars of WALK")
  })

  test('of no bars at all is an account that nothing happened to', () => {
    expect(runStrategy({ ...request, series: [], options: { record: 'none' } })).toMatchObject({
      bars: 0,
      sessions: 0,
      cash: money('10000'),
      equity: money('10000'),
    })
  })
})

function piece(series: BarSeries, from: number, to: number): BarSeries {
  const cut = (column: Float64Array) => column.subarray(from, to)
  const { symbol, interval, time, open, high, low, close, volume } = series
  return {
    symbol,
    interval,
    length: to - from,
    time: cut(time),
    open: cut(open),
    high: cut(high),
    low: cut(low),
    close: cut(close),
    volume: cut(volume),
  }
}

test('a strategy is shown one object that is always the same, with what is held and what it is worth', () => {
  const seen: BarView[] = []
  const copies: BarView[] = []
  const strategy: BarStrategy = {
    name: 'watcher',
    warmUpBars: 0,
    open: () => (bar) => {
      seen.push(bar)
      copies.push({ ...bar })
      return bar.index === 0 ? { target: 0.5 } : undefined
    },
  }
  runStrategy({
    series: [minutes([flat(10), [10, 12, 10, 12]])],
    strategy,
    costs: NO_COSTS,
    startCash: money('1000'),
  })
  expect(new Set(seen).size).toBe(1)
  expect(copies[1]).toEqual({
    index: 1,
    time: OPEN_AT + 60_000,
    open: 10,
    high: 12,
    low: 10,
    close: 12,
    volume: 1e6,
    position: 50,
    equity: 1_100,
  })
})

test('what a file exports is taken as a strategy only when it is one', () => {
  expect(parseStrategy('sma.ts', SMA_CROSS)).toBe(SMA_CROSS)
  expect(() => parseStrategy('sma.ts', { name: '', warmUpBars: 1.5 })).toThrow(StrategyError)
  expect(() => parseStrategy('sma.ts', { name: 'x', warmUpBars: 1 })).toThrow('sma.ts exports no strategy')
  expect(() => parseStrategy('sma.ts', { name: 'x', warmUpBars: 1 })).toThrow('open: must be a function')
  expect(() => parseStrategy('sma.ts', undefined)).toThrow('default')
})
