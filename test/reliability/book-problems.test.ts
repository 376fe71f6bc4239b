import { describe, expect, test } from '@jest/globals'
import { sha256 } from '../../infra/digest/sha256.ts'
import type { ExchangeOrder } from '../../local/simulator/exchange/exchange-order.ts'
import type { IntentId, OrderId, PositionId, TradeId } from '../../shared/domain/ids.ts'
import { type Money, money } from '../../shared/domain/money.ts'
import type { OrderRecord } from '../../shared/orders/order-record.ts'
import { nextLink } from '../../shared/state/event-log.ts'
import { initialState } from '../../shared/state/trading-state.ts'
import { exchangeDate } from '../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../shared/time/instant.ts'
import { goldenPosition, NINE_THIRTY_SIX, orderRecord, TQQQ } from '../support/fixtures.ts'
import { bookProblems, type Ordeal } from './book-problems.ts'
import { after, atBroker, type Way } from './broker-order.ts'
import type { KeptRun } from './kept-run.ts'

const START_CASH = money('25000')
const POSITION = 'TQQQ-1' as PositionId
/** 10 shares bought at 50 and sold at 50, with a stop at rest from 5 to 600 seconds after the entry. */
const BUY: Way = { number: 1, side: 'BUY', type: 'LIMIT', placed: 0, filled: 0 }
const STOP: Way = { number: 2, side: 'SELL', type: 'STOP', placed: 5, cancelled: 600 }
const SALE: Way = { number: 3, side: 'SELL', type: 'LIMIT', placed: 601, filled: 601 }

function inOurBooks(way: Way): OrderRecord {
  const { clientOrderId, side, quantity, filledQuantity, notional, fees } = atBroker(way)
  return orderRecord({
    intentId: `2026-03-03-000${way.number}` as IntentId,
    clientOrderId,
    side,
    quantity,
    ...(way.side === 'SELL' && { purpose: { kind: 'stop', positionId: POSITION } }),
    state: way.filled === undefined ? 'CANCELLED' : 'FILLED',
    filledQuantity,
    filledNotional: notional,
    fees,
  })
}

const TRADE: KeptRun['trades'][number] = {
  tradeId: 'TQQQ-1' as TradeId,
  decisionId: orderRecord().decisionId,
  symbol: TQQQ,
  quantity: 10,
  entryPrice: money('50'),
  exitPrice: money('50'),
  entryTime: after(0),
  exitTime: after(601),
  fees: money('0'),
  pnl: money('0'),
  pnlPct: 0,
  minutesHeld: 10,
  reason: 'TIME_LIMIT',
  favourablePct: 0,
  adversePct: 0,
  score: 0.9,
  strategies: [],
  mode: 'LIVE',
  simulated: true,
}

const TOLD: KeptRun['outbox'][number] = {
  alertId: 'sell-TQQQ-1',
  type: 'SELL',
  urgency: 'info',
  time: after(601),
  text: 'SELL TQQQ',
  status: 'sent',
}

function runOf(ways: readonly Way[]): KeptRun {
  const orders = ways.map(inOurBooks)
  const filled = orders.filter(({ filledQuantity }) => filledQuantity > 0)
  const events = filled.map(({ intentId }) => ({ kind: 'order', intentId, fill: { quantity: 10 } }))
  const link = nextLink(undefined, { at: NINE_THIRTY_SIX, run: 'run', events }, sha256)
  return {
    journal: {
      date: exchangeDate(NINE_THIRTY_SIX),
      done: 1,
      now: after(3_600),
      finishedDates: [],
      invariants: { checked: 8, violations: [] },
    },
    state: { ...initialState(exchangeDate(NINE_THIRTY_SIX)), log: { number: 1, hash: link.hash } },
    orders,
    trades: [TRADE],
    outbox: [TOLD],
    log: [link],
    exchange: {
      account: { cash: START_CASH, unsettled: [], holdings: [] },
      orders: ways.map(atBroker),
    },
  }
}

const SOUND = runOf([BUY, STOP, SALE])
const ORDEAL: Ordeal = { startCash: START_CASH, kills: [], delivered: new Set(['sell-TQQQ-1']) }

/** The same run, with something changed at the broker. */
function withExchange(exchange: Partial<KeptRun['exchange']>): KeptRun {
  return { ...SOUND, exchange: { ...SOUND.exchange, ...exchange } }
}

