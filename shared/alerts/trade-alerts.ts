import type { OrderId } from '../domain/ids.ts'
import { type Money, percentChange, subtract, times, toDisplay } from '../domain/money.ts'
import type { Position } from '../domain/position.ts'
import type { ExitReason, Trade } from '../domain/trade.ts'
import { entryPrice } from '../ledger/position-book.ts'
import type { DayTotals } from '../state/trading-state.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs } from '../time/instant.ts'
import type { Alert } from './alert.ts'
import { signedPct } from './wording.ts'

type Mode = Trade['mode']

/** Tells that an entry was filled (spec §15: BUY). */
export function buyAlert(
  position: Position,
  order: {
    readonly orderId: OrderId
    readonly quantity: number
    readonly price: Money
    readonly time: EpochMs
    readonly mode: Mode
  },
): Alert {
  const { plan, symbol } = position
  const reward = subtract(plan.target, order.price) / subtract(order.price, plan.stop)
  return {
    alertId: `buy-${order.orderId}-${position.boughtQuantity}`,
    type: 'BUY',
    urgency: 'info',
    time: order.time,
    text: [
      `BUY ${symbol} ${scoreMark(plan.score)}`.trimEnd(),
      `${order.quantity} ${symbol} (${plan.name}) at ${toDisplay(order.price)} = ${toDisplay(times(order.price, order.quantity))} USD, ${order.mode === 'LIVE' ? 'FILLED' : 'SIMULATED'}`,
      `Score ${plan.score.toFixed(2)} ${plan.tier} (uncalibrated), label ${plan.expectation}`,
      `Stop ${toDisplay(plan.stop)} (${signedPct(percentChange(order.price, plan.stop))}), target ${toDisplay(plan.target)} (${signedPct(percentChange(order.price, plan.target))}), R:R 1:${reward.toFixed(1)}`,
      `Order ${order.orderId}, ${formatEt(order.time, 'time-seconds')} ET`,
    ].join('\n'),
  }
}

/** Tells that a position is closed, with what was really paid and received (spec §15: SELL). */
export function sellAlert(trade: Trade, day: DayTotals): Alert {
  return {
    alertId: `sell-${trade.positionId}`,
    type: 'SELL',
    urgency: 'info',
    time: trade.exitTime,
    text: [
      `SELL ${trade.symbol} ${trade.reason}`,
      `${trade.quantity} ${trade.symbol} from ${toDisplay(trade.entryPrice)} to ${toDisplay(trade.exitPrice)}, ${trade.mode === 'LIVE' ? 'FILLED' : 'SIMULATED'}`,
      `P&L ${toDisplay(trade.pnl, { sign: true })} USD, ${signedPct(trade.pnlPct)}, ${trade.minutesHeld} minutes: ${EXIT_WORDS[trade.reason]}`,
      `Today ${toDisplay(day.realized, { sign: true })} USD in ${day.exits} ${day.exits === 1 ? 'trade' : 'trades'}, ${day.wins} won`,
      `${formatEt(trade.exitTime, 'time-seconds')} ET`,
    ].join('\n'),
  }
}

/** Tells that a stop was raised, from which price and why. */
export function stopMovedAlert(
  before: Position,
  after: Position,
  seen: { readonly price: Money; readonly time: EpochMs },
): Alert {
  const gain = percentChange(entryPrice(after), seen.price)
  return {
    alertId: `stop-${after.positionId}-${after.stop}`,
    type: 'STOP_MOVED',
    urgency: 'info',
    time: seen.time,
    text: [
      `STOP ${after.symbol} ${after.stopKind === 'breakeven' ? 'BREAKEVEN' : 'TRAILING'}`,
      `Stop ${toDisplay(before.stop)} to ${toDisplay(after.stop)}, price ${toDisplay(seen.price)} (${signedPct(gain)}), high ${toDisplay(after.highWater)}`,
      `${formatEt(seen.time, 'time-seconds')} ET`,
    ].join('\n'),
  }
}

const EXIT_WORDS: Readonly<Record<ExitReason, string>> = {
  STOP_LOSS: 'the price fell to the initial stop',
  BREAKEVEN_STOP: 'the price fell back to the breakeven stop',
  TRAILING_STOP: 'the price fell back to the trailing stop',
  TAKE_PROFIT: 'the target was reached',
  TIME_LIMIT: 'held for as long as allowed',
  END_OF_DAY: 'closed before the end of the session',
}

/** The marks of spec §15: three from .98, two from .85, one from .70. */
function scoreMark(score: number): string {
  if (score >= 0.98) return '🔰🔰🔰'
  if (score >= 0.85) return '🔰🔰'
  return score >= 0.7 ? '🔰' : ''
}
