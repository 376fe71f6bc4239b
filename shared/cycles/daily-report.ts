import { type CalibrationProgress, endOfDayAlert } from '../alerts/end-of-day-alert.ts'
import { holidayEveAlert } from '../alerts/holiday-eve-alert.ts'
import { marketCloseAlert } from '../alerts/session-alerts.ts'
import type { Ticker } from '../domain/ids.ts'
import { type GroupedStatistics, groupedStatistics } from '../ledger/grouped-statistics.ts'
import { type NakedSeconds, nakedSeconds } from '../ledger/naked-seconds.ts'
import { type TradeStatistics, tradeStatistics } from '../ledger/statistics.ts'
import type { DayTotals } from '../state/trading-state.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import { marketDay } from '../time/market-calendar.ts'
import { tradesOf } from './closed-trades.ts'
import { drawEquity } from './equity-history.ts'
import { learn } from './learning.ts'
import { type Finished, runAnyTime } from './run-tick.ts'
import { settleOrders } from './settle-orders.ts'
import { tellOnceToday } from './tell-once.ts'
import type { Tick } from './tick.ts'
import type { NotRun, Trigger } from './trigger.ts'
import type { World } from './world.ts'

export interface ReportDone {
  readonly day: DayTotals
  readonly statistics: TradeStatistics
  readonly groups: GroupedStatistics
  /** Absent without a closed trade. */
  readonly nakedSeconds?: NakedSeconds
  readonly stillHeld: readonly Ticker[]
}

/** Closes the books of the day: last order reports, the day's trades summed up and learned from, the owner told. */
export async function dailyReport(world: World, trigger: Trigger): Promise<(ReportDone & Finished) | NotRun> {
  const now = world.clock.now()
  const today = marketDay(exchangeDate(now), world.calendar)
  if (today.kind === 'closed') return { status: 'skipped', reason: `market-closed: ${today.name}` }
  if (now < today.closeAt) return { status: 'skipped', reason: 'the session is not over' }
  return runAnyTime(world, trigger, today.date, async (tick) => {
    await settleOrders(tick)
    // The trades are read from the store, which must know those that were closed just now.
    await tick.commit()
    const trades = await tradesOf(tick.world, tick.date)
    const stillHeld = Object.values(tick.state.positions).map(({ symbol }) => symbol)
    const calibration = await learnedCalibration(tick)
    tellOnceToday(tick, marketCloseAlert(tick.state.day, { time: tick.now, held: stillHeld }))
    // The scheduler calls after each hour at which the session may have ended, on a short day twice.
    const picture = await drawEquity(tick)
    const closing = { time: tick.now, stillHeld, calibration, ...(picture !== undefined && { picture }) }
    tellOnceToday(tick, endOfDayAlert(tick.state.day, trades, closing))
    const eve = holidayEveAlert({ date: tick.date, time: tick.now, exceptions: world.calendar })
    if (eve) tellOnceToday(tick, eve)
    const naked = nakedSeconds(trades)
    const report = {
      day: tick.state.day,
      statistics: tradeStatistics(trades),
      groups: groupedStatistics(trades),
      ...(naked && { nakedSeconds: naked }),
      stillHeld,
    }
    tick.record(`reports/${tick.date}`, { date: tick.date, ...report })
    return report
  })
}

/** How far the score is from being a probability, for the owner. */
async function learnedCalibration(tick: Tick): Promise<CalibrationProgress> {
  const { trades, calibration } = await learn(tick)
  return {
    calibrated: calibration !== undefined,
    trades,
    tradesMin: tick.world.config.learning.calibrationTradesMin,
  }
}