describe('what a run has left', () => {
  test('is sound when every promise was kept', () => {
    expect(bookProblems(SOUND, ORDEAL)).toEqual([])
  })

  const [bought, stopped, sold] = SOUND.exchange.orders as [ExchangeOrder, ExchangeOrder, ExchangeOrder]
  const [entry, ...exits] = SOUND.orders as [OrderRecord, ...OrderRecord[]]
  const holding = { symbol: TQQQ, quantity: 10, averageCost: money('50'), cost: money('500') }
  const violations = ['I14 a stop only rises: TQQQ']

  test.each<[string, KeptRun, string]>([
    [
      'an order accepted twice',
      withExchange({ orders: [...SOUND.exchange.orders, { ...stopped, orderId: '4' as OrderId }] }),
      'order OB2 was accepted more than once',
    ],
    [
      'a decision entered twice',
      runOf([
        BUY,
        STOP,
        SALE,
        { ...BUY, number: 4, placed: 700, filled: 700 },
        { ...SALE, number: 5, placed: 700, filled: 700 },
      ]),
      'decision decision-1 was entered more than once',
    ],
    ['an order only the broker knows', { ...SOUND, orders: exits }, 'our books lack order OB1 of the broker'],
    [
      'a fill nobody at the broker has seen',
      withExchange({ orders: [bought, stopped] }),
      'the broker knows nothing of the filled order OB3',
    ],
    [
      'an amount that is a 1/10,000 USD off',
      withExchange({ orders: [bought, stopped, { ...sold, notional: (sold.notional - 1) as Money }] }),
      'order OB3 is booked as 10 for 5000000 and 0, traded as 10 for 4999999 and 0',
    ],
    [
      'shares our books have lost',
      withExchange({
        account: { ...SOUND.exchange.account, holdings: [{ ...holding, acquiredAt: after(0) }] },
      }),
      'TQQQ is 0 in our books and 10 there',
    ],
    [
      'a position the broker does not hold',
      { ...SOUND, state: { ...SOUND.state, positions: { TQQQ: goldenPosition() } } },
      'TQQQ is 184 in our books and 0 there',
    ],
    [
      'a sale beside a stop',
      runOf([BUY, { ...STOP, cancelled: 602 }, SALE]),
      `TQQQ had 10 for sale and 0 held at ${after(601)}`,
    ],
    [
      'money from nowhere',
      withExchange({ account: { ...SOUND.exchange.account, cash: (START_CASH + 1) as Money } }),
      'the account moved by 1, its executions say 0',
    ],
    [
      'a profit nobody made',
      { ...SOUND, trades: [{ ...TRADE, pnl: money('1') }] },
      'the trades earned 10000, the executions say 0',
    ],
    [
      'an alert that waits',
      { ...SOUND, outbox: [{ ...TOLD, status: 'pending' }] },
      'alert sell-TQQQ-1 still waits',
    ],
    [
      'an alert without a document',
      { ...SOUND, state: { ...SOUND.state, pendingAlerts: ['x'] } },
      'alert x is still pending',
    ],
    ['a trade that was never told', { ...SOUND, outbox: [] }, 'no alert told the end of TQQQ-1'],
    ['a link that is gone', { ...SOUND, log: [] }, 'event log: its last link is not the one the state names'],
    [
      'a link that was changed',
      { ...SOUND, log: SOUND.log.map((link) => ({ ...link, run: 'another' })) },
      'event log: link 1 was changed after it was written',
    ],
    [
      'a fill the log does not tell',
      { ...SOUND, orders: [{ ...entry, intentId: 'other' as IntentId }, ...exits] },
      'event log: other was filled by 10',
    ],
    [
      'a promise the run itself saw broken',
      { ...SOUND, journal: { ...SOUND.journal, invariants: { checked: 8, violations } } },
      'I14 a stop only rises: TQQQ',
    ],
    [
      'a safe mode',
      { ...SOUND, outbox: [TOLD, { ...TOLD, alertId: 'safe-mode-on-system-error-1', text: 'SAFE MODE\nx' }] },
      'safe mode went on: SAFE MODE / x',
    ],
  ])('shows %s', (_name, run, problem) => {
    expect(bookProblems(run, ORDEAL)).toContain(problem)
  })

  test('shows an alert that was noted as sent and never came', () => {
    expect(bookProblems(SOUND, { ...ORDEAL, delivered: new Set() })).toEqual([
      'alert sell-TQQQ-1 never reached the owner',
    ])
  })

  test.each([
    [95, [], []],
    [96, [], [`TQQQ was without its stop for 96 s from ${after(0)} on, with 0 kills`]],
    [355, [after(60)], []],
    [356, [after(60)], [`TQQQ was without its stop for 356 s from ${after(0)} on, with 1 kills`]],
    [
      355,
      [(NINE_THIRTY_SIX - MINUTE_MS) as EpochMs],
      [`TQQQ was without its stop for 355 s from ${after(0)} on, with 0 kills`],
    ],
  ])('a stop that came after %d s with kills at %j: %j', (seconds, kills, problems) => {
    const run = runOf([BUY, { ...STOP, placed: seconds }, SALE])
    expect(bookProblems(run, { ...ORDEAL, kills })).toEqual(problems)
  })
})
