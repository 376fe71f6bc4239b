import { describe, expect, test } from '@jest/globals'
import { BacktestBroker } from '../../../../shared/backtest/broker/backtest-broker.ts'
import { QuotedFills } from '../../../../shared/backtest/broker/quoted-fills.ts'
import type { SymbolSession } from '../../../../shared/backtest/market/symbol-session.ts'
import { BrokerRefusedError } from '../../../../shared/domain/errors.ts'
import { type ClientOrderId, ticker } from '../../../../shared/domain/ids.ts'
import { type Money, money } from '../../../../shared/domain/money.ts'
import type { OrderPricing, OrderRequest, OrderSide } from '../../../../shared/domain/order.ts'
import type { Quote } from '../../../../shared/domain/quote.ts'
import { newPaperAccount } from '../../../../shared/paper/paper-account.ts'
import { type EpochMs, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { brokerContract } from '../../../contract/broker-contract.ts'
import { IN_TIME } from '../../../support/deadlines.ts'
import { NINE_THIRTY_SIX, TQQQ } from '../../../support/fixtures.ts'
import { HandClock } from '../../../support/hand-clock.ts'
import { atMinute } from '../../../support/session.ts'
import { fillsOver, type Minute } from './fill-bench.ts'

const START_CASH = money('25000')
/** Two flat minutes at 20.00, the second too thin for a whole order: of its prints of 100 shares 10 are ours. */
const MINUTES: readonly Minute[] = [40_000, 400].map((volume) => ({
  open: 20,
  high: 20,
  low: 20,
  close: 20,
  volume,
}))

/** A session that shows whatever it was told last. */
function shown(): { readonly session: SymbolSession; show(bid: Money, ask: Money): void } {
  let quote: Quote | undefined
  const session = { quoteAt: () => quote } as unknown as SymbolSession
  return {
    session,
    show: (bid, ask) => {
      quote = { symbol: TQQQ, status: 'REALTIME', time: NINE_THIRTY_SIX, bid, ask, last: bid }
    },
  }
}

brokerContract({
  name: 'the broker of a backtest',
  open: async () => {
    const { session, show } = shown()
    const clock = new HandClock(NINE_THIRTY_SIX)
    const fills = new QuotedFills(() => session)
    return {
      broker: new BacktestBroker({ clock, fills, account: newPaperAccount(START_CASH) }),
      showQuote: async ({ bid, ask }) => show(money(bid), money(ask)),
      close: async () => undefined,
    }
  },
})

function bench() {
  const clock = new HandClock(atMinute(0))
  const fills = fillsOver(MINUTES, { commissionUsd: 1 })
  const broker = new BacktestBroker({ clock, fills, account: newPaperAccount(START_CASH) })
  let sent = 0
  const send = async (side: OrderSide, quantity: number, pricing: OrderPricing, symbol = TQQQ) => {
    sent += 1
    const clientOrderId = `OB${sent}` as ClientOrderId
    const request: OrderRequest = { symbol, side, quantity, clientOrderId, ...pricing }
    return broker.place(request, await broker.preview(request), IN_TIME)
  }
  const look = async (at: EpochMs) => {
    clock.moveTo(at)
    return broker.orders()
  }
  return { clock, broker, send, look }
}

const limit = (price: string) => ({ type: 'LIMIT', limit: money(price) }) as const

describe('the broker of a backtest', () => {
  test('refuses a buy at market, as its price has no bound', async () => {
    const { broker, send } = bench()
    const sent = send('BUY', 1, { type: 'MARKET' })
    await expect(sent).rejects.toThrow(BrokerRefusedError)
    await expect(sent).rejects.toThrow('a simulated buy needs a limit')
    expect(broker.record).toEqual({ orders: [], fills: [] })
  })

  test('refuses more than is settled and free, counting what open buys could still cost', async () => {
    const { broker, send } = bench()
    await send('BUY', 1_000, limit('20.00'))
    await expect(send('BUY', 251, limit('20.00'))).rejects.toThrow('5000 USD are settled and free')
    await send('BUY', 250, limit('20.00'))
    expect(broker.record.orders).toHaveLength(2)
  })

  test('refuses to sell what is not held, also in parts', async () => {
    const { send, look } = bench()
    await expect(send('SELL', 1, { type: 'MARKET' })).rejects.toThrow('0 TQQQ are free to sell, 1 were asked')
    await send('BUY', 100, limit('21.00'))
    await look(atMinute(1))
    await send('SELL', 60, limit('50.00'))
    await expect(send('SELL', 41, { type: 'MARKET' })).rejects.toThrow('40 TQQQ are free to sell')
  })

  test('takes a client order id once', async () => {
    const { broker, send } = bench()
    await send('BUY', 1, limit('20.00'))
    const clientOrderId = 'OB1' as ClientOrderId
    const again: OrderRequest = { symbol: TQQQ, side: 'BUY', quantity: 1, clientOrderId, ...limit('20.00') }
    await expect(broker.preview(again)).rejects.toThrow('client order id OB1 was used before')
  })

  test('a cancelled order keeps what it traded, and trades no more', async () => {
    const { clock, broker, send, look } = bench()
    clock.moveTo(atMinute(1))
    const orderId = await send('BUY', 35, limit('21.00'))
    expect(await look((atMinute(1) + 30_000) as EpochMs)).toMatchObject([
      { status: 'PARTIAL', filledQuantity: 20 },
    ])
    expect(await broker.cancel({ orderId, symbol: TQQQ })).toBe('requested')
    expect(await look(atMinute(2))).toMatchObject([{ status: 'CANCELLED', filledQuantity: 20 }])
    expect(await broker.holdings()).toMatchObject([{ quantity: 20 }])
  })

  test('the orders of yesterday are gone, and its sales have settled', async () => {
    const { clock, broker, send, look } = bench()
    await send('BUY', 100, limit('21.00'))
    await look(atMinute(1))
    await send('SELL', 20, { type: 'MARKET' })
    const resting = await send('SELL', 10, limit('50.00'))
    await look(atMinute(2))
    const { cash, settledCash = 0 } = await broker.balance()
    expect(settledCash).toBeLessThan(cash)
    clock.advance(24 * 60 * MINUTE_MS)
    expect(await broker.orders()).toEqual([])
    expect(await broker.balance()).toMatchObject({ cash, settledCash: cash })
    await expect(broker.cancel({ orderId: resting, symbol: TQQQ })).rejects.toThrow('there is no order')
  })

  test('records every order as it was sent, and every part that traded, under ids of its own', async () => {
    const { clock, broker, send, look } = bench()
    clock.moveTo(atMinute(1))
    const orderId = await send('BUY', 25, limit('21.00'))
    await look(atMinute(2))
    const about = { orderId, symbol: TQQQ, side: 'BUY', price: money('20.0151') }
    expect(broker.record).toEqual({
      orders: [
        { orderId, symbol: TQQQ, side: 'BUY', quantity: 25, ...limit('21.00'), decidedAt: atMinute(1) },
      ],
      fills: [
        { ...about, fillId: 'paper-1/1', quantity: 10, fees: money('1'), time: atMinute(1) + 500 },
        { ...about, fillId: 'paper-1/2', quantity: 10, fees: 0, time: atMinute(1) + 20_000 },
        { ...about, fillId: 'paper-1/3', quantity: 5, fees: 0, time: atMinute(1) + 40_000 },
      ],
    })
    expect(broker.account.cash).toBe(START_CASH - 25 * 200_151 - 10_000)
  })
  test('records what traded in the order of time, also where two orders trade in parts', async () => {
    const { clock, broker, send, look } = bench()
    clock.moveTo(atMinute(1))
    await send('BUY', 25, limit('21.00'))
    await send('BUY', 25, limit('21.00'), ticker('SQQQ'))
    await look(atMinute(2))
    const times = broker.record.fills.map(({ time }) => time)
    expect(times).toHaveLength(6)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
  })
})
