import type {
  RecordedFill,
  RecordedOrder,
  RunRecord,
} from '../../../../../shared/backtest/audit/run-record.ts'
import type { BarSeries } from '../../../../../shared/backtest/bars/bar-series.ts'
import { type CostModel, costModelSchema } from '../../../../../shared/backtest/costs/cost-model.ts'
import type { Money } from '../../../../../shared/domain/money.ts'
import type { EpochMs } from '../../../../../shared/time/instant.ts'
import { MINUTE_MS } from '../../../../../shared/time/instant.ts'
import type { OpenDay } from '../../../../../shared/time/market-calendar.ts'
import { endOf, settled } from './account.ts'
import { type Draw, dailyBars, drawFrom, minuteBars, openDays } from './clean-bars.ts'

export interface CleanRunOptions {
  readonly seed: number
  readonly interval: BarSeries['interval']
  readonly symbols: number
  readonly sessions: number
  readonly costs?: Partial<CostModel>
}

const START_CASH = 5_000_000_000 as Money
const NAMES = ['AAA', 'BBB', 'CCC']
const FLAT_MINUTES = 20

type Order = RecordedOrder & { filled: number }

/** Everything about one symbol that a minute of the run changes. */
interface Book {
  readonly series: BarSeries
  readonly draw: Draw
  held: number
  entry: Order | undefined
  stop: Order | undefined
  exit: Order | undefined
}

interface Tape {
  readonly costs: CostModel
  readonly days: readonly OpenDay[]
  readonly orders: Order[]
  readonly fills: RecordedFill[]
}

/**
 * An honest run of a plain engine that shares nothing with the product's: it enters at random by market or limit,
 * protects every position by a stop, leaves at random, and minute runs are flat at the close. Market orders trade at the
 * next open or, when they are decided within a minute, at its next print.
 */
export function cleanRun({ seed, interval, symbols, sessions, costs }: CleanRunOptions): RunRecord {
  const days = openDays(sessions)
  const series = NAMES.slice(0, symbols).map((symbol, index) =>
    (interval === 'minute' ? minuteBars : dailyBars)({ symbol, days, seed: seed * 10 + index }),
  )
  const tape: Tape = {
    costs: costModelSchema.parse({ commissionUsd: 0.5, ...costs }),
    days,
    orders: [],
    fills: [],
  }
  for (const [index, one] of series.entries()) runSymbol(one, drawFrom(seed * 1_000 + index), tape)
  return settled({
    startCash: START_CASH,
    costs: tape.costs,
    series,
    orders: tape.orders.map(({ filled: _, ...order }) => order),
    fills: tape.fills,
    trades: [],
    marks: days.flatMap(marksOf).map((time) => ({ time, cash: START_CASH, equity: START_CASH })),
  })
}

/** Two within the session, one at its end. */
function marksOf({ openAt, closeAt }: OpenDay): readonly EpochMs[] {
  return [openAt + 60 * MINUTE_MS, openAt + 200 * MINUTE_MS, closeAt] as EpochMs[]
}

function runSymbol(series: BarSeries, draw: Draw, tape: Tape): void {
  const book: Book = {
    series,
    draw,
    held: 0,
    entry: undefined,
    stop: undefined,
    exit: undefined,
  }
  for (let bar = 0; bar < series.length; bar += 1) {
    const room = { shares: Math.floor((series.volume[bar]! * tape.costs.volumeSharePctMax) / 100) }
    const at = { bar, room, tape }
    tradeStop(book, at)
    tradeExit(book, at)
    tradeEntry(book, at)
    decideWithin(book, at)
    decideAtEnd(book, at)
  }
}

interface At {
  readonly bar: number
  readonly room: { shares: number }
  readonly tape: Tape
}

function tradeStop(book: Book, { bar, room, tape }: At): void {
  const { stop: order, series } = book
  if (!order || order.stop === undefined) return
  const [open, low] = [units(series.open[bar]!), units(series.low[bar]!)]
  const isOn = order.filled > 0
  if (!isOn && low > order.stop) return
  const atOpen = isOn || open <= order.stop
  const market = isOn ? open : Math.min(open, order.stop)
  const offset = atOpen ? openMs(series) : lowMs(series, bar)
  fill(book, {
    order,
    price: worse('SELL', market, tape.costs),
    time: series.time[bar]! + offset,
    room,
    tape,
  })
  if (order.filled === order.quantity) book.stop = undefined
}

function tradeExit(book: Book, { bar, room, tape }: At): void {
  const { exit: order, series } = book
  if (!order) return
  const price = worse('SELL', units(series.open[bar]!), tape.costs)
  fill(book, { order, price, time: series.time[bar]! + openMs(series), room, tape })
  if (order.filled === order.quantity) book.exit = undefined
}

function tradeEntry(book: Book, { bar, room, tape }: At): void {
  const { entry: order, series } = book
  if (!order) return
  const ask = worse('BUY', units(series.open[bar]!), tape.costs)
  const limit = order.limit ?? Infinity
  if (ask <= limit) fill(book, { order, price: ask, time: series.time[bar]! + openMs(series), room, tape })
  else if (units(series.low[bar]!) <= limit)
    fill(book, { order, price: limit, time: series.time[bar]! + lowMs(series, bar), room, tape })
  if (order.filled === order.quantity) book.entry = undefined
}

