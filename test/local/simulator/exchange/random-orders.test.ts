import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { MemoryStore } from '../../../../infra/store/memory-store.ts'
import { Exchange, type ExchangeSetup } from '../../../../local/simulator/exchange/exchange.ts'
import {
  type ExchangeOrder,
  isWorking,
  remainingQuantity,
} from '../../../../local/simulator/exchange/exchange-order.ts'
import type { OrderTicket } from '../../../../local/simulator/exchange/order-ticket.ts'
import type { ClientOrderId, OrderId } from '../../../../shared/domain/ids.ts'
import { type Money, money } from '../../../../shared/domain/money.ts'
import { type EpochMs, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { VirtualClock } from '../../../../shared/time/virtual-clock.ts'
import { ScriptedMarket, type ScriptedPrint } from '../../../support/scripted-market.ts'
import { ACCOUNT, at, enter, SOXL, TQQQ } from './trading-day.ts'

/** One step of a random customer: what is entered, changed or cancelled, then how long nothing happens. */
interface Step {
  readonly order: OrderTicket | undefined
  /** The order that the new one shall take the place of. */
  readonly change: number | undefined
  readonly cancel: number | undefined
  readonly pauseMinutes: number
}

interface Scenario {
  readonly tape: readonly ScriptedPrint[]
  readonly steps: readonly Step[]
  readonly kind: 'CASH' | 'MARGIN'
  readonly rules: {
    readonly feesEnabled: boolean
    readonly fillsLimitedByDisplayedSize: boolean
    readonly cancelDelayMs: number
    readonly changeDelayMs: number
  }
}

const START = at('15:00')
const START_CASH = money('6000')
/** What a random customer must have met to prove anything; a buy rejected for cash has its own example. */
const COMMON_STATUSES = ['OPEN', 'PARTIAL', 'CANCEL_REQUESTED', 'EXECUTED', 'CANCELLED', 'EXPIRED', 'changed']
const RUNS = { numRuns: 150, interruptAfterTimeLimit: 8_000, markInterruptAsFailure: true }

describe('under random orders on a random tape over two days', () => {
  test('cash, shares and prices are what the executions say, at every step', async () => {
    const statuses = new Set<string>()
    await fc.assert(
      fc.asyncProperty(scenarios(), async (scenario) => {
        const market = new ScriptedMarket(scenario.tape, { symbols: [SOXL, TQQQ] })
        await play(scenario, async (exchange) => {
          const orders = await allOrders(exchange)
          for (const { status } of orders) statuses.add(status)
          if (orders.some(({ replacedByOrderId }) => replacedByOrderId)) statuses.add('changed')
          expectCashIdentity(await exchange.balance(), orders)
          expectShares(await exchange.holdings(), orders)
          expectFairPrices(orders, market)
        })
      }),
      RUNS,
    )
    for (const status of COMMON_STATUSES) expect(statuses).toContain(status)
  })

  test('an exchange reopened before every step ends like one that never stopped', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios(), async (scenario) => {
        expect(await play(scenario, undefined, 'reopen')).toEqual(await play(scenario))
      }),
      RUNS,
    )
  })

  test('settling every minute and settling once lead to the same books', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios(), async (scenario) => {
        expect(await play(scenario, undefined, 'settle-often')).toEqual(await play(scenario))
      }),
      RUNS,
    )
  })
})

/** Runs a scenario on a fresh exchange and answers everything it knows at the end. */
async function play(
  scenario: Scenario,
  check: (exchange: Exchange) => Promise<void> = async () => {},
  manner: 'plain' | 'reopen' | 'settle-often' = 'plain',
) {
  const clock = new VirtualClock(START)
  const account = { ...ACCOUNT, kind: scenario.kind, startCash: START_CASH }
  const market = new ScriptedMarket(scenario.tape, { symbols: [SOXL, TQQQ] })
  const setup: ExchangeSetup = {
    market,
    clock,
    store: new MemoryStore({ clock }),
    account,
    rules: scenario.rules,
  }
  let exchange = await Exchange.open(setup)
  for (const { order, change, cancel, pauseMinutes } of scenario.steps) {
    if (order && change !== undefined) await changeInto(exchange, String(change) as OrderId, order)
    else if (order) await enter(exchange, order)
    if (cancel !== undefined) await exchange.cancel(String(cancel) as never)
    for (let minute = 0; minute < pauseMinutes; minute += 1) {
      await clock.sleep(MINUTE_MS)
      if (manner === 'settle-often') await exchange.settle()
    }
    if (manner === 'reopen') exchange = await Exchange.open(setup)
    await check(exchange)
  }
  clock.moveTo(at('17:00', '2026-03-04'))
  return {
    orders: await allOrders(exchange),
    holdings: await exchange.holdings(),
    balance: await exchange.balance(),
  }
}

/** Changes an order, where there is one, keeping what a change must keep. */
async function changeInto(exchange: Exchange, orderId: OrderId, wanted: OrderTicket): Promise<void> {
  const old = await exchange.order(orderId)
  if (!old) return
  const ticket = { ...wanted, symbol: old.symbol, side: old.side }
  const preview = await exchange.previewChange(orderId, ticket)
  if (preview.ok) await exchange.change(orderId, ticket, preview.preview.previewId)
}

