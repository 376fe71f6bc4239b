import { StoreCallBudget } from '../../../../infra/pacing/store-call-budget.ts'
import { decideEntries } from '../../../../shared/cycles/decide-entries.ts'
import { monitor } from '../../../../shared/cycles/monitor.ts'
import { prepareDay } from '../../../../shared/cycles/prepare-day.ts'
import { runAnyTime } from '../../../../shared/cycles/run-tick.ts'
import { scan } from '../../../../shared/cycles/scan.ts'
import { workOrders } from '../../../../shared/cycles/work-orders.ts'
import type { World } from '../../../../shared/cycles/world.ts'
import type { Bar } from '../../../../shared/domain/bar.ts'
import { type Ticker, ticker } from '../../../../shared/domain/ids.ts'
import {
  add,
  type Money,
  money,
  moneyFromNumber,
  subtract,
  times,
  ZERO,
} from '../../../../shared/domain/money.ts'
import type { BrokerOrder, OrderRequest } from '../../../../shared/domain/order.ts'
import type { Quote } from '../../../../shared/domain/quote.ts'
import type { Trade } from '../../../../shared/domain/trade.ts'
import { closeTrade } from '../../../../shared/ledger/close-trade.ts'
import { applyFill } from '../../../../shared/ledger/position-book.ts'
import type { Write } from '../../../../shared/ports/store.ts'
import type { Signal } from '../../../../shared/signals/signal.ts'
import { findInstrument } from '../../../../shared/symbols/registry.ts'
import { exchangeInstant, parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, SECOND_MS } from '../../../../shared/time/instant.ts'
import { previousOpenDay } from '../../../../shared/time/market-calendar.ts'
import { sessionAt } from '../../../../shared/time/session.ts'
import { type CycleBench, cycleBench, triggerAt } from '../../../support/cycle-bench.ts'
import { dailyHistory, STRONG, WEAK } from '../../../support/daily-history.ts'
import { entrySignal } from '../../../support/entry-signal.ts'
import { DEMO_FILLS, fill, goldenPosition, TQQQ } from '../../../support/fixtures.ts'

/** A Tuesday. */
export const DATE = parseExchangeDate('2026-03-03')
export const at = (minute: number, date = DATE) => exchangeInstant(date, minute)

export const SOXL = ticker('SOXL')
export const UPRO = ticker('UPRO')
const SYMBOLS = [TQQQ, SOXL, UPRO]
const OPEN = 570
const QUESTIONS_AT = 650

/** What a minute of the day costs, between the told ones in a straight line. */
const COURSES: Readonly<Record<string, readonly (readonly [minute: number, price: number])[]>> = {
  TQQQ: [
    [570, 47.2],
    [576, 47.5],
    [577, 47.8],
    [606, 48.5],
    [615, 48.2],
    [616, 48.05],
    [650, 47.6],
  ],
  SOXL: [
    [570, 30.2],
    [590, 30],
    [600, 30.05],
    [620, 29],
    [650, 28.8],
  ],
  UPRO: [
    [570, 89.5],
    [630, 90],
    [650, 90.45],
  ],
}

function priceOf(symbol: Ticker, minute: number): number {
  const course = COURSES[symbol] ?? []
  const next = course.find(([when]) => when >= minute) ?? course.at(-1)
  const before = course.findLast(([when]) => when <= minute) ?? course[0]
  if (!next || !before) throw new Error(`${symbol} has no course`)
  const share = next[0] === before[0] ? 0 : (minute - before[0]) / (next[0] - before[0])
  return Math.round((before[1] + (next[1] - before[1]) * share) * 100) / 100
}

/**
 * A bench whose day was prepared at 07:00 and run minute by minute to 10:50: TQQQ won with its trailing stop, SOXL was stopped out,
 * UPRO is held, and TQQQ was refused a second time. Twelve trades of earlier days are in the books.
 */
export async function tradedDay(): Promise<CycleBench> {
  const bench = equippedBench()
  await leaveEarlierTrades(bench)
  await prepareDay(bench.world, triggerAt(bench.clock.now(), 'prepare-day'))
  for (let minute = OPEN; minute <= QUESTIONS_AT; minute += 1) await liveMinute(bench, minute)
  bench.clock.moveTo((at(QUESTIONS_AT) + 42 * SECOND_MS) as EpochMs)
  return bench
}

