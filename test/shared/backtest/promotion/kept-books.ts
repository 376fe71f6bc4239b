import { MemoryStore } from '../../../../infra/store/memory-store.ts'
import { moneyFromNumber } from '../../../../shared/domain/money.ts'
import type { DocumentPath, DocumentValue, Store } from '../../../../shared/ports/store.ts'
import type { SafeModeTrip } from '../../../../shared/state/risk-state.ts'
import { initialState, type TradingState } from '../../../../shared/state/trading-state.ts'
import { exchangeInstant, parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { nextOpenDay } from '../../../../shared/time/market-calendar.ts'

export const FIRST_DATE = parseExchangeDate('2026-03-02')
const START = 25_000
/** Every position is held from 10:00 to 10:30. */
const ENTRY_MINUTE = 600
const HELD_MINUTES = 30
const TRADES_A_DAY = 5

/** How a run differs from one that is promoted. */
export interface Books {
  readonly sessions?: number
  readonly mode?: 'DEMO' | 'LIVE'
  /** Without the looks at these minutes after 10:00, on every day. */
  readonly unseenMinutes?: readonly number[]
  /** At these the monitor ran and broke off. */
  readonly brokenMinutes?: readonly number[]
  readonly record?: 'tapes' | 'claims' | 'none'
  /** How far the account was below its worth at the open within every session, in USD. */
  readonly fallUsd?: number
  /** Without the closes that the daily reports note. */
  readonly withoutCloses?: boolean
  readonly trips?: readonly SafeModeTrip[]
  /** Ids of alerts of safe mode. */
  readonly alerts?: readonly string[]
  /** Of every second trade, in USD; the others win 30. */
  readonly lossUsd?: number
}

/** The books of a DEMO run: twenty sessions of five trades each, looked after every minute, unless told otherwise. */
export async function keptBooks(books: Books = {}): Promise<Store> {
  const store = new MemoryStore({ clock: { now: () => 0 as EpochMs, sleep: async () => undefined } })
  const documents = [...bookDocuments(books)]
  for (let from = 0; from < documents.length; from += 100)
    await store.commit(
      documents.slice(from, from + 100).map(([path, value]) => ({ kind: 'set', path, value })),
    )
  return store
}

/** Every document with its path. */
function* bookDocuments(books: Books = {}): Iterable<readonly [DocumentPath, DocumentValue]> {
  const dates = datesOf(books)
  let worth = START
  const closes: { date: ExchangeDate; equity: number }[] = []
  for (const date of dates) {
    yield* monitorDocuments(date, worth, books)
    for (let number = 0; number < TRADES_A_DAY; number += 1) {
      const trade = tradeOf(date, number, books)
      worth += trade.pnl / 10_000
      yield [`trades/${trade.tradeId}`, trade]
    }
    closes.push({ date, equity: moneyFromNumber(worth) })
    yield [`reports/${date}`, { date }]
  }
  if (!books.withoutCloses) yield ['engine/equity', { mode: books.mode ?? 'DEMO', closes }]
  yield ['engine/state', { ...stateOf(books) }]
  for (const alertId of books.alerts ?? []) yield [`outbox/${alertId}`, { alertId, type: 'SAFE_MODE' }]
}

function datesOf({ sessions = 20 }: Books): readonly ExchangeDate[] {
  const dates = [FIRST_DATE]
  while (dates.length < sessions) dates.push(nextOpenDay(dates.at(-1) ?? FIRST_DATE))
  return dates.slice(0, sessions)
}

function tradeOf(date: ExchangeDate, number: number, { mode = 'DEMO', lossUsd = 10 }: Books) {
  const entryTime = exchangeInstant(date, ENTRY_MINUTE)
  return {
    date,
    tradeId: `TQQQ-${date}-${number}`,
    decisionId: `${date}-100000-TQQQ`,
    symbol: 'TQQQ',
    quantity: 100,
    entryPrice: moneyFromNumber(47.5),
    exitPrice: moneyFromNumber(47.6),
    entryTime,
    exitTime: entryTime + HELD_MINUTES * MINUTE_MS,
    fees: 0,
    pnl: moneyFromNumber(number % 2 === 0 ? 30 : -lossUsd),
    pnlPct: 0.2,
    minutesHeld: HELD_MINUTES,
    reason: 'TRAILING_STOP',
    favourablePct: 1,
    adversePct: -0.2,
    score: 0.92,
    strategies: ['standard'],
    mode,
    simulated: true,
  }
}

function* monitorDocuments(
  date: ExchangeDate,
  worth: number,
  { record = 'tapes', unseenMinutes = [], brokenMinutes = [], fallUsd = 0 }: Books,
): Iterable<readonly [DocumentPath, DocumentValue]> {
  if (record === 'none') return
  for (let minute = 0; minute <= HELD_MINUTES; minute += 1) {
    if (unseenMinutes.includes(minute)) continue
    const openedAt = exchangeInstant(date, ENTRY_MINUTE + minute)
    const run = `position-monitor-${openedAt}`
    if (record === 'claims') yield [`runs/${run}`, { job: 'position-monitor', claimedAt: openedAt }]
    else {
      const outcome = brokenMinutes.includes(minute) ? { failure: 'broke off' } : { answer: { held: 1 } }
      const left = { risk: { equity: { latest: moneyFromNumber(worth - fallUsd) } } }
      const text = JSON.stringify({ outcome, left })
      yield [`tape/${date}-${minute}-position-monitor`, { date, run, epoch: minute + 1, openedAt, text }]
    }
  }
}

function stateOf({ trips = [] }: Books): TradingState {
  const state = initialState(FIRST_DATE)
  const start = moneyFromNumber(START)
  const equity = {
    startCapital: start,
    netDeposits: moneyFromNumber(0),
    highWater: start,
    latest: start,
    cash: start,
    cashMoved: moneyFromNumber(0),
  }
  return { ...state, risk: { ...state.risk, equity, safeMode: trips } }
}
