import type { OrderId } from '../domain/ids.ts'
import { divide, type Money, percentChange, subtract, times, toDisplay } from '../domain/money.ts'
import type { Position, StopKind } from '../domain/position.ts'
import type { ExitReason, Trade } from '../domain/trade.ts'
import type { SurgeLevel } from '../exits/selling-surge.ts'
import type { Fill } from '../ledger/fill.ts'
import { entryPrice, openQuantity } from '../ledger/position-book.ts'
import type { DayTotals } from '../state/trading-state.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs } from '../time/instant.ts'
import type { Alert } from './alert.ts'
import { counted, signedPct, todayWords } from './wording.ts'

type Mode = Trade['mode']

/** Tells that an entry was filled (spec §15: BUY). */
export function buyAlert(
  position: Position,
  order: {
    readonly orderId: OrderId
    readonly quantity: number
    readonly price: Money
    /** When it was sent and when it was filled. */
    readonly sentAt: EpochMs
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
      plan.name,
      `${order.quantity} at ${toDisplay(order.price)} = ${toDisplay(times(order.price, order.quantity))} USD, ${filledWord(order.mode)}`,
      `Score ${plan.score.toFixed(2)} ${plan.tier}${chanceWords(plan.winProbability)}, label ${plan.expectation}`,
      `Stop ${toDisplay(plan.stop)} (${signedPct(percentChange(order.price, plan.stop))})`,
      `Target ${toDisplay(plan.target)} (${signedPct(percentChange(order.price, plan.target))}), R:R 1:${reward.toFixed(1)}`,
      `Order ${order.orderId}`,
      `Sent ${formatEt(order.sentAt, 'time-seconds')}, filled ${formatEt(order.time, 'time-seconds')} ET`,
    ].join('\n'),
  }
}

/** Tells that a position is closed, with what was really paid and received (spec §15: SELL). */
export function sellAlert(trade: Trade, day: DayTotals): Alert {
  return {
    alertId: `sell-${trade.tradeId}`,
    type: 'SELL',
    urgency: 'info',
    time: trade.exitTime,
    text: [
      `SELL ${trade.symbol} ${trade.reason}`,
      `${trade.quantity} from ${toDisplay(trade.entryPrice)} to ${toDisplay(trade.exitPrice)}, ${filledWord(trade.mode)}`,
      `P&L ${toDisplay(trade.pnl, { sign: true })} USD, ${signedPct(trade.pnlPct)}, ${counted(trade.minutesHeld, 'minute')}`,
      EXIT_WORDS[trade.reason],
      todayWords(day),
      `${formatEt(trade.exitTime, 'time-seconds')} ET`,
    ].join('\n'),
  }
}

/** Tells that a part of a position was sold at a profit and what is left. */
export function partialSellAlert(left: Position, sold: { readonly fill: Fill; readonly mode: Mode }): Alert {
  const { quantity, notional, time } = sold.fill
  const entry = entryPrice(left)
  const price = divide(notional, quantity, 'nearest')
  return {
    alertId: `sell-part-${left.positionId}-${left.soldQuantity}`,
    type: 'SELL',
    urgency: 'info',
    time,
    text: [
      `SELL PART ${left.symbol}`,
      `${quantity} from ${toDisplay(entry)} to ${toDisplay(price)}, ${filledWord(sold.mode)}`,
      `P&L ${toDisplay(subtract(notional, times(entry, quantity)), { sign: true })} USD before fees, ${signedPct(percentChange(entry, price))}`,
      `${openQuantity(left)} left, stop ${toDisplay(left.stop)}`,
      `${formatEt(time, 'time-seconds')} ET`,
    ].join('\n'),
  }
}

/** Tells that a stop was raised, from which price and why. */
export function stopMovedAlert(
  before: Position,
  after: Position,
  seen: { readonly price: Money; readonly time: EpochMs; readonly surge?: SurgeLevel },
): Alert {
  const gain = percentChange(entryPrice(after), seen.price)
  return {
    alertId: `stop-${after.positionId}-${after.stop}`,
    type: 'STOP_MOVED',
    urgency: 'info',
    time: seen.time,
    text: [
      `STOP ${after.symbol} ${STOP_WORDS[after.stopKind]}`,
      `From ${toDisplay(before.stop)} to ${toDisplay(after.stop)}`,
      `Price ${toDisplay(seen.price)} (${signedPct(gain)}), high ${toDisplay(after.highWater)}`,
      ...(seen.surge ? [`Tightened on a ${seen.surge} selling surge`] : []),
      `${formatEt(seen.time, 'time-seconds')} ET`,
    ].join('\n'),
  }
}

const STOP_WORDS: Readonly<Record<StopKind, string>> = {
  initial: 'INITIAL',
  breakeven: 'BREAKEVEN',
  trailing: 'TRAILING',
  surge: 'SELLING SURGE',
}

const EXIT_WORDS: Readonly<Record<ExitReason, string>> = {
  STOP_LOSS: 'The price fell to the initial stop',
  BREAKEVEN_STOP: 'The price fell back to the breakeven stop',
  TRAILING_STOP: 'The price fell back to the trailing stop',
  TAKE_PROFIT: 'The target was reached',
  RSI_WEAKNESS: 'At a loss while the five-minute RSI stayed weak',
  TIME_LIMIT: 'Held for as long as allowed',
  LOW_VOLUME: 'The price went nowhere on too little volume',
  SELLING_SURGE: 'The price fell to the stop that a surge of selling tightened',
  PARTIAL_PROFIT: 'A part was sold at a profit',
  END_OF_DAY: 'Closed before the end of the session',
  UNPROTECTED: 'No stop could be made to rest at the broker',
  OWNER: 'Sold on your order',
}

function filledWord(mode: Mode): string {
  return mode === 'LIVE' ? 'FILLED' : 'SIMULATED'
}

/** A score is no probability until closed trades have shown how often it wins (spec §8). */
function chanceWords(winProbability: number | undefined): string {
  return winProbability === undefined
    ? ' (uncalibrated)'
    : `, win probability ${(winProbability * 100).toFixed(0)} %`
}

/** The marks of spec §15: three from .98, two from .85, one from .70. */
function scoreMark(score: number): string {
  if (score >= 0.98) return '🔰🔰🔰'
  if (score >= 0.85) return '🔰🔰'
  return score >= 0.7 ? '🔰' : ''
}