/** A world with a budget, counted operations, and a broker whose account follows from its fills. */
function equippedBench(): CycleBench {
  const instruments = SYMBOLS.flatMap((symbol) => findInstrument(symbol) ?? [])
  const bench = cycleBench({ now: at(420), instruments, config: { entry: { scoreMin: { standard: 0.85 } } } })
  bench.session.current = { issuedAt: at(410), lastUsedAt: at(410) }
  const { clock, store, market, broker } = bench
  const budget = new StoreCallBudget({ store, clock, rules: bench.world.config.pacing })
  const marketData: World['marketData'] = {
    quotes: async (symbols) => {
      await budget.take({ module: 'market', purpose: 'read', symbols: symbols.length })
      return market.quotes(symbols)
    },
  }
  Object.assign(bench.world, {
    budget,
    marketData,
    recentQuotes: marketData,
    history: history(),
    operations: { take: () => ({ reads: 9, writes: 7, deletes: 0 }) },
    providerCalls: { take: () => ({ 'etrade/market': 1 }) },
  })
  broker.onBalance = () => {
    const cash = cashAfter(broker.shown)
    return { kind: 'CASH', cash, settledCash: cash }
  }
  broker.onHoldings = () => holdingsAfter(broker.shown)
  broker.onPlace = (order) =>
    order.type === 'STOP' ? broker.take(order) : broker.fill(order, fillPrice(order))
  return bench
}

function fillPrice(order: OrderRequest): string {
  if (order.type !== 'LIMIT') throw new Error('only limit orders are filled here')
  return String(order.limit / 10_000)
}

const notionalOf = ({ averagePrice = ZERO, filledQuantity }: BrokerOrder) =>
  times(averagePrice, filledQuantity)

function cashAfter(orders: readonly BrokerOrder[]): Money {
  return orders.reduce(
    (cash, order) =>
      order.side === 'BUY' ? subtract(cash, notionalOf(order)) : add(cash, notionalOf(order)),
    money('25000'),
  )
}

function holdingsAfter(orders: readonly BrokerOrder[]) {
  return SYMBOLS.flatMap((symbol) => {
    const own = orders.filter((order) => order.symbol === symbol)
    const quantity = own.reduce(
      (sum, { side, filledQuantity }) => sum + (side === 'BUY' ? 1 : -1) * filledQuantity,
      0,
    )
    return quantity === 0 ? [] : [{ symbol, quantity, averageCost: money('1') }]
  })
}

function history(): World['history'] {
  const { dailyBars } = dailyHistory({ TQQQ: STRONG, SOXL: WEAK, UPRO: STRONG, SPY: STRONG })
  return {
    dailyBars,
    minuteSessions: async (symbol, { before }) => {
      const date = previousOpenDay(before)
      return [{ date, bars: minutesOf(symbol, date) }]
    },
  }
}

/** A whole session along the course of the day. */
function minutesOf(symbol: Ticker, date: ExchangeDate): readonly Bar[] {
  return Array.from({ length: 390 }, (_, minute) => {
    const [open, close] = [priceOf(symbol, OPEN + minute), priceOf(symbol, OPEN + minute + 1)]
    const [high, low] = [Math.max(open, close), Math.min(open, close)]
    return { time: at(OPEN + minute, date), open, high, low, close, volume: 10_000 }
  })
}

async function liveMinute(bench: CycleBench, minute: number): Promise<void> {
  bench.clock.moveTo(at(minute))
  bench.market.shown = SYMBOLS.map((symbol) => quoteOf(symbol, minute, bench.clock.now()))
  await monitor(bench.world, triggerAt(at(minute), 'position-monitor'))
  if (minute % 2 === 0) await scan(bench.world, triggerAt(at(minute), 'signal-scan'))
  if (minute === 576) await enter(bench, [signalOf(TQQQ, bench, 0.93)])
  if (minute === 590) await enter(bench, [signalOf(SOXL, bench, 0.9)])
  if (minute === 630) await enter(bench, [signalOf(UPRO, bench, 0.99)])
  if (minute === 640) await enter(bench, [refusedAgain(bench)])
}

