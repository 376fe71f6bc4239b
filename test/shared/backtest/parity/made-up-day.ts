import type { LiveDay, LiveRun } from '../../../../shared/backtest/parity/live-day.ts'
import type { QuietStory } from '../../../../shared/cycles/questions/decision-story.ts'
import type { DecisionId, Ticker, TradeId } from '../../../../shared/domain/ids.ts'
import { type Money, money, subtract, times } from '../../../../shared/domain/money.ts'
import type { Trade } from '../../../../shared/domain/trade.ts'
import type { OrderRecord } from '../../../../shared/orders/order-record.ts'
import { exchangeInstant, formatEt, parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { TQQQ } from '../../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')

/** A moment of the day, "10:06" or "10:06:30". */
export function at(time: string): EpochMs {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  return (exchangeInstant(DATE, hour * 60 + minute) + second * 1_000) as EpochMs
}

/** 100 TQQQ from 10:06 to 10:30, bought for 50.00 and sold for 49.00. */
export function trade(
  change: Partial<Trade> & { readonly entry?: string; readonly exit?: string } = {},
): Trade {
  const { entry = '50', exit = '49', ...given } = change
  const made = {
    tradeId: 'TQQQ-1' as TradeId,
    decisionId: decisionIdAt(given.symbol ?? TQQQ, given.entryTime ?? at('10:06')),
    symbol: TQQQ,
    quantity: 100,
    entryPrice: money(entry),
    exitPrice: money(exit),
    entryTime: at('10:06'),
    exitTime: at('10:30'),
    fees: money('0'),
    pnlPct: -2,
    minutesHeld: 24,
    reason: 'STOP_LOSS' as const,
    favourablePct: 0,
    adversePct: 2,
    score: 0.92,
    strategies: ['standard'],
    mode: 'LIVE' as const,
    simulated: true,
    ...given,
  }
  const gross = times(subtract(made.exitPrice, made.entryPrice), made.quantity)
  return { pnl: subtract(gross, made.fees), ...made }
}

/** A live entry decision with the orders that followed from it. */
export function story(
  change: Partial<QuietStory['decision']> & { readonly orders?: readonly OrderRecord[] } = {},
): QuietStory {
  const { orders = [], ...given } = change
  const decision = {
    date: DATE,
    mode: 'LIVE' as const,
    symbol: TQQQ,
    at: at('10:06'),
    decision: 'enter' as const,
    refusals: [],
    ...given,
  } as QuietStory['decision']
  return { decisionId: decisionIdAt(decision.symbol, decision.at), decision, orders, exits: [], trades: [] }
}

/** Of a risk gate that refused. */
export function refusedBy(code: string, reason: string) {
  const zero = 0 as Money
  const levels = { limit: zero, stop: zero, target: zero }
  return { approved: false, code, reason, level: 'LOW', quantity: 0, ...levels, warnings: [], trace: [] }
}

/** A day whose runs were all made, except between two moments. */
export function runsOfDay(missing?: { readonly from: string; readonly to: string }): readonly LiveRun[] {
  const runs: LiveRun[] = []
  for (let minute = 0; minute < 390; minute += 1) {
    const dueAt = (at('9:30') + minute * MINUTE_MS) as EpochMs
    if (missing && dueAt > at(missing.from) && dueAt < at(missing.to)) continue
    runs.push({ job: 'position-monitor', dueAt, begunAt: dueAt })
    if (minute % 2 === 0) runs.push({ job: 'signal-scan', dueAt, begunAt: dueAt })
  }
  return runs
}

export function liveDay(day: Partial<LiveDay> = {}): LiveDay {
  return { trades: [], stories: [], runs: runsOfDay(), ...day }
}

export function tested(...trades: readonly Trade[]) {
  return { trades, decided: [], held: [] }
}

function decisionIdAt(symbol: Ticker, moment: EpochMs): DecisionId {
  return `${DATE}-${formatEt(moment, 'time-seconds').replaceAll(':', '')}-${symbol}` as DecisionId
}
