import type { Ticker } from '../../domain/ids.ts'
import { divide, type Money, subtract, times, toNumber } from '../../domain/money.ts'
import { MINUTE_MS } from '../../time/instant.ts'
import type { EquityMark, RecordedFill, RecordedOrder, RecordedTrade } from '../audit/run-record.ts'
import type { BacktestTrade, EquityPoint } from '../result/backtest-result.ts'
import type { OpenTrade } from './open-trade.ts'
import type { BookedFill, ClosedTrade, Recorder } from './recorder.ts'
import type { WorkingOrder } from './working-order.ts'

/** Keeps everything of a run, for its audit and its report. */
export class WholeRecord implements Recorder {
  readonly recordedTrades: RecordedTrade[] = []
  readonly trades: BacktestTrade[] = []
  readonly equity: EquityPoint[] = []
  readonly marks: EquityMark[] = []
  readonly #orders: RecordedOrder[] = []
  readonly #fills: RecordedFill[] = []
  readonly #strategy: string

  constructor(strategy: string) {
    this.#strategy = strategy
  }

  /** By the moment of the decision: a stop stands here from then on, though it is known only once it is set off. */
  get orders(): readonly RecordedOrder[] {
    return this.#orders.toSorted((first, second) => first.decidedAt - second.decidedAt)
  }

  /** By time; what traded at the same moment stays in the order in which it was booked. */
  get fills(): readonly RecordedFill[] {
    return this.#fills.toSorted((first, second) => first.time - second.time)
  }

  order(symbol: Ticker, order: WorkingOrder): void {
    const { number, side, quantity, type, decidedAt } = order
    this.#orders.push({
      orderId: `order-${number}`,
      symbol,
      side,
      quantity,
      type,
      ...priceOf(order),
      decidedAt,
    })
  }

  fill({ symbol, order, quantity, price, fees, time }: BookedFill): void {
    const { number, side } = order
    const fillId = `fill-${this.#fills.length + 1}`
    this.#fills.push({ fillId, orderId: `order-${number}`, symbol, side, quantity, price, fees, time })
  }

  trade(closed: ClosedTrade): void {
    const { symbol, trade, exitTime } = closed
    const { bought: quantity, entryTime, pnl } = trade
    this.recordedTrades.push({ symbol, quantity, entryTime, exitTime, pnl })
    this.trades.push(backtestTrade(`trade-${this.trades.length + 1}`, this.#strategy, closed))
  }

  session(mark: EquityMark, point: EquityPoint): void {
    this.marks.push(mark)
    this.equity.push(point)
  }
}

function priceOf(order: WorkingOrder): { readonly limit?: Money; readonly stop?: Money } {
  if (order.type === 'LIMIT') return { limit: order.limit }
  return order.type === 'STOP' ? { stop: order.stop } : {}
}

function backtestTrade(
  id: string,
  strategy: string,
  { symbol, trade, exitTime, reason }: ClosedTrade,
): BacktestTrade {
  const { bought: quantity, entryTime } = trade
  const entryPrice = divide(trade.cost, quantity, 'nearest')
  const exitPrice = divide(trade.proceeds, quantity, 'nearest')
  return {
    id,
    symbol,
    quantity,
    entryTime,
    exitTime,
    entryPrice: toNumber(entryPrice),
    exitPrice: toNumber(exitPrice),
    fees: toNumber(trade.fees),
    slippageUsd: toNumber(trade.slippage),
    pnl: toNumber(trade.pnl),
    pnlPct: (trade.pnl / trade.cost) * 100,
    reason,
    strategies: [strategy],
    ...excursions(trade, toNumber(entryPrice)),
    ...riskMultiple(trade, entryPrice),
    minutesHeld: Math.round((exitTime - entryTime) / MINUTE_MS),
  }
}

function excursions(
  { highest, lowest }: OpenTrade,
  entry: number,
): Pick<BacktestTrade, 'favourablePct' | 'adversePct'> {
  return { favourablePct: (highest / entry - 1) * 100, adversePct: (lowest / entry - 1) * 100 }
}

function riskMultiple(
  { initialStop, bought, pnl }: OpenTrade,
  entryPrice: Money,
): Pick<BacktestTrade, 'riskMultiple'> {
  if (initialStop === undefined) return {}
  const atRisk = times(subtract(entryPrice, initialStop), bought)
  return atRisk > 0 ? { riskMultiple: pnl / atRisk } : {}
}