function quoteOf(symbol: Ticker, minute: number, time: EpochMs): Quote {
  const seen = Array.from({ length: minute - OPEN + 1 }, (_, index) => priceOf(symbol, OPEN + index))
  const last = moneyFromNumber(priceOf(symbol, minute))
  const [bid, ask] = [last - 100, last + 100] as [Money, Money]
  const [open, high, low] = [seen[0] ?? 0, Math.max(...seen), Math.min(...seen)].map((price) =>
    moneyFromNumber(price),
  )
  const day = { open: open as Money, high: high as Money, low: low as Money }
  return { symbol, status: 'REALTIME', time, bid, ask, last, ...day, totalVolume: (minute - OPEN) * 12_345 }
}

function signalOf(symbol: Ticker, { clock }: CycleBench, score: number): Signal {
  const signal = entrySignal(symbol, clock.now(), score)
  if (!signal.assessment) return signal
  const opinions = [
    {
      strategy: 'standard',
      family: 'trend',
      opinion: { kind: 'vote', score: 0.94, reasons: ['an up-trend'] },
    },
    {
      strategy: 'orb-breakout',
      family: 'breakout',
      opinion: { kind: 'vote', score: 0.91, reasons: ['a breakout'] },
    },
    { strategy: 'quantum', family: 'trend', opinion: { kind: 'abstain', reason: 'too little volume' } },
  ] as const
  const gates = { passed: true, refusals: [], warnings: ['earnings-unknown'] } as const
  return { ...signal, assessment: { ...signal.assessment, opinions, gates } }
}

function refusedAgain(bench: CycleBench): Signal {
  const refusals = [{ code: 'cooldown', text: '24 min since the last exit, at least 30' }] as const
  return { ...signalOf(TQQQ, bench, 0.91), decision: 'refuse', refusals }
}

/** Decides and works as a scan does after its signals. */
async function enter({ world, market, clock }: CycleBench, signals: readonly Signal[]): Promise<void> {
  clock.advance(2 * SECOND_MS)
  const trigger = { ...triggerAt(clock.now(), 'signal-scan'), byHand: `enter-${clock.now()}` }
  const session = sessionAt(clock.now())
  if (session.phase === 'closed') throw new Error('entries belong into the session')
  await runAnyTime(world, trigger, DATE, async (tick) => {
    const quotes = new Map(market.shown.map((quote) => [quote.symbol, quote]))
    await decideEntries(tick, { signals, quotes })
    await workOrders(tick, session)
    return {}
  })
}

const exit = fill('SELL', 184, '48.05')
const GOLDEN = closeTrade(applyFill(goldenPosition(), exit), {
  reason: 'TRAILING_STOP',
  fill: exit,
  ...DEMO_FILLS,
})

/** Closed trades as exits have written them. */
export async function leaveTrades({ store }: CycleBench, trades: readonly Partial<Trade>[]): Promise<void> {
  const writes = trades.map((trade, index): Write => {
    const tradeId = trade.tradeId ?? `earlier-${String(index).padStart(4, '0')}`
    const value = { ...GOLDEN, ...trade, tradeId, date: '2026-02-01' }
    return { kind: 'set', path: `trades/${tradeId}`, value }
  })
  await store.commit(writes)
}

async function leaveEarlierTrades(bench: CycleBench): Promise<void> {
  const days = ['2026-01-15', '2026-01-16', '2026-02-10', '2026-02-11', '2026-02-25', '2026-03-02']
  await leaveTrades(
    bench,
    days.flatMap((day, index) => {
      const date = parseExchangeDate(day)
      const time = (minute: number) => ({ entryTime: at(minute, date), exitTime: at(minute + 25, date) })
      return [
        { ...time(600), pnl: money(String(40 + index)), pnlPct: 0.8, symbol: SOXL, strategies: ['standard'] },
        { ...time(700), pnl: money(String(-30 + index)), pnlPct: -0.6, reason: 'STOP_LOSS' },
      ] as const
    }),
  )
}
