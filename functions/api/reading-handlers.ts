import { accountView } from '../../shared/cycles/views/account-view.ts'
import { cachesView } from '../../shared/cycles/views/caches-view.ts'
import { decisionView } from '../../shared/cycles/views/decision-view.ts'
import { decisionsView } from '../../shared/cycles/views/decisions-view.ts'
import { metricsView } from '../../shared/cycles/views/metrics-view.ts'
import { ordersView } from '../../shared/cycles/views/orders-view.ts'
import { positionsView } from '../../shared/cycles/views/positions-view.ts'
import { rateLimitsView } from '../../shared/cycles/views/rate-limits-view.ts'
import { readinessView } from '../../shared/cycles/views/readiness-view.ts'
import { tokenView } from '../../shared/cycles/views/token-view.ts'
import { tradesView } from '../../shared/cycles/views/trades-view.ts'
import type { DecisionId, Ticker } from '../../shared/domain/ids.ts'
import { exchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { utcText } from '../../shared/time/utc-text.ts'
import type { ApiHandlers } from './api-call.ts'
import { known } from './known.ts'

type Readings =
  | 'health'
  | 'readiness'
  | 'account'
  | 'positions'
  | 'orders'
  | 'trades'
  | 'decisions'
  | 'decision'
  | 'metrics'
  | 'rateLimits'
  | 'caches'
  | 'token'

/** Everything that is only looked at. */
export const readingHandlers: Pick<ApiHandlers, Readings> = {
  health: async ({ parts }) => ({ status: 'ok', version: parts.version, at: utcText(parts.now()) }),
  readiness: async (call) => readinessView(await known(call)),
  account: async (call) => accountView(await known(call)),
  positions: async (call) => positionsView(await known(call)),
  orders: async (call) => ordersView(await known(call), call.query),
  trades: async (call) => {
    const { date, limit } = call.query
    return tradesView(await known(call), { date: date as ExchangeDate | undefined, limit })
  },
  decisions: async (call) => {
    const here = await known(call)
    const { date, symbol, limit } = call.query
    const today = exchangeDate(here.world.clock.now())
    return decisionsView(here, {
      date: (date as ExchangeDate | undefined) ?? today,
      symbol: symbol as Ticker | undefined,
      limit,
    })
  },
  decision: async (call) => decisionView(await known(call), { decisionId: call.params.id as DecisionId }),
  metrics: async (call) => metricsView(await known(call), await call.parts.measured()),
  rateLimits: async (call) => {
    const here = await known(call)
    return rateLimitsView(here, here.world.config.api)
  },
  caches: async ({ parts }) => cachesView(await parts.measured()),
  token: async (call) => tokenView(await known(call)),
}
