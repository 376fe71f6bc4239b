import { describe, expect, test } from '@jest/globals'
import { PaperBroker } from '../../../infra/paper/paper-broker.ts'
import { MemoryStore } from '../../../infra/store/memory-store.ts'
import { BrokerRefusedError, BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import type { ClientOrderId, OrderId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { OrderRequest } from '../../../shared/domain/order.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import { PAPER_ACCOUNT_PATH } from '../../../shared/paper/paper-account.ts'
import { StoreUnavailableError } from '../../../shared/ports/store.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { brokerContract } from '../../contract/broker-contract.ts'
import { ShownQuotes } from '../../support/cycle-bench.ts'
import { IN_TIME } from '../../support/deadlines.ts'
import { NINE_THIRTY_SIX, TQQQ } from '../../support/fixtures.ts'
import { HandClock } from '../../support/hand-clock.ts'

const FRIDAY = parseExchangeDate('2026-03-06')
const BUY: OrderRequest = {
  symbol: TQQQ,
  side: 'BUY',
  quantity: 100,
  clientOrderId: 'OB202603030001' as ClientOrderId,
  type: 'LIMIT',
  limit: money('47.50'),
}
const SALE: OrderRequest = {
  symbol: TQQQ,
  side: 'SELL',
  quantity: 100,
  clientOrderId: 'OB202603030002' as ClientOrderId,
  type: 'MARKET',
}

function paperBench(now = NINE_THIRTY_SIX) {
  const clock = new HandClock(now)
  const store = new MemoryStore({ clock })
  const marketData = new ShownQuotes()
  const parts = { store, clock, marketData, startCash: money('25000') }
  const show = (bid: string, ask: string, overrides: Partial<Quote> = {}) => {
    const quote = { symbol: TQQQ, status: 'REALTIME', time: clock.now(), last: money(bid) } as const
    marketData.shown = [{ ...quote, bid: money(bid), ask: money(ask), ...overrides }]
  }
  show('47.48', '47.50')
  const broker = new PaperBroker(parts)
  const send = async (order: OrderRequest) => broker.place(order, await broker.preview(order), IN_TIME)
  return { clock, store, marketData, parts, broker, show, send }
}

brokerContract({
  name: 'the paper broker',
  open: async () => {
    const { broker, show, store } = paperBench()
    return {
      broker,
      showQuote: async ({ bid, ask }) => show(bid, ask),
      close: () => store.close(),
    }
  },
})

describe('what the simulated account holds to', () => {
  test('it outlives the process', async () => {
    const { parts, send } = paperBench()
    const orderId = await send(BUY)
    const reopened = new PaperBroker(parts)
    expect(await reopened.orders()).toMatchObject([{ orderId, status: 'EXECUTED' }])
    expect(await reopened.holdings()).toMatchObject([{ symbol: 'TQQQ', quantity: 100 }])
  })

  test('after the close no order is taken', async () => {
    const { broker, clock, send } = paperBench()
    clock.moveTo(exchangeInstant(parseExchangeDate('2026-03-03'), 960))
    await expect(send(BUY)).rejects.toThrow(BrokerRefusedError)
    expect(await broker.orders()).toEqual([])
  })

  test('a client order id is taken once', async () => {
    const { broker, send } = paperBench()
    await send(BUY)
    await expect(send(BUY)).rejects.toThrow('used before')
    expect(await broker.orders()).toHaveLength(1)
  })

  test('a buy at market is refused, as its price has no bound', async () => {
    const { send } = paperBench()
    await expect(send({ ...SALE, side: 'BUY' })).rejects.toThrow('needs a limit')
  })

  test('cancelling an order that nobody knows is refused', async () => {
    const { broker } = paperBench()
    await expect(broker.cancel({ orderId: 'paper-9' as OrderId, symbol: TQQQ })).rejects.toThrow(
      BrokerRefusedError,
    )
  })

  test('an order that has filled stays filled when it is cancelled', async () => {
    const { broker, send } = paperBench()
    const orderId = await send(BUY)
    await broker.cancel({ orderId, symbol: TQQQ })
    expect(await broker.orders()).toMatchObject([{ status: 'EXECUTED', filledQuantity: 100 }])
  })

  test('selling a part leaves the rest at its average cost', async () => {
    const { broker, send } = paperBench()
    await send(BUY)
    await send({ ...SALE, quantity: 67 })
    expect(await broker.holdings()).toEqual([{ symbol: 'TQQQ', quantity: 33, averageCost: money('47.50') }])
  })
})

describe('quotes', () => {
  test.each(['DELAYED', 'CLOSING', 'EH_REALTIME'] as const)('a %s quote fills nothing', async (status) => {
    const { broker, show, send } = paperBench()
    show('47.48', '47.50', { status })
    await send(BUY)
    expect(await broker.orders()).toMatchObject([{ status: 'OPEN', filledQuantity: 0 }])
  })

  test('without a readable quote the placement is refused: nothing has happened yet', async () => {
    const { broker, marketData, send } = paperBench()
    marketData.failure = new BrokerUnreachableError('market/quote', 'no answer')
    await expect(send(BUY)).rejects.toThrow('no quote to fill it against: no answer')
    expect(await broker.orders()).toEqual([])
  })

  test('an open order whose quote can not be read makes the list unreadable, not empty', async () => {
    const { broker, marketData, send } = paperBench()
    await send({ ...BUY, limit: money('40') })
    marketData.failure = new BrokerUnreachableError('market/quote', 'no answer')
    await expect(broker.orders()).rejects.toThrow(BrokerUnreachableError)
  })
})

describe('days', () => {
  test('money of a Friday sale settles on Monday', async () => {
    const { broker, clock, send } = paperBench(exchangeInstant(FRIDAY, 600))
    await send(BUY)
    await send(SALE)
    clock.moveTo(exchangeInstant(parseExchangeDate('2026-03-08'), 600))
    expect((await broker.balance()).settledCash).toBe(money('20250'))
    clock.moveTo(exchangeInstant(parseExchangeDate('2026-03-09'), 600))
    expect((await broker.balance()).settledCash).toBe(money('24998'))
  })

  test('orders of yesterday are not listed, and a new one does not take up their number', async () => {
    const { broker, clock, send } = paperBench()
    const yesterday = await send({ ...BUY, limit: money('40') })
    clock.moveTo(exchangeInstant(parseExchangeDate('2026-03-04'), 600))
    expect(await broker.orders()).toEqual([])
    expect((await broker.balance()).settledCash).toBe(money('25000'))
    expect(await send(BUY)).not.toBe(yesterday)
  })
})

test('two runs that change the account at the same moment do not both succeed', async () => {
  const { broker, parts, marketData } = paperBench()
  const preview = await broker.preview(BUY)
  const other = new PaperBroker({ ...parts, marketData })
  const outcomes = await Promise.allSettled([
    broker.place(BUY, preview, IN_TIME),
    other.place({ ...BUY, clientOrderId: 'OB202603030009' as ClientOrderId }, preview, IN_TIME),
  ])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const [refused] = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(refused).toBeInstanceOf(StoreUnavailableError)
  expect(await broker.orders()).toHaveLength(1)
})

test('a damaged account document is refused, never read as an empty account', async () => {
  const { broker, store } = paperBench()
  await store.commit([{ kind: 'set', path: PAPER_ACCOUNT_PATH, value: { cash: 25_000.5 } }])
  await expect(broker.balance()).rejects.toThrow('cash')
})
