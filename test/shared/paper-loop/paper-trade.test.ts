import { expect, test } from '@jest/globals'
import { costModelSchema } from '../../../shared/backtest/costs/cost-model.ts'
import type { DecisionId } from '../../../shared/domain/ids.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { type PaperOrder, paperTrade } from '../../../shared/paper-loop/paper-trade.ts'
import { SymbolDays } from '../../../shared/paper-loop/symbol-days.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { tradingDays } from './made-up-loop.ts'

const dates = tradingDays(6)
const costs = costModelSchema.parse({})

/** Two days, 2 USD at risk, 3 to win. */
const ORDER: PaperOrder = {
  decisionId: 'a decision' as DecisionId,
  date: dates[0] as ExchangeDate,
  plan: {
    ...{ ticker: ticker('AAPL'), action: 'BUY', entryType: 'LIMIT', timeoutDays: 2, confidence: 0.5 },
    ...{ entryPrice: money('100'), stopPrice: money('98'), targetPrice: money('103') },
    ...{ reason: 'a test', missingFields: [] },
  },
  quantity: 4,
  bid: money('99.99'),
  ask: money('100.01'),
}

type Prices = readonly [open: number, high: number, low: number, close: number]
const QUIET: Prices = [100, 101, 99, 100.5]

/** What becomes of the order when the days go like this; a day without prices has no bar. */
function traded(days: readonly (Prices | undefined)[], order: Partial<PaperOrder> = {}) {
  const bars = days.flatMap((prices, day) => {
    if (!prices) return []
    const [open, high, low, close] = prices
    return [{ date: dates[day] as ExchangeDate, open, high, low, close, volume: 1_000 }]
  })
  return paperTrade({ ...ORDER, ...order }, { days: new SymbolDays(bars), costs })
}

test('a plan that meets neither stop nor target is sold at the close of its last day', () => {
  expect(traded([QUIET, QUIET, QUIET])).toMatchObject({
    ...{ status: 'closed', reason: 'time-out', exit: money('100.50'), closedOn: dates[1] },
  })
})

test('a last day without a bar sells at the next open there is', () => {
  expect(traded([QUIET, undefined, [99.5, 101, 99, 100]])).toMatchObject({
    ...{ reason: 'time-out', exit: money('99.50'), closedOn: dates[2] },
  })
})

test('the day of the entry counts from its open on, and the stop wins its ties', () => {
  expect(traded([[100, 104, 97, 103]])).toMatchObject({
    reason: 'stop',
    exit: money('98'),
    closedOn: dates[0],
  })
})

test('the last day can still reach the target', () => {
  expect(traded([QUIET, [101, 104, 100, 101]])).toMatchObject({ reason: 'target', exit: money('103') })
})

test('bars that end too early leave the trade open', () => {
  expect(traded([QUIET])).toMatchObject({ status: 'open' })
})

test('the fill is above the middle by half the spread and at most 10 bps', () => {
  const { entry } = traded([QUIET, QUIET])
  expect(entry).toBeGreaterThan(money('100.01'))
  expect(entry).toBeLessThanOrEqual(money('100.11'))
})

test('profit is what the middle would have earned less the costs', () => {
  const trade = traded([QUIET, [101, 104, 100, 101]])
  if (trade.status !== 'closed') throw new Error(trade.status)
  expect(trade.profit + trade.costs).toBe(money('12'))
  expect(trade.costs).toBeGreaterThan(0)
})

test('a fill at the target or above has no room', () => {
  const plan = { ...ORDER.plan, targetPrice: money('100.01') }
  expect(traded([QUIET, QUIET], { plan }).status).toBe('no-room')
})

test('a bar of a closed day is an error', () => {
  const days = [
    { date: '2021-01-04', close: 100.5 },
    { date: '2021-01-09', close: 101 },
  ].map(({ date, close }) => ({
    ...{ date: date as ExchangeDate, open: 100, high: 102, low: 99, close, volume: 1 },
  }))
  expect(() => paperTrade(ORDER, { days: new SymbolDays(days), costs })).toThrow(/2021-01-09.*closed/)
})
