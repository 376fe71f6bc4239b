import { alertsView } from '../../shared/cycles/views/alerts-view.ts'
import { backtestsView, backtestView } from '../../shared/cycles/views/backtests-view.ts'
import { barsView } from '../../shared/cycles/views/bars-view.ts'
import { costView } from '../../shared/cycles/views/cost-view.ts'
import { equityView } from '../../shared/cycles/views/equity-view.ts'
import { statisticsView } from '../../shared/cycles/views/statistics-view.ts'
import { todayView } from '../../shared/cycles/views/today-view.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { ApiHandlers } from './api-call.ts'
import { known } from './known.ts'

type Dashboard = 'today' | 'equity' | 'statistics' | 'bars' | 'alerts' | 'cost' | 'backtests' | 'backtest'

/** What the pages of the dashboard show beside the other readings. */
export const dashboardHandlers: Pick<ApiHandlers, Dashboard> = {
  today: async (call) => todayView(await known(call), call.parts),
  equity: async (call) => equityView(await known(call), call.query),
  statistics: async ({ world }) => statisticsView({ world: await world() }),
  bars: async (call) => barsView(await known(call), call.params.symbol as Ticker),
  alerts: async ({ world, query }) => alertsView({ world: await world() }, query),
  cost: async (call) => costView(await known(call)),
  backtests: ({ parts }) => backtestsView(parts.reports),
  backtest: ({ parts, params }) => backtestView(parts.reports, params.id),
}
