import type { Money } from '../shared/domain/money.ts'
import type { BrokerOrder } from '../shared/domain/order.ts'
import { openQuantity } from '../shared/ledger/position-book.ts'
import type { TradingState } from '../shared/state/trading-state.ts'
import { sessionAt } from '../shared/time/session.ts'

/** What the books and the broker say after one tick. */
export interface Observed {
  readonly mode: 'DEMO' | 'LIVE'
  readonly state: TradingState
  readonly holdings: readonly { readonly symbol: string; readonly quantity: number }[]
  /** The orders of the day at the broker that trades: the simulated one, or DEMO's own. */
  readonly orders: readonly BrokerOrder[]
  readonly cash: Money
  /** Order calls that reached the simulated broker. */
  readonly orderCalls: number
}

/** A promise of the design that can be checked from outside after every tick; an answer is what is wrong. */
interface Invariant {
  readonly id: string
  /** `before` is the last look; `settled` the last one without an order under way. */
  readonly broken: (
    now: Observed,
    before: Observed | undefined,
    settled: Observed | undefined,
  ) => string | undefined
}

const INVARIANTS: readonly Invariant[] = [
  { id: 'I4 open sells never exceed the position', broken: oversold },
  { id: 'I5 the broker holds no short position', broken: short },
  { id: 'I6 our positions are the broker’s', broken: unequal },
  { id: 'I7 a filled quantity never falls', broken: unfilled },
  { id: 'I9 DEMO sends no order', broken: demoOrder },
  { id: 'I14 a stop only rises', broken: loweredStop },
  { id: 'I17 cash changes by fills and fees alone', broken: cashGap },
  { id: 'I25 no order outside the session', broken: outsideSession },
]

/** Checks the promises after every tick of a local run and keeps count. */
export class InvariantWatch {
  #before: Observed | undefined
  #settled: Observed | undefined
  checked: number
  readonly violations: string[]

  constructor(soFar: { readonly checked: number; readonly violations: readonly string[] }) {
    this.checked = soFar.checked
    this.violations = [...soFar.violations]
  }

  look(now: Observed): void {
    for (const { id, broken } of INVARIANTS) {
      this.checked += 1
      const problem = broken(now, this.#before, this.#settled)
      if (problem !== undefined) this.violations.push(`${id}: ${problem}`)
    }
    this.#before = now
    if (isSettled(now)) this.#settled = now
  }
}

function isSettled({ state }: Observed): boolean {
  return Object.keys(state.orders).length === 0
}

function oversold({ orders, holdings }: Observed): string | undefined {
  for (const { symbol, quantity } of holdings) {
    const selling = orders.filter(
      (order) => order.symbol === symbol && order.side === 'SELL' && isWorking(order),
    )
    const open = selling.reduce((sum, order) => sum + order.quantity - order.filledQuantity, 0)
    if (open > quantity) return `${symbol} has ${open} for sale and ${quantity} held`
  }
  return undefined
}

function isWorking({ status }: BrokerOrder): boolean {
  return status === 'OPEN' || status === 'PARTIAL' || status === 'CANCEL_REQUESTED'
}

function short({ holdings }: Observed): string | undefined {
  const owed = holdings.find(({ quantity }) => quantity < 0)
  return owed && `${owed.symbol} ${owed.quantity}`
}

function unequal({ state, holdings }: Observed): string | undefined {
  const held = new Map(holdings.map(({ symbol, quantity }) => [symbol, quantity]))
  const ours = new Map(
    Object.values(state.positions).map((position) => [position.symbol as string, openQuantity(position)]),
  )
  for (const symbol of new Set([...held.keys(), ...ours.keys()])) {
    if (Object.values(state.orders).some((order) => order.symbol === symbol)) continue
    if ((held.get(symbol) ?? 0) !== (ours.get(symbol) ?? 0)) {
      return `${symbol} is ${ours.get(symbol) ?? 0} in our books and ${held.get(symbol) ?? 0} at the broker`
    }
  }
  return undefined
}

function unfilled({ orders }: Observed, before: Observed | undefined): string | undefined {
  const earlier = new Map(before?.orders.map((order) => [order.orderId, order.filledQuantity]))
  const fell = orders.find(({ orderId, filledQuantity }) => filledQuantity < (earlier.get(orderId) ?? 0))
  return fell && `order ${fell.orderId}`
}

function demoOrder({ mode, orderCalls }: Observed): string | undefined {
  return mode === 'DEMO' && orderCalls > 0 ? `${orderCalls} order calls reached the broker` : undefined
}

function loweredStop({ state }: Observed, before: Observed | undefined): string | undefined {
  const lowered = Object.values(state.positions).find((position) => {
    const earlier = before?.state.positions[position.symbol]
    return earlier?.positionId === position.positionId && position.stop < earlier.stop
  })
  return lowered?.symbol
}

/** Between two looks without an order under way, cash moved by exactly what was bought, sold and charged. */
function cashGap(
  now: Observed,
  _before: Observed | undefined,
  settled: Observed | undefined,
): string | undefined {
  if (!settled || !isSettled(now)) return undefined
  const moved = now.cash - settled.cash
  const traded =
    flow(now.state.day) - (now.state.day.date === settled.state.day.date ? flow(settled.state.day) : 0)
  return moved === traded
    ? undefined
    : `cash moved by ${moved / 10_000} USD, fills say ${traded / 10_000} USD`
}

function flow({ sold, bought, fees }: TradingState['day']): number {
  return sold - bought - fees
}

function outsideSession({ orders }: Observed): string | undefined {
  const stray = orders.find(({ placedAt }) => sessionAt(placedAt).phase !== 'regular')
  return stray && `order ${stray.orderId}`
}
