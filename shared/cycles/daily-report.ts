import { z } from 'zod'
import { endOfDayAlert } from '../alerts/end-of-day-alert.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Trade } from '../domain/trade.ts'
import { type TradeStatistics, tradeStatistics } from '../ledger/statistics.ts'
import { tradeSchema } from '../state/document-schemas.ts'
import type { DayTotals } from '../state/trading-state.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { marketDay } from '../time/market-calendar.ts'
import { type Finished, runAnyTime } from './run-tick.ts'
import { settleOrders } from './settle-orders.ts'
import type { NotRun, Trigger } from './trigger.ts'
import type { World } from './world.ts'

export interface ReportDone {
  readonly day: DayTotals
  readonly statistics: TradeStatistics
  readonly stillHeld: readonly Ticker[]
}

/** Closes the books of the day: last order reports, the day's trades summed up, the owner told. */
export async function dailyReport(world: World, trigger: Trigger): Promise<(ReportDone & Finished) | NotRun> {
  const now = world.clock.now()
  const today = marketDay(exchangeDate(now), world.calendar)
  if (today.kind === 'closed') return { status: 'skipped', reason: `market-closed: ${today.name}` }
  if (now < today.closeAt) return { status: 'skipped', reason: 'the session is not over' }
  return runAnyTime(world, trigger, today.date, async (tick) => {
    await settleOrders(tick)
    // The trades are read from the store, which must know those that were closed just now.
    await tick.commit()
    const trades = await tradesOf(world, tick.date)
    const stillHeld = Object.values(tick.state.positions).map(({ symbol }) => symbol)
    tick.alert(endOfDayAlert(tick.state.day, trades, { time: tick.now, stillHeld }))
    const report = { day: tick.state.day, statistics: tradeStatistics(trades), stillHeld }
    tick.record(`reports/${tick.date}`, { date: tick.date, ...report })
    return report
  })
}

/** The closed trades of one exchange date, oldest first. */
export async function tradesOf(world: Pick<World, 'store'>, date: ExchangeDate): Promise<readonly Trade[]> {
  const documents = await world.store.query({
    collection: 'trades',
    where: { date },
    orderBy: { field: 'exitTime', direction: 'ascending' },
  })
  return documents.map(({ value }) => {
    const { date: _, ...trade } = z.looseObject({ date: z.string() }).parse(value)
    return tradeSchema.parse(trade)
  })
}
