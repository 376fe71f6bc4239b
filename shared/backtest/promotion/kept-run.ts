import { z } from 'zod'
import { latestTrades } from '../../cycles/closed-trades.ts'
import { EQUITY_PATH } from '../../cycles/equity-history.ts'
import { STATE_PATH } from '../../cycles/tick.ts'
import type { Money } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import type { Store } from '../../ports/store.ts'
import { dateSchema, moneySchema } from '../../state/document-schemas.ts'
import { type TradingState, tradingStateSchema } from '../../state/trading-state.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import type { PromotionRefused } from './promotion-refused.ts'

/** More than a bold style makes in two years; of a longer run the latest count. */
const TRADES_MAX = 20_000

/** What the books of a DEMO run say. */
export interface KeptRun {
  /** Oldest first. */
  readonly trades: readonly Trade[]
  /** Dates with a daily report or a trade, ascending. */
  readonly sessions: readonly ExchangeDate[]
  /** Worth of the account after the close, as the daily reports noted it. */
  readonly closes: ReadonlyMap<ExchangeDate, Money>
  /** Absent where nothing has run yet. */
  readonly state?: TradingState
}

const equitySchema = z.object({
  mode: z.enum(['DEMO', 'LIVE']),
  closes: z.array(z.object({ date: dateSchema, equity: moneySchema })),
})

const reportSchema = z.object({ date: dateSchema })

/** Reads the books of a store; refused where some of it was LIVE: the gate stands before real money. */
export async function readKeptRun(store: Store): Promise<KeptRun | PromotionRefused> {
  const trades = await latestTrades({ store }, { mode: 'DEMO', count: TRADES_MAX })
  const equityDocument = await store.get(EQUITY_PATH)
  const equity = equityDocument && equitySchema.parse(equityDocument.value)
  const liveTrades = await latestTrades({ store }, { mode: 'LIVE', count: 1 })
  if (equity?.mode === 'LIVE' || liveTrades.length > 0)
    return {
      refused: 'was-live',
      why: 'this store was run in LIVE; the promotion gate judges a run that was DEMO from its first day on',
    }
  const stateDocument = await store.get(STATE_PATH)
  return {
    trades,
    sessions: await sessionsOf(store, trades),
    closes: new Map(equity?.closes.map((close) => [close.date, close.equity])),
    ...(stateDocument && { state: tradingStateSchema.parse(stateDocument.value) }),
  }
}

/** A day without its report counts once something was traded on it. */
async function sessionsOf(store: Store, trades: readonly Trade[]): Promise<readonly ExchangeDate[]> {
  const reports = await store.query({ collection: 'reports' })
  const reported = reports.map(({ value }) => reportSchema.parse(value).date)
  const traded = trades.map(({ exitTime }) => exchangeDate(exitTime))
  return [...new Set([...reported, ...traded])].toSorted()
}
