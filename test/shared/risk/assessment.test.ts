import { describe, expect, test } from '@jest/globals'
import type { AccountBalance } from '../../../shared/domain/account.ts'
import { type IntentId, type Ticker, ticker } from '../../../shared/domain/ids.ts'
import { type Money, money, times } from '../../../shared/domain/money.ts'
import type { Position } from '../../../shared/domain/position.ts'
import type { OrderRecord } from '../../../shared/orders/order-record.ts'
import { assessEntry } from '../../../shared/risk/assessment.ts'
import type { EntryProposal, RiskView } from '../../../shared/risk/risk-view.ts'
import { initialState, type TradingState } from '../../../shared/state/trading-state.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { ordersById } from '../../support/cycle-bench.ts'
import { goldenPosition, orderRecord, plan, TQQQ } from '../../support/fixtures.ts'
import { goldenProposal, riskView } from '../../support/risk-view.ts'

const EMPTY = initialState(parseExchangeDate('2026-03-03'))
const CASH: AccountBalance = { kind: 'CASH', cash: money('25000'), settledCash: money('25000') }

const assess = (view: Partial<RiskView> = {}, proposal: Partial<EntryProposal> = {}) =>
  assessEntry(goldenProposal(proposal), riskView(view))

/** "approved" or the code of the refusal. */
function word(...args: Parameters<typeof assess>): string {
  const assessment = assess(...args)
  return assessment.approved ? 'approved' : assessment.code
}

/** So many positions of one share, bought at 10 and worth 10, each in a group of its own unless told otherwise. */
function holding(count: number, corrGroup?: string) {
  const symbols = Array.from({ length: count }, (_, index) => ticker(`P${index}`))
  const positions = symbols.map((symbol, index) => small(symbol, corrGroup ?? `group-${index}`))
  return {
    state: { ...EMPTY, positions: Object.fromEntries(positions.map((held) => [held.symbol, held])) },
    prices: new Map(symbols.map((symbol) => [symbol, money('10')])),
  }
}

function small(symbol: Ticker, corrGroup: string): Position {
  const bought = { boughtQuantity: 1, cost: money('10') }
  return goldenPosition({ symbol, ...bought, plan: plan({ corrGroup }) })
}

function entering(count: number, corrGroup: string): TradingState {
  const orders = Array.from({ length: count }, (_, index): OrderRecord => {
    const base = orderRecord({ intentId: `intent-${index}` as IntentId, symbol: ticker(`E${index}`) })
    const purpose = { ...base.purpose, plan: plan({ corrGroup }) } as OrderRecord['purpose']
    return { ...base, purpose, quantity: 1, pricing: { type: 'LIMIT', limit: money('10') } }
  })
  return { ...EMPTY, orders: ordersById(...orders) }
}

test('the golden size: 25,000 of cash buy 184 shares at 47.50 for 8,740.00', () => {
  const assessment = assess()
  expect(assessment).toMatchObject({ approved: true, quantity: 184, sizing: { cost: money('8740') } })
  expect(assessment.trace).toContain(
    'portfolio 25,000.00 USD, cash 25,000.00 USD, exposure 0.00 USD, weighted by leverage 0.00 USD',
  )
})

describe('missing figures refuse', () => {
  const missing = 'account-figures-missing'
  test.each<[string, AccountBalance]>([
    ['a cash account without its settled cash', { kind: 'CASH', cash: money('25000') }],
    ['a margin account without its buying power', { kind: 'MARGIN', cash: money('25000') }],
  ])('%s', (_, balance) => {
    expect(word({ balance })).toBe(missing)
  })

  test('a position whose price is not known', () => {
    const { state, prices } = holding(1)
    expect(word({ state, prices: new Map() })).toBe(missing)
    expect(word({ state, prices })).toBe('approved')
  })
})

describe('what the account may spend', () => {
  const size = (balance: AccountBalance) => {
    const assessment = assess({ balance })
    return assessment.approved ? assessment.quantity : 0
  }

  test('a cash account spends settled cash only: 10,000 less the 5,000 reserve buy 105', () => {
    expect(size({ ...CASH, settledCash: money('10000') })).toBe(105)
  })

  test('a margin account spends its buying power, yet never more than its cash', () => {
    const margin = { kind: 'MARGIN', cash: money('25000') } as const
    expect(size({ ...margin, cashBuyingPower: money('10000') })).toBe(105)
    expect(size({ ...margin, cashBuyingPower: money('100000') })).toBe(184)
  })

  test('a cash account is not asked for the buying power of a margin account', () => {
    expect(size({ ...CASH, cashBuyingPower: money('1') })).toBe(184)
  })
})

