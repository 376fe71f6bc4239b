import type { PositionId } from '../domain/ids.ts'
import { add } from '../domain/money.ts'
import type { Position } from '../domain/position.ts'
import type { Trade, TradeOrigin } from '../domain/trade.ts'
import { closeTrade, type TradeExit } from '../ledger/close-trade.ts'
import type { Fill } from '../ledger/fill.ts'
import { applyFill, openPosition, openQuantity } from '../ledger/position-book.ts'
import { withCover } from '../orders/cover.ts'
import { isUnresolved, type OrderRecord } from '../orders/order-record.ts'
import type { EpochMs } from '../time/instant.ts'
import { riskAfterFill, riskAfterTrade } from './risk-state.ts'
import {
  type DayTotals,
  type SymbolDay,
  type TradingState,
  withOrder,
  withoutOrder,
  withoutPosition,
  withPosition,
} from './trading-state.ts'

/** What booking a report did, for the alerts that follow from it. */
export interface Booked {
  readonly state: TradingState
  /** The position after an entry's fill. */
  readonly bought?: Position
  /** The position that a fill of an exit made smaller. */
  readonly reduced?: Position
  /** The trade that an exit's last fill closed. */
  readonly closed?: Trade
}

/**
 * Books what became of an order: its record, its fill on the position, the day's totals, and the trade when the
 * position is flat. The order leaves the state once it is resolved.
 */
export function book(
  state: TradingState,
  record: OrderRecord,
  news: { readonly fill: Fill | undefined; readonly origin: TradeOrigin; readonly now: EpochMs },
): Booked {
  const booked = bookNews(state, record, news)
  return { ...booked, state: covered(booked.state, record, news.now) }
}

function bookNews(
  state: TradingState,
  record: OrderRecord,
  { fill, origin }: { readonly fill: Fill | undefined; readonly origin: TradeOrigin },
): Booked {
  const recorded = isUnresolved(record) ? withOrder(state, record) : withoutOrder(state, record.intentId)
  if (!fill) return { state: recorded }
  const counted = {
    ...recorded,
    day: countFill(recorded.day, fill),
    risk: riskAfterFill(recorded.risk, fill),
  }
  const { purpose } = record
  if (purpose.kind === 'entry') return bookEntry(counted, purpose, { fill, record })
  const reason = purpose.kind === 'stop' ? 'STOP_LOSS' : purpose.reason
  return bookExit(counted, { reason, fill, ...origin })
}

/** Whatever happened to an order may have covered its position or laid it bare; a part that was sold is done. */
function covered(state: TradingState, record: OrderRecord, now: EpochMs): TradingState {
  const position = state.positions[record.symbol]
  if (!position) return state
  const { reducing, ...rest } = withCover(position, state.orders, now)
  const sold = record.purpose.kind === 'exit' && !isUnresolved(record)
  return withPosition(state, sold || !reducing ? rest : { ...rest, reducing })
}

function bookEntry(
  state: TradingState,
  purpose: Extract<OrderRecord['purpose'], { kind: 'entry' }>,
  { fill, record }: { readonly fill: Fill; readonly record: OrderRecord },
): Booked {
  const held = state.positions[fill.symbol]
  if (held) {
    const bought = applyFill(held, fill)
    return { state: withPosition(state, bought), bought }
  }
  const bought = openPosition(freshId(purpose.positionId, record, fill), purpose.plan, fill)
  const opened = withPosition(state, bought)
  const { unfilled: _, ...today } = symbolDay(state, fill)
  return {
    state: {
      ...opened,
      day: { ...opened.day, entries: opened.day.entries + 1 },
      symbols: { ...opened.symbols, [fill.symbol]: { ...today, entries: today.entries + 1 } },
    },
    bought,
  }
}

/** Shares bought after a stop has sold the ones before are a position of their own. */
function freshId(positionId: PositionId, { filledQuantity }: OrderRecord, fill: Fill): PositionId {
  const earlier = filledQuantity - fill.quantity
  return earlier <= 0 ? positionId : (`${positionId}-${earlier}` as PositionId)
}

function bookExit(state: TradingState, exit: TradeExit): Booked {
  const { fill } = exit
  const held = state.positions[fill.symbol]
  if (!held) throw new RangeError(`a sell of ${fill.quantity} ${fill.symbol} filled, but no position is open`)
  const left = applyFill(held, fill)
  if (openQuantity(left) > 0) return { state: withPosition(state, left), reduced: left }
  const closed = closeTrade(left, exit)
  return { state: countExit(withoutPosition(state, fill.symbol), closed), closed }
}

function countFill(day: DayTotals, fill: Fill): DayTotals {
  const fees = add(day.fees, fill.fees)
  return fill.side === 'BUY'
    ? { ...day, fees, bought: add(day.bought, fill.notional) }
    : { ...day, fees, sold: add(day.sold, fill.notional) }
}

function countExit(state: TradingState, trade: Trade): TradingState {
  const { day } = state
  const today: SymbolDay = { ...(state.symbols[trade.symbol] ?? { entries: 0 }), lastExitAt: trade.exitTime }
  return {
    ...state,
    day: {
      ...day,
      exits: day.exits + 1,
      wins: day.wins + (trade.pnl > 0 ? 1 : 0),
      realized: add(day.realized, trade.pnl),
    },
    risk: riskAfterTrade(state.risk, trade, day.date),
    symbols: {
      ...state.symbols,
      [trade.symbol]: trade.reason === 'STOP_LOSS' ? { ...today, lastStopOutAt: trade.exitTime } : today,
    },
  }
}

function symbolDay(state: TradingState, fill: Fill): SymbolDay {
  return state.symbols[fill.symbol] ?? { entries: 0 }
}
