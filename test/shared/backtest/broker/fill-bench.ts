import { NextBarFills } from '../../../../shared/backtest/broker/next-bar-fills.ts'
import { type CostModel, costModelSchema } from '../../../../shared/backtest/costs/cost-model.ts'
import { BarsSession } from '../../../../shared/backtest/market/symbol-session.ts'
import type { Bar } from '../../../../shared/domain/bar.ts'
import type { OrderId } from '../../../../shared/domain/ids.ts'
import type { OrderPricing, OrderSide } from '../../../../shared/domain/order.ts'
import type { PaperOrder } from '../../../../shared/paper/paper-account.ts'
import { type EpochMs, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { marketDay, type OpenDay } from '../../../../shared/time/market-calendar.ts'
import { TQQQ } from '../../../support/fixtures.ts'
import { atMinute, sessionNow } from '../../../support/session.ts'

/** A minute of trading; the bars of a test follow each other from the open on. */
export type Minute = Omit<Bar, 'time'>

/** A session of these minutes. */
export function sessionOf(minutes: readonly Minute[]): BarsSession {
  const bars = minutes.map((minute, index) => ({ ...minute, time: atMinute(index) }))
  const recorded = { intraday: { intervalMs: MINUTE_MS, bars }, quotes: [], morning: {} }
  return new BarsSession(TQQQ, recorded, marketDay(sessionNow().date) as OpenDay)
}

/** Cautious fills over these minutes; what costs name nothing of has the defaults. */
export function fillsOver(minutes: readonly Minute[], costs: Partial<CostModel> = {}): NextBarFills {
  const session = sessionOf(minutes)
  return new NextBarFills(() => session, costModelSchema.parse(costs))
}

/** An order that was placed so many milliseconds after the open. */
export function orderAt(
  afterOpenMs: number,
  side: OrderSide,
  { quantity = 10, ...pricing }: OrderPricing & { readonly quantity?: number },
): PaperOrder {
  return {
    orderId: `${side}-${afterOpenMs}` as OrderId,
    clientOrderId: `OB${afterOpenMs}`,
    symbol: TQQQ,
    side,
    quantity,
    pricing,
    status: 'OPEN',
    placedAt: (atMinute(0) + afterOpenMs) as EpochMs,
  }
}