function expectCashIdentity(
  balance: Awaited<ReturnType<Exchange['balance']>>,
  orders: readonly ExchangeOrder[],
): void {
  const spent = executed(orders).reduce(
    (sum, { side, price, quantity, fees }) => sum + (side === 'BUY' ? 1 : -1) * price * quantity + fees,
    0,
  )
  expect(balance.cash).toBe(START_CASH - spent)
  expect(balance.cash).toBeGreaterThanOrEqual(0)
  const usable = balance.kind === 'CASH' ? balance.cash - balance.unsettledCash : balance.cash
  expect(balance.reservedCash).toBeLessThanOrEqual(usable)
}

function expectShares(
  holdings: Awaited<ReturnType<Exchange['holdings']>>,
  orders: readonly ExchangeOrder[],
): void {
  for (const symbol of [TQQQ, SOXL]) {
    const mine = orders.filter((order) => order.symbol === symbol)
    const net = mine.reduce((sum, order) => sum + (order.side === 'BUY' ? 1 : -1) * order.filledQuantity, 0)
    const offered = mine
      .filter((order) => order.side === 'SELL' && isWorking(order))
      .reduce((sum, order) => sum + remainingQuantity(order), 0)
    expect(holdings.find((held) => held.symbol === symbol)?.quantity ?? 0).toBe(net)
    expect(offered).toBeLessThanOrEqual(net)
  }
}

function expectFairPrices(orders: readonly ExchangeOrder[], market: ScriptedMarket): void {
  for (const { order, side, price, time } of executed(orders)) {
    const { bid, ask } = market.quote(order.symbol, time)!
    expect(side === 'BUY' ? price >= ask! : price <= bid!).toBe(true)
    if (order.type === 'LIMIT')
      expect(side === 'BUY' ? price <= order.limit : price >= order.limit).toBe(true)
    if (order.type === 'STOP') expect(side === 'BUY' ? price >= order.stop : price <= order.stop).toBe(true)
  }
}

function executed(orders: readonly ExchangeOrder[]) {
  return orders.flatMap((order) =>
    order.events.flatMap((event) =>
      event.name === 'ORDER_EXECUTED' ? [{ order, side: order.side, ...event }] : [],
    ),
  )
}

async function allOrders(exchange: Exchange): Promise<readonly ExchangeOrder[]> {
  return (await exchange.orders({ count: 100 })).orders
}

function scenarios(): fc.Arbitrary<Scenario> {
  return fc.record({
    tape: tapes(),
    steps: fc.array(steps(), { minLength: 5, maxLength: 30 }).map(numbered),
    kind: fc.constantFrom('CASH', 'MARGIN'),
    rules: fc.record({
      feesEnabled: fc.boolean(),
      fillsLimitedByDisplayedSize: fc.boolean(),
      cancelDelayMs: fc.constantFrom(0, 240_000),
      changeDelayMs: fc.constantFrom(0, 240_000),
    }),
  })
}

/** Two symbols that walk around 20 USD, from before the first step until the next day's close. */
function tapes(): fc.Arbitrary<readonly ScriptedPrint[]> {
  const print = fc.record({
    stepCents: fc.integer({ min: -30, max: 30 }),
    spreadCents: fc.integer({ min: 1, max: 4 }),
    afterMinutes: fc.integer({ min: 1, max: 25 }),
    size: fc.integer({ min: 0, max: 60 }),
  })
  const walk = (symbol: typeof TQQQ) =>
    fc.array(print, { minLength: 60, maxLength: 120 }).map((moves) => {
      let [cents, time] = [2_000, START - MINUTE_MS]
      return moves.map(({ stepCents, spreadCents, afterMinutes, size }, index): ScriptedPrint => {
        cents = Math.max(200, cents + stepCents)
        time += index === 0 ? 0 : afterMinutes * MINUTE_MS
        const [price, ask] = [cents * 100, (cents + spreadCents) * 100] as [Money, Money]
        return { symbol, time: time as EpochMs, price, size, bid: price, ask, bidSize: size, askSize: size }
      })
    })
  return fc.tuple(walk(TQQQ), walk(SOXL)).map(([first, second]) => [...first, ...second])
}

function steps(): fc.Arbitrary<Step> {
  const price = fc.integer({ min: 1_900, max: 2_100 }).map((cents) => (cents * 100) as Money)
  const pricing = fc.oneof(
    fc.record({ type: fc.constant('MARKET' as const) }),
    fc.record({ type: fc.constant('LIMIT' as const), limit: price }),
    fc.record({ type: fc.constant('STOP' as const), stop: price }),
  )
  const order = fc
    .record({
      symbol: fc.constantFrom(TQQQ, SOXL),
      side: fc.constantFrom('BUY', 'SELL'),
      quantity: fc.integer({ min: 1, max: 290 }),
      orderTerm: fc.constantFrom('GOOD_FOR_DAY', 'GOOD_UNTIL_CANCEL'),
      pricing,
    })
    .map(({ pricing: priced, ...rest }) => ({ ...rest, ...priced, clientOrderId: '' }) as OrderTicket)
  return fc.record({
    order: fc.option(order, { nil: undefined, freq: 8 }),
    change: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined, freq: 2 }),
    cancel: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined, freq: 2 }),
    pauseMinutes: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 0, max: 8 }) },
      { weight: 1, arbitrary: fc.integer({ min: 60, max: 1_200 }) },
    ),
  })
}

function numbered(steps: readonly Step[]): readonly Step[] {
  return steps.map((step, index) =>
    step.order ? { ...step, order: { ...step.order, clientOrderId: `C${index}` as ClientOrderId } } : step,
  )
}
