import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  accountAnswer,
  ordersAnswer,
  positionsAnswer,
  tradesAnswer,
} from '../../../../shared/api/answers/account-answers.ts'
import { parseConfig } from '../../../../shared/config/config.ts'
import type { Known } from '../../../../shared/cycles/questions/asked.ts'
import { accountView } from '../../../../shared/cycles/views/account-view.ts'
import { ordersView } from '../../../../shared/cycles/views/orders-view.ts'
import { positionsView } from '../../../../shared/cycles/views/positions-view.ts'
import { tradesView } from '../../../../shared/cycles/views/trades-view.ts'
import { BrokerUnreachableError } from '../../../../shared/domain/errors.ts'
import type { IntentId, TradeId } from '../../../../shared/domain/ids.ts'
import { add, type Money, money, ZERO } from '../../../../shared/domain/money.ts'
import type { DocumentValue } from '../../../../shared/ports/store.ts'
import { parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { cycleBench } from '../../../support/cycle-bench.ts'
import { goldenPosition, orderRecord, TQQQ } from '../../../support/fixtures.ts'
import { at, DATE, leaveTrades, SOXL, tradedDay } from '../questions/traded-day.ts'
import { troubledDay } from '../questions/troubled-day.ts'
import { known } from './known.ts'

const NOW = at(600)
const bench = () => cycleBench({ now: NOW })
const unreachable = () => new BrokerUnreachableError('market/quote', 'no answer in 5 s')

let day: Known
let troubled: Known
beforeAll(async () => {
  day = await known(await tradedDay())
  troubled = await known(await troubledDay())
})

describe('the account', () => {
  test('is told as the broker says it, with what the last monitor made of it', async () => {
    expect(accountAnswer.parse(await accountView(day))).toEqual({
      mode: 'DEMO',
      broker: 'simulator',
      armed: false,
      kind: 'CASH',
      cash: '16137.40',
      settledCash: '16137.40',
      equity: {
        latest: '24820.60',
        highWater: '25168.08',
        startCapital: '25000.00',
        netDeposits: '0.00',
      },
    })
  })

  test('that nobody has seen yet has no worth, and a figure that is not told is absent', async () => {
    const made = bench()
    made.broker.onBalance = () => ({ kind: 'MARGIN', cash: money('0.0001'), cashBuyingPower: money('12.5') })
    const answer = accountAnswer.parse(await accountView(await known(made)))
    expect(answer).toEqual({
      ...{ mode: 'DEMO', broker: 'simulator', armed: false },
      ...{ kind: 'MARGIN', cash: '0.0001', buyingPower: '12.50' },
    })
  })

  test.each([
    ['LIVE', 'production', true],
    ['LIVE', 'simulator', false],
    ['DEMO', 'production', false],
  ] as const)(
    'armed by the owner in %s at the %s broker: real money %s',
    async (mode, environment, armed) => {
      const made = bench()
      await made.leave({ owner: { armedAt: at(590), selling: [], unlocked: {} } })
      const config = parseConfig({ mode, broker: { environment } })
      expect((await accountView(await known(made, { config }))).armed).toBe(armed)
    },
  )

  test('is never armed before the owner has said so', async () => {
    const config = parseConfig({ mode: 'LIVE', broker: { environment: 'production' } })
    expect((await accountView(await known(bench(), { config }))).armed).toBe(false)
  })

  test('is not told while the broker does not answer', async () => {
    const made = bench()
    made.broker.onBalance = () => {
      throw unreachable()
    }
    await expect(accountView(await known(made))).rejects.toThrow(BrokerUnreachableError)
  })
})

describe('the positions', () => {
  test('of an empty system are none, and no quote is asked for', async () => {
    const made = bench()
    expect(positionsAnswer.parse(await positionsView(await known(made)))).toEqual({ positions: [] })
    expect(made.market.asked).toEqual([])
  })

  test('are told at their latest price', async () => {
    expect(positionsAnswer.parse(await positionsView(day))).toEqual({
      positions: [
        {
          positionId: 'UPRO-2026-03-03-0007',
          decisionId: '2026-03-03-103000-UPRO',
          symbol: 'UPRO',
          name: 'ProShares UltraPro S&P500',
          quantity: 96,
          entryPrice: '90.01',
          openedAt: '2026-03-03T15:30:02.000Z',
          price: '90.45',
          priceAt: '2026-03-03T15:50:00.000Z',
          isPriceOld: false,
          profit: '42.24',
          profitPct: expect.closeTo(0.4888, 4),
          stop: '87.91',
          stopKind: 'initial',
          target: '93.51',
          stopAtBroker: '87.91',
          nakedSeconds: 0,
          highWater: '90.45',
          lowWater: '90.01',
        },
      ],
    })
  })

  test('count what was sold of them already, and tell one without a stop at the broker', async () => {
    const { positions } = positionsAnswer.parse(await positionsView(troubled))
    const [well, badly] = [TQQQ, SOXL].map((symbol) => positions.find((row) => row.symbol === symbol))
    expect(well).toMatchObject({ quantity: 92, price: '48.20', profit: '156.40', stop: '47.595' })
    expect(badly).toMatchObject({ leaving: 'OWNER', nakedSeconds: 240, isPriceOld: false })
    for (const field of ['price', 'priceAt', 'profit', 'stopAtBroker'])
      expect(badly).not.toHaveProperty(field)
  })

  test('have the prices of the last monitor while the broker does not answer', async () => {
    const made = bench()
    const watch = { price: money('48.2001'), quoteTime: at(598), weakRsiLooks: 0 }
    await made.hold(goldenPosition({ watch }))
    made.market.failure = unreachable()
    const { positions, problem } = positionsAnswer.parse(await positionsView(await known(made)))
    expect(problem).toBe('The broker does not answer: no answer in 5 s.')
    expect(positions).toMatchObject([
      { price: '48.2001', priceAt: '2026-03-03T14:58:00.000Z', isPriceOld: true, profit: '128.8184' },
    ])
  })

  test.each([
    [90, false],
    [91, true],
  ])('with a quote of %i s ago: the price is old: %s', async (seconds, isPriceOld) => {
    const made = bench()
    await made.hold(goldenPosition())
    const time = (NOW - seconds * 1_000) as typeof NOW
    made.market.shown = [{ symbol: TQQQ, status: 'REALTIME', time, last: money('48.2') }]
    expect((await positionsView(await known(made))).positions).toMatchObject([{ price: '48.20', isPriceOld }])
  })

  test('do not hide an error of our own', async () => {
    const made = bench()
    await made.hold(goldenPosition())
    made.market.failure = new TypeError('x is not a function')
    await expect(positionsView(await known(made))).rejects.toThrow(TypeError)
  })
})

describe('the orders', () => {
  test('of an empty system are none', async () => {
    const answer = ordersAnswer.parse(await ordersView(await known(bench()), { limit: 10 }))
    expect(answer).toEqual({ open: [], ended: [] })
  })

  test('that rest come first, then the latest that have ended', async () => {
    const { open, ended } = ordersAnswer.parse(await ordersView(day, { limit: 2 }))
    expect(open).toEqual([
      {
        intentId: '2026-03-03-0008',
        decisionId: '2026-03-03-103000-UPRO',
        orderId: '1008',
        symbol: 'UPRO',
        side: 'SELL',
        quantity: 96,
        filledQuantity: 0,
        type: 'STOP',
        price: '87.91',
        purpose: 'stop',
        state: 'SUBMITTED',
        createdAt: '2026-03-03T15:30:02.000Z',
        submittedAt: '2026-03-03T15:30:02.000Z',
      },
    ])
    expect(ended.map(({ intentId }) => intentId)).toEqual(['2026-03-03-0007', '2026-03-03-0006'])
    expect(ended[1]).toMatchObject({
      ...{ type: 'LIMIT', averagePrice: '28.98', purpose: 'exit', reason: 'STOP_LOSS', state: 'FILLED' },
      endedAt: '2026-03-03T15:19:00.000Z',
    })
  })

  test('of which nobody knows are open, with the reason of the doubt', async () => {
    const { open } = ordersAnswer.parse(await ordersView(troubled, { limit: 10 }))
    const doubtful = open.find(({ state }) => state === 'UNKNOWN')
    expect(doubtful).toMatchObject({ type: 'MARKET', note: 'no readable answer to orders/place' })
    expect(doubtful).not.toHaveProperty('price')
  })

  test('have an average price on the nearest ten-thousandth', async () => {
    const made = bench()
    const filled = { filledQuantity: 3, filledNotional: money('142.51'), state: 'CANCELLED' } as const
    const value = orderRecord({ intentId: 'i-1' as IntentId, ...filled }) as unknown as DocumentValue
    await made.store.commit([{ kind: 'set', path: 'orders/i-1', value }])
    const { ended } = ordersAnswer.parse(await ordersView(await known(made), { limit: 10 }))
    expect(ended).toMatchObject([{ averagePrice: '47.5033', filledQuantity: 3 }])
  })
})

describe('the trades', () => {
  test('of an empty system have figures that are zero or absent', async () => {
    const answer = tradesAnswer.parse(await tradesView(await known(bench()), { limit: 10 }))
    expect(answer).toEqual({
      statistics: { trades: 0, wins: 0, losses: 0, profit: '0.00', maxDrawdown: '0.00' },
      trades: [],
    })
  })

  test('of a date are told newest first, with the figures of that date', async () => {
    const { date, statistics, trades } = tradesAnswer.parse(await tradesView(day, { date: DATE, limit: 1 }))
    expect(date).toBe('2026-03-03')
    expect(trades.map(({ symbol, profit }) => [symbol, profit])).toEqual([
      ['SOXL', '-300.76'],
      ['TQQQ', '79.12'],
    ])
    expect(statistics).toEqual({
      ...{ trades: 2, wins: 1, losses: 1, winRatePct: 50, profitFactor: expect.closeTo(0.2631, 4) },
      ...{ profit: '-221.64', expectancy: '-110.82', best: '79.12', worst: '-300.76' },
      maxDrawdown: '300.76',
    })
  })

  test('are the latest of whatever date where none is asked for', async () => {
    const answer = tradesAnswer.parse(await tradesView(day, { limit: 3 }))
    expect(answer).not.toHaveProperty('date')
    expect(answer.statistics.trades).toBe(3)
    expect(answer.trades.map(({ tradeId }) => tradeId)).toEqual([
      'SOXL-2026-03-03-0003',
      'TQQQ-2026-03-03-0001',
      'earlier-0011',
    ])
  })

  test('of the other mode are never told, with a date or without', async () => {
    const made = bench()
    await leaveTrades(made, [{ mode: 'LIVE' }, { mode: 'DEMO' }])
    const date = parseExchangeDate('2026-02-01')
    for (const asked of [{ date, limit: 9 }, { limit: 9 }]) {
      const { trades } = await tradesView(await known(made), asked)
      expect(trades.map(({ mode }) => mode)).toEqual(['DEMO'])
    }
  })

  test('add up to the ten-thousandth, whatever they earned', async () => {
    const earned = fc.array(fc.integer({ min: -50_000_000, max: 50_000_000 }), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(earned, async (amounts) => {
        const made = bench()
        const trades = amounts.map((pnl, index) => ({ pnl: pnl as Money, tradeId: `t-${index}` as TradeId }))
        if (trades.length > 0) await leaveTrades(made, trades)
        const answer = tradesAnswer.parse(await tradesView(await known(made), { limit: 100 }))
        const told = answer.trades.map(({ profit }) => money(profit))
        expect(add(ZERO, ...told)).toBe(money(answer.statistics.profit))
        expect(told.toSorted()).toEqual(trades.map(({ pnl }) => pnl + 0).toSorted())
      }),
      { numRuns: 40 },
    )
  })
})
