import { expect } from '@jest/globals'
import type { TimedFill } from '../../../../shared/backtest/broker/fill-model.ts'
import { NextBarFills } from '../../../../shared/backtest/broker/next-bar-fills.ts'
import { type CostModel, costModelSchema } from '../../../../shared/backtest/costs/cost-model.ts'
import { BarsSession } from '../../../../shared/backtest/market/symbol-session.ts'
import type { Bar } from '../../../../shared/domain/bar.ts'
import type { OrderId } from '../../../../shared/domain/ids.ts'
import { toNumber } from '../../../../shared/domain/money.ts'
import type { OrderPricing, OrderSide } from '../../../../shared/domain/order.ts'
import type { PaperOrder } from '../../../../shared/paper/paper-account.ts'
import { type EpochMs, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { marketDay, type OpenDay } from '../../../../shared/time/market-calendar.ts'
import { TQQQ } from '../../../support/fixtures.ts'
import { atMinute, sessionNow } from '../../../support/session.ts'

/** A minute of trading; the bars of a test follow each other from the open on. */
export type Minute = Omit<Bar, 'time'>

/** It closes above its open, so that it prints 20.00, 19.50, 20.60 and 20.40. */
export const RISING: Minute = { open: 20, high: 20.6, low: 19.5, close: 20.4, volume: 40_000 }

/** Nothing costs anything, so that a fill shows the price it was made at. */
export const FREE = { spreadBps: 0, slippageBps: 0, regulatoryFeeUsdPerShareSold: 0 }

/** A minute at one price. */
export function flat(price: number, volume = 40_000): Minute {
  return { open: price, high: price, low: price, close: price, volume }
}

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

/** What an order trades until a minute is over, told as milliseconds after the open, shares and dollars. */
export function traded(fills: NextBarFills, order: PaperOrder, minutes = 1): readonly (readonly number[])[] {
  expect(fills.onPlacement(order, order.placedAt)).toEqual([])
  return told(fills.since(order, atMinute(minutes)))
}

/** Fills as milliseconds after the open, shares and dollars. */
export function told(fills: readonly TimedFill[]): readonly (readonly number[])[] {
  return fills.map(({ time, quantity, price }) => [time - atMinute(0), quantity, toNumber(price)])
}