/** Decided at 30 s, traded at the print of 40 s. */
function decideWithin(book: Book, { bar, room, tape }: At): void {
  const { series, draw } = book
  if (series.interval === 'day' || !isFree(book) || isLate(book, bar, tape) || draw() > 0.01) return
  const begun = series.time[bar]!
  const order = placed(book, { side: 'BUY', type: 'MARKET', decidedAt: begun + 30_000, tape })
  const isRising = series.close[bar]! >= series.open[bar]!
  const print = units(isRising ? series.high[bar]! : series.low[bar]!)
  fill(book, { order, price: worse('BUY', print, tape.costs), time: begun + 40_000, room, tape })
  book.entry = order.filled === order.quantity ? undefined : order
}

function decideAtEnd(book: Book, { bar, tape }: At): void {
  const { series, draw } = book
  const decidedAt = endOf(series, bar)
  if (book.entry && draw() < 0.2) book.entry = undefined
  const mustLeave =
    book.held > 0 && (isLate(book, bar, tape) || draw() < (series.interval === 'day' ? 0.1 : 0.02))
  if (mustLeave) book.entry = undefined
  if (mustLeave && !book.exit && (book.stop?.filled ?? 0) === 0) {
    book.stop = undefined
    book.exit = placed(book, { side: 'SELL', type: 'MARKET', decidedAt, quantity: book.held, tape })
  } else if (book.held > 0 && !book.entry && !book.exit && !book.stop) {
    const stop = Math.floor(units(series.close[bar]!) * (series.interval === 'day' ? 0.97 : 0.997))
    book.stop = placed(book, { side: 'SELL', type: 'STOP', decidedAt, quantity: book.held, stop, tape })
  } else if (isFree(book) && !isLate(book, bar, tape) && draw() < 0.1) {
    const limit = Math.floor(units(series.close[bar]!) * 1.0002)
    const type = draw() < 0.5 ? 'LIMIT' : 'MARKET'
    book.entry = placed(book, { side: 'BUY', type, decidedAt, ...(type === 'LIMIT' && { limit }), tape })
  }
  if (isLate(book, bar, tape)) book.entry = undefined
}

function isFree({ held, entry, stop, exit }: Book): boolean {
  return held === 0 && !entry && !stop && !exit
}

function isLate({ series }: Book, bar: number, { days }: Tape): boolean {
  const begun = series.time[bar]!
  const day = days.find(({ openAt, closeAt }) => begun >= openAt && begun < closeAt)
  return series.interval === 'minute' && begun >= day!.closeAt - FLAT_MINUTES * MINUTE_MS
}

function placed(
  book: Book,
  wish: {
    readonly side: 'BUY' | 'SELL'
    readonly type: RecordedOrder['type']
    readonly decidedAt: number
    readonly quantity?: number
    readonly stop?: number
    readonly limit?: number
    readonly tape: Tape
  },
): Order {
  const { side, type, tape, stop, limit } = wish
  const order: Order = {
    orderId: `${book.series.symbol}-${tape.orders.length}`,
    symbol: book.series.symbol,
    side,
    type,
    quantity: wish.quantity ?? 50 + Math.floor(book.draw() * 400),
    decidedAt: wish.decidedAt as EpochMs,
    filled: 0,
    ...(stop !== undefined && { stop: stop as Money }),
    ...(limit !== undefined && { limit: limit as Money }),
  }
  tape.orders.push(order)
  return order
}

function fill(
  book: Book,
  trade: { order: Order; price: number; time: number; room: { shares: number }; tape: Tape },
): void {
  const { order, price, time, room, tape } = trade
  const quantity = Math.min(order.quantity - order.filled, room.shares)
  if (quantity === 0) return
  const commission = order.filled === 0 ? tape.costs.commissionUsd * 10_000 : 0
  const regulatory = order.side === 'SELL' ? tape.costs.regulatoryFeeUsdPerShareSold * quantity * 10_000 : 0
  room.shares -= quantity
  order.filled += quantity
  book.held += order.side === 'BUY' ? quantity : -quantity
  tape.fills.push({
    fillId: `f${tape.fills.length}`,
    orderId: order.orderId,
    symbol: order.symbol,
    side: order.side,
    quantity,
    price: price as Money,
    fees: Math.round(commission + regulatory) as Money,
    time: time as EpochMs,
  })
}

function worse(side: 'BUY' | 'SELL', price: number, costs: CostModel): number {
  const sign = side === 'BUY' ? 1 : -1
  const worsened = (price + sign * halfSpread(price, costs)) * (1 + (sign * costs.slippageBps) / 10_000)
  return side === 'BUY' ? Math.ceil(worsened) : Math.floor(worsened)
}

function halfSpread(price: number, { spreadBps }: CostModel): number {
  return spreadBps === 0 ? 0 : Math.max(50, (price * spreadBps) / 20_000)
}

function units(usd: number): number {
  return Math.round(usd * 10_000)
}

function openMs(series: BarSeries): number {
  return series.interval === 'minute' ? 500 : 0
}

/** A daily bar came to its low at some time of the day. */
function lowMs(series: BarSeries, bar: number): number {
  if (series.interval === 'day') return 3 * 3_600_000
  return series.close[bar]! >= series.open[bar]! ? 20_000 : 40_000
}
