import type { RunRecord } from '../../../../../shared/backtest/audit/run-record.ts'
import type { Money } from '../../../../../shared/domain/money.ts'
import type { EpochMs } from '../../../../../shared/time/instant.ts'
import { type Part, partWhere, type SpoiledRun, withFill, withFills } from './spoil.ts'

/** Runs that trade at prices that nobody got. */
export const SPOILED_PRICES: readonly SpoiledRun[] = [
  {
    name: 'a buy below the low of its bar',
    check: 'price-outside-bar',
    spoil: (clean) => {
      const part = partWhere(clean, ({ fill }) => fill.side === 'BUY')
      return withFill(clean, part, { fill: { price: usd(part.series.low[part.bar]! - 0.01) } })
    },
  },
  {
    name: 'a sale above the high of its bar',
    check: 'price-outside-bar',
    spoil: (clean) => {
      const part = partWhere(clean, ({ fill }) => fill.side === 'SELL')
      return withFill(clean, part, { fill: { price: usd(part.series.high[part.bar]! + 0.01) } })
    },
  },
  {
    name: 'a limit that the market never came to',
    check: 'price-outside-bar',
    spoil: (clean) => {
      const part = partWhere(clean, ({ order }) => order.type === 'LIMIT')
      const price = usd(part.series.low[part.bar]! * 0.99)
      return withFill(clean, part, { fill: { price }, order: { limit: price } })
    },
  },
  {
    name: 'a price far worse than the bar',
    check: 'price-far-from-bar',
    spoil: (clean) => {
      const part = partWhere(clean, ({ order }) => order.side === 'BUY' && order.type === 'MARKET')
      return withFill(clean, part, { fill: { price: usd(part.series.high[part.bar]! * 1.05) } })
    },
  },
  {
    name: 'a limit order gets the low while the market is at the open',
    check: 'limit-too-good',
    spoil: (clean) => {
      const part = partWhere(
        clean,
        ({ order, fill, series, bar }) =>
          order.type === 'LIMIT' &&
          fill.time === series.time[bar]! + 500 &&
          usd(series.low[bar]!) < Math.min(order.limit!, usd(series.open[bar]!)) - 100,
      )
      return withFill(clean, part, { fill: { price: usd(part.series.low[part.bar]!) } })
    },
  },
  {
    name: 'a limit order that met a better market pays neither spread nor slippage',
    check: 'limit-too-good',
    spoil: (clean) => {
      const part = partWhere(
        clean,
        ({ order, fill, series, bar }) =>
          order.type === 'LIMIT' &&
          order.side === 'BUY' &&
          fill.time === series.time[bar]! + 500 &&
          usd(series.open[bar]!) < fill.price - 3,
      )
      return withFill(clean, part, { fill: { price: usd(part.series.open[part.bar]!) } })
    },
  },
  {
    name: 'a limit order pays more than its limit',
    check: 'limit-overrun',
    spoil: (clean) => {
      const part = partWhere(clean, ({ order }) => order.type === 'LIMIT')
      return withFill(clean, part, { fill: { price: (part.order.limit! + 1) as Money } })
    },
  },
  {
    name: 'a gapped stop trades at its stop',
    check: 'gap-optimistic-stop',
    spoil: (clean) => {
      const part = partWhere(clean, isGapped)
      return withFill(clean, part, { fill: { price: part.order.stop! } })
    },
  },
  {
    name: 'a gapped stop of daily bars trades at its stop',
    check: 'gap-optimistic-stop',
    from: { interval: 'day', sessions: 200 },
    spoil: (clean) => {
      const part = partWhere(clean, isGapped)
      return withFill(clean, part, { fill: { price: part.order.stop! } })
    },
  },
  {
    name: 'a stop waits for the recovery from the low',
    check: 'gap-optimistic-stop',
    spoil: (clean) => {
      const part = partWhere(
        clean,
        ({ order, isFirst, series, bar }) =>
          order.type === 'STOP' && isFirst && usd(series.close[bar]!) > order.stop! + 100,
      )
      const time = (part.series.time[part.bar]! + 59_500) as EpochMs
      return withFill(clean, part, { fill: { price: usd(part.series.close[part.bar]!), time } })
    },
  },
  {
    name: 'a stop goes off though nothing came to it',
    check: 'stop-not-reached',
    spoil: (clean) => {
      const part = partWhere(clean, ({ order, isFirst }) => order.type === 'STOP' && isFirst)
      return withFill(clean, part, { order: { stop: Math.round(part.order.stop! * 0.95) as Money } })
    },
  },
  {
    name: 'the spread is forgotten',
    check: 'no-costs',
    spoil: (clean) => repriced(clean, 5 / 10_000),
  },
  {
    name: 'spread and slippage are forgotten',
    check: 'no-costs',
    spoil: (clean) => repriced(clean, 0),
  },
  {
    name: 'slippage is in our favour',
    check: 'no-costs',
    spoil: (clean) => repriced(clean, -5 / 10_000),
  },
  {
    name: 'spread and slippage of daily bars are forgotten',
    check: 'no-costs',
    from: { interval: 'day', sessions: 60 },
    spoil: (clean) => repriced(clean, 0),
  },
  {
    name: 'a stop pays no slippage',
    check: 'no-costs',
    spoil: (clean) => {
      const part = partWhere(clean, ({ order, isFirst }) => order.type === 'STOP' && isFirst)
      const open = usd(part.series.open[part.bar]!)
      return withFill(clean, part, { fill: { price: Math.min(open, part.order.stop!) as Money } })
    },
  },
]

/** Market orders at the open of their bar, worse by a share of the price alone. */
function repriced(clean: RunRecord, share: number): RunRecord {
  return withFills(clean, ({ fill, order, series, bar }) => {
    const isAtOpen = fill.time <= series.time[bar]! + 500
    if (order.type !== 'MARKET' || !isAtOpen) return [fill]
    const sign = fill.side === 'BUY' ? 1 : -1
    return [{ ...fill, price: usd(series.open[bar]! * (1 + sign * share)) }]
  })
}

function isGapped({ order, isFirst, series, bar }: Part): boolean {
  return order.type === 'STOP' && isFirst && usd(series.open[bar]!) < order.stop! - 100
}

function usd(price: number): Money {
  return Math.round(price * 10_000) as Money
}