describe('the limits, each on both sides of its edge', () => {
  const lost = (realized: Money) => ({ state: { ...EMPTY, day: { ...EMPTY.day, realized } } })

  test('a daily loss of 5 % of the portfolio refuses, a cent less does not', () => {
    expect(word(lost(money('-1249.99')))).toBe('approved')
    expect(word(lost(money('-1250.00')))).toBe('daily-loss')
  })

  test('the loss of open positions counts like a realised one', () => {
    const state = { ...EMPTY, positions: { TQQQ: goldenPosition() } }
    const at = (price: string) =>
      word(
        { state, balance: { ...CASH, cash: money('16260') }, prices: new Map([[TQQQ, money(price)]]) },
        { symbol: ticker('SOXL'), corrGroup: 'semiconductors' },
      )
    expect(at('41.10')).toBe('approved')
    expect(at('41.03')).toBe('daily-loss')
  })

  test('four of five positions leave room, five do not', () => {
    expect(word(holding(4))).toBe('approved')
    expect(word(holding(5))).toBe('open-positions')
  })

  test('entries under way count as positions', () => {
    expect(word({ state: entering(2, 'other') })).toBe('approved')
    expect(word({ ...holding(4), state: { ...holding(4).state, orders: entering(1, 'other').orders } })).toBe(
      'open-positions',
    )
  })

  test('an order that sells takes no place', () => {
    const { state, prices } = holding(4)
    const exit = orderRecord({
      side: 'SELL',
      purpose: { kind: 'exit', positionId: goldenPosition().positionId, reason: 'END_OF_DAY' },
    })
    expect(word({ prices, state: { ...state, orders: ordersById(exit) } })).toBe('approved')
  })

  test('two of three positions of a group leave room, three do not', () => {
    expect(word(holding(2, 'nasdaq-100'))).toBe('approved')
    expect(word(holding(3, 'nasdaq-100'))).toBe('group-positions')
    expect(word({ state: entering(3, 'nasdaq-100') })).toBe('group-positions')
    expect(word(holding(3, 'semiconductors'))).toBe('approved')
  })

  test('the ninth entry of the day leaves room for a tenth, the tenth is the last', () => {
    const made = (entries: number) => ({ state: { ...EMPTY, day: { ...EMPTY.day, entries } } })
    expect(word(made(9))).toBe('approved')
    expect(word(made(10))).toBe('daily-trades')
    expect(word({ ...made(10), style: 'advanced' })).toBe('approved')
  })
})

describe('40 % of the portfolio may move together', () => {
  const groupCap = (state: TradingState, cash: AccountBalance, corrGroup: string) =>
    assess(
      { state, balance: cash, prices: new Map([[TQQQ, money('47.50')]]) },
      { symbol: ticker('SOXL'), corrGroup },
    ).trace.find((line) => line.startsWith('40 % group cap'))

  test('a position counts in its own group only', () => {
    const state = { ...EMPTY, positions: { TQQQ: goldenPosition() } }
    const left = { ...CASH, cash: money('16260') }
    expect(groupCap(state, left, 'nasdaq-100')).toBe('40 % group cap: 26 shares')
    expect(groupCap(state, left, 'semiconductors')).toBe('40 % group cap: 210 shares')
  })

  test('so does an entry under way', () => {
    const state = { ...EMPTY, orders: ordersById(orderRecord()) }
    expect(groupCap(state, CASH, 'nasdaq-100')).toBe('40 % group cap: 26 shares')
    expect(groupCap(state, CASH, 'semiconductors')).toBe('40 % group cap: 210 shares')
  })
})

describe('the size', () => {
  test('no whole share is a refusal', () => {
    expect(word({}, { averageVolume: 99 })).toBe('no-size')
    expect(
      word({}, { averageVolume: 100, limit: money('250'), stop: money('249'), target: money('260') }),
    ).toBe('approved')
  })

  test('an entry below 1 % of the portfolio refuses, one of exactly 1 % does not', () => {
    const one = { averageVolume: 100, stop: money('200'), target: money('300') }
    expect(word({}, { ...one, limit: money('249.99') })).toBe('below-minimum')
    expect(word({}, { ...one, limit: money('250.00') })).toBe('approved')
  })

  test('money bound in an entry under way is not spent twice', () => {
    const waiting = orderRecord({ symbol: ticker('SOXL'), state: 'UNKNOWN' })
    const purpose = {
      ...waiting.purpose,
      plan: plan({ corrGroup: 'semiconductors' }),
    } as OrderRecord['purpose']
    const assessment = assess({ state: { ...EMPTY, orders: ordersById({ ...waiting, purpose }) } })
    expect(assessment).toMatchObject({ approved: true })
    expect(assessment.trace[1]).toContain('cash 16,260.00 USD, exposure 8,740.00 USD')
  })

  test('only the shares of an entry that are still open bind money', () => {
    const half = orderRecord({
      filledQuantity: 84,
      filledNotional: times(money('47.50'), 84),
      state: 'PARTIAL',
    })
    const { trace } = assess({ state: { ...EMPTY, orders: ordersById(half) } })
    expect(trace[1]).toContain('cash 20,250.00 USD, exposure 4,750.00 USD')
  })

  test('an order that sells binds no money', () => {
    const exit = orderRecord({
      side: 'SELL',
      purpose: { kind: 'exit', positionId: goldenPosition().positionId, reason: 'END_OF_DAY' },
    })
    expect(assess({ state: { ...EMPTY, orders: ordersById(exit) } })).toMatchObject({ quantity: 184 })
  })
})
