import type { BarSeries } from '../../../../shared/backtest/bars/bar-series.ts'
import type { CostModel } from '../../../../shared/backtest/costs/cost-model.ts'
import type { BarStrategy, Wish } from '../../../../shared/backtest/strategy/bar-strategy.ts'

/** What is wished on which bar. */
export type Script = ReadonlyMap<number, Wish>

export interface PlainFill {
  readonly bar: number
  readonly side: 'BUY' | 'SELL'
  readonly quantity: number
  /** In 1/10,000 USD, like every amount here. */
  readonly price: number
  readonly fees: number
}

interface PlainRun {
  readonly fills: readonly PlainFill[]
  readonly cash: number
  readonly shares: number
}

interface PlainOrder {
  readonly kind: 'market' | 'limit' | 'stop'
  readonly price: number
  readonly buys: boolean
  readonly forced: boolean
  left: number
  isNew: boolean
}

/** A strategy that says what is written down for it. */
export function scripted(script: Script): BarStrategy {
  return { name: 'scripted', warmUpBars: 0, open: () => (bar) => script.get(bar.index) }
}

/**
 * A second engine for one symbol of minute bars, written straight down from the rules in docs/own-strategy.md: whole
 * numbers, one loop, nothing shared with the product. Sessions end where a minute is missing in the bars.
 */
export function plainRun(o: {
  readonly bars: BarSeries
  readonly script: Script
  readonly costs: CostModel
  readonly startCash: number
  readonly flatAtClose: boolean
}): PlainRun {
  const { bars, costs } = o
  const fills: PlainFill[] = []
  let cash = o.startCash
  let shares = 0
  let order: PlainOrder | undefined
  let stop = 0
  let target = 0
  let share = 0
  let bought = false

  const units = (usd: number) => Math.round(usd * 10_000)
  const upPart = (price: number, bps: number, parts: number) => Math.ceil((price * bps) / parts)
  const half = (price: number) =>
    costs.spreadBps === 0 ? 0 : Math.max(50, upPart(price, costs.spreadBps, 20_000))
  const ask = (price: number) => price + half(price)
  const bid = (price: number) => price - half(price)
  const mid = (limit: number) => limit - half(limit)
  const dear = (price: number) => ask(price) + upPart(ask(price), costs.slippageBps, 10_000)
  const cheap = (price: number) => bid(price) - upPart(bid(price), costs.slippageBps, 10_000)

  function forget() {
    if (shares === 0 && order === undefined) {
      stop = 0
      target = 0
    }
  }

  function trade(bar: number, price: number) {
    if (order === undefined) return
    const commission = order.isNew ? units(costs.commissionUsd) : 0
    let quantity = Math.min(order.left, share)
    if (order.buys) {
      const paid = Math.floor((cash - commission) / price)
      if (paid < quantity) {
        quantity = Math.max(0, paid)
        order.left = quantity
      }
    } else quantity = Math.min(quantity, shares)
    if (quantity > 0) {
      const fees =
        commission + (order.buys ? 0 : Math.round(costs.regulatoryFeeUsdPerShareSold * quantity * 10_000))
      cash += (order.buys ? -1 : 1) * price * quantity - fees
      shares += (order.buys ? 1 : -1) * quantity
      share -= quantity
      order.left -= quantity
      order.isNew = false
      bought ||= order.buys
      fills.push({ bar, side: order.buys ? 'BUY' : 'SELL', quantity, price, fees })
    }
    if (order.left === 0) order = undefined
    forget()
  }

  function meetStop(bar: number, open: number, low: number) {
    if (stop === 0 || shares === 0 || order?.forced || low > stop) return
    order = { kind: 'stop', price: stop, buys: false, forced: true, left: shares, isNew: true }
    trade(bar, cheap(Math.min(open, stop)))
  }

  for (let bar = 0; bar < bars.length; bar += 1) {
    const open = units(bars.open[bar]!)
    const high = units(bars.high[bar]!)
    const low = units(bars.low[bar]!)
    const endsSession = bars.time[bar + 1] !== bars.time[bar]! + 60_000
    const endsNext = bars.time[bar + 2] !== bars.time[bar]! + 120_000
    share = Math.floor((bars.volume[bar]! * costs.volumeSharePctMax) / 100)
    bought = false
    let from = open

    if (o.flatAtClose && endsSession && !order?.forced) {
      order = undefined
      forget()
      if (shares > 0)
        order = { kind: 'market', price: 0, buys: false, forced: true, left: shares, isNew: true }
    }

    if (order?.kind === 'market' && !order.buys) trade(bar, cheap(open))
    else if (order?.kind === 'stop') trade(bar, cheap(Math.min(open, order.price)))
    meetStop(bar, open, open)
    if (order?.kind === 'market' && order.buys) trade(bar, dear(open))
    else if (order?.kind === 'limit' && order.buys) {
      if (ask(open) <= order.price) trade(bar, Math.min(order.price, dear(open)))
      else if (ask(low) <= order.price && !(shares > 0 && low <= stop && mid(order.price) <= stop)) {
        from = mid(order.price)
        trade(bar, order.price)
      }
    }
    meetStop(bar, from, low)
    if (order?.kind === 'limit' && !order.buys) {
      if (bid(open) >= order.price) trade(bar, Math.max(order.price, cheap(open)))
      else if (bid(high) >= order.price) trade(bar, order.price)
    }
    if (target > 0 && shares > 0 && share > 0 && !bought && !order?.forced && bid(high) >= target) {
      order = { kind: 'limit', price: target, buys: false, forced: false, left: shares, isNew: true }
      trade(bar, bid(open) >= target ? Math.max(target, cheap(open)) : target)
    }

    const wish = o.script.get(bar)
    if (wish && !order?.forced && !(o.flatAtClose && (endsSession || endsNext))) {
      if (wish.stop !== undefined) stop = units(wish.stop)
      if (wish.takeProfit !== undefined) target = units(wish.takeProfit)
      order = undefined
      const price = units(wish.limit ?? bars.close[bar]!)
      const equity = cash + shares * units(bars.close[bar]!)
      const change = Math.floor((wish.target * equity) / price) - shares
      if (change !== 0 && !endsSession)
        order = {
          kind: wish.limit === undefined ? 'market' : 'limit',
          price,
          buys: change > 0,
          forced: false,
          left: Math.abs(change),
          isNew: true,
        }
      forget()
    }
    if (endsSession && !order?.forced) {
      order = undefined
      forget()
    }
  }
  return { fills, cash, shares }
}
