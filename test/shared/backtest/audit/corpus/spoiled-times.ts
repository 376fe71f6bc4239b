import type { Money } from '../../../../../shared/domain/money.ts'
import { exchangeDate } from '../../../../../shared/time/exchange-time.ts'
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '../../../../../shared/time/instant.ts'
import { marketDay, type OpenDay } from '../../../../../shared/time/market-calendar.ts'
import { endOf, settled } from './account.ts'
import { type Part, partWhere, type SpoiledRun, withFill } from './spoil.ts'

/** Runs that trade at moments when nobody could. */
export const SPOILED_TIMES: readonly SpoiledRun[] = [
  {
    name: 'close-fill: it trades at the close of the bar it decided on',
    check: 'fill-before-decision',
    spoil: (clean) => {
      const part = partWhere(clean, (one) => one.order.type === 'MARKET' && one.isFirst && isNextBar(one))
      const { series, bar, order } = part
      const price = usd(series.close[bar - 1]!)
      return withFill(clean, part, { fill: { price, time: (order.decidedAt - 500) as EpochMs } })
    },
  },
  {
    name: 'it trades in the moment of its decision',
    check: 'fill-before-decision',
    spoil: (clean) => {
      const part = partWhere(clean, (one) => one.order.type === 'MARKET' && one.isFirst && isNextBar(one))
      return withFill(clean, part, { fill: { time: part.order.decidedAt } })
    },
  },
  {
    name: 'it trades at the open of a bar within which it decided',
    check: 'same-bar-fill',
    spoil: (clean) => {
      const part = partWhere(
        clean,
        ({ order, series, bar, isFirst }) =>
          order.type === 'MARKET' &&
          order.side === 'BUY' &&
          isFirst &&
          series.open[bar]! * 1.0005 < series.close[bar]!,
      )
      const begun = part.series.time[part.bar]!
      return withFill(clean, part, {
        order: { decidedAt: (begun + 45_000) as EpochMs },
        fill: { price: usd(part.series.open[part.bar]!), time: (begun + 59_500) as EpochMs },
      })
    },
  },
  {
    name: 'it trades after the last print of a bar, before any other',
    check: 'same-bar-fill',
    spoil: (clean) => {
      const part = partWhere(clean, ({ order, isFirst }) => order.type === 'MARKET' && isFirst)
      const begun = part.series.time[part.bar]!
      return withFill(clean, part, {
        order: { decidedAt: (begun + 59_600) as EpochMs },
        fill: { time: (begun + 59_900) as EpochMs },
      })
    },
  },
  {
    name: 'it trades within the daily bar it decided on',
    check: 'same-bar-fill',
    from: { interval: 'day', sessions: 60 },
    spoil: (clean) => {
      const part = partWhere(clean, ({ order, isFirst }) => order.type === 'MARKET' && isFirst)
      const begun = part.series.time[part.bar]!
      return withFill(clean, part, {
        order: { decidedAt: (begun + HOUR_MS) as EpochMs },
        fill: { time: (begun + 2 * HOUR_MS) as EpochMs },
      })
    },
  },
  {
    name: 'it trades before the open',
    check: 'outside-session',
    spoil: (clean) => moved(clean, ({ openAt }) => openAt - 10 * MINUTE_MS),
  },
  {
    name: 'it trades after the close',
    check: 'outside-session',
    spoil: (clean) => moved(clean, ({ closeAt }) => closeAt + 5 * MINUTE_MS),
  },
  {
    name: 'it trades after an early close',
    check: 'outside-session',
    spoil: (clean) => {
      const part = partWhere(clean, ({ fill }) => dayOf(fill.time).earlyClose !== undefined)
      return withFill(clean, part, { fill: { time: (dayOf(part.fill.time).closeAt + HOUR_MS) as EpochMs } })
    },
  },
  {
    name: 'it trades on a holiday',
    check: 'outside-session',
    spoil: (clean) => {
      const part = partWhere(clean, ({ fill }) => exchangeDate(fill.time) === '2024-11-27')
      return withFill(clean, part, { fill: { time: (part.fill.time + DAY_MS) as EpochMs } })
    },
  },
  {
    name: 'it trades in a minute without a bar',
    check: 'price-outside-bar',
    spoil: (clean) => {
      const [series] = clean.series
      const bar = series!.time.findIndex(
        (time, index) => index > 0 && series!.time[index - 1]! === time - 2 * MINUTE_MS,
      )
      const part = partWhere(clean, ({ order }) => order.symbol === series!.symbol)
      return withFill(clean, part, { fill: { time: (series!.time[bar]! - MINUTE_MS + 500) as EpochMs } })
    },
  },
  {
    name: 'a position is forgotten over the close',
    check: 'overnight',
    options: { flatAtClose: true },
    spoil: (clean) => {
      const [first] = clean.trades
      const isKept = ({ symbol, side, time }: { symbol: string; side: string; time: number }) =>
        symbol !== first!.symbol || side === 'BUY' || time < first!.entryTime || time > first!.exitTime
      const fills = clean.fills.filter(isKept)
      const traded = new Set(fills.map(({ orderId }) => orderId))
      return settled({ ...clean, fills, orders: clean.orders.filter(({ orderId }) => traded.has(orderId)) })
    },
  },
  {
    name: 'marks go back in time',
    check: 'time-order',
    spoil: (clean) => ({ ...clean, marks: clean.marks.toReversed() }),
  },
  {
    name: 'marks go on after the bars',
    check: 'time-order',
    spoil: (clean) => {
      const last = clean.marks.at(-1)!
      return { ...clean, marks: [...clean.marks, { ...last, time: (last.time + 30 * DAY_MS) as EpochMs }] }
    },
  },
]

function moved(
  clean: Parameters<SpoiledRun['spoil']>[0],
  when: (day: OpenDay) => number,
): ReturnType<SpoiledRun['spoil']> {
  const part = partWhere(clean, ({ order }) => order.type === 'MARKET')
  const time = when(dayOf(part.fill.time)) as EpochMs
  return withFill(clean, part, { fill: { time }, order: { decidedAt: (time - 1_000) as EpochMs } })
}

function dayOf(at: EpochMs): OpenDay {
  const day = marketDay(exchangeDate(at))
  if (day.kind === 'closed') throw new Error(`an honest fill on a closed day: ${day.date}`)
  return day
}

function isNextBar({ order, series, bar }: Part): boolean {
  return bar > 0 && endOf(series, bar - 1) === order.decidedAt
}

function usd(price: number): Money {
  return Math.round(price * 10_000) as Money
}
