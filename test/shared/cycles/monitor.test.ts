import { describe, expect, test } from '@jest/globals'
import { monitor } from '../../../shared/cycles/monitor.ts'
import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import type { OrderId, PositionId } from '../../../shared/domain/ids.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import type { OrderRequest } from '../../../shared/domain/order.ts'
import type { Position } from '../../../shared/domain/position.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { type CycleBench, cycleBench, ordersById, triggerAt } from '../../support/cycle-bench.ts'
import { goldenPosition, NINE_THIRTY_SIX, orderRecord, report, TQQQ } from '../../support/fixtures.ts'

const TUESDAY = parseExchangeDate('2026-03-03')
/** The day after Thanksgiving. */
const SHORT_DAY = parseExchangeDate('2026-11-27')

function quote(last: string, bench: CycleBench, overrides: Partial<Quote> = {}): Quote {
  const price = money(last)
  return {
    symbol: TQQQ,
    status: 'REALTIME',
    time: bench.clock.now(),
    bid: (price - 100) as Money,
    ask: (price + 100) as Money,
    last: price,
    ...overrides,
  }
}

/** One look at the golden position. */
async function look(
  seen: (bench: CycleBench) => readonly Quote[],
  held: { readonly now?: EpochMs; readonly position?: Partial<Position> } = {},
) {
  const bench = cycleBench(held.now === undefined ? {} : { now: held.now })
  await bench.hold(goldenPosition(held.position))
  bench.market.shown = seen(bench)
  const done = await monitor(bench.world, triggerAt(bench.clock.now()))
  return { bench, done, state: await bench.stored() }
}

const at = (last: string) => (bench: CycleBench) => [quote(last, bench)]
const pricing = ({ type }: OrderRequest) => type

describe('holding', () => {
  test('a price between stop and breakeven changes nothing but the range that was seen', async () => {
    const { bench, done, state } = await look(at('47.40'))
    expect(done).toMatchObject({ status: 'done', held: 1, decisions: [{ symbol: 'TQQQ', decision: 'hold' }] })
    const watch = { price: money('47.40'), quoteTime: NINE_THIRTY_SIX, weakRsiLooks: 0 }
    const cover = { nakedMs: 0 }
    expect(state.positions['TQQQ']).toEqual(goldenPosition({ lowWater: money('47.40'), watch, cover }))
    expect(bench.broker.calls).toEqual(['holdings', 'orders'])
    expect(bench.headlines()).toEqual([])
    expect(state.day.monitors).toBe(1)
  })

  test('without a position no quote is read', async () => {
    const bench = cycleBench()
    expect(await monitor(bench.world, triggerAt(NINE_THIRTY_SIX))).toMatchObject({ held: 0, decisions: [] })
    expect(bench.market.asked).toEqual([])
  })

  const stale = { time: (NINE_THIRTY_SIX - 90_001) as EpochMs }
  test.each([
    ['missing', () => []],
    ['stale', (bench: CycleBench) => [quote('40.00', bench, stale)]],
    ['delayed', (bench: CycleBench) => [quote('40.00', bench, { status: 'DELAYED' })]],
    ['crossed', (bench: CycleBench) => [quote('40.00', bench, { bid: money('41') })]],
  ])('a %s quote holds the position and alerts, though its price is below the stop', async (_, seen) => {
    const { bench, state } = await look(seen)
    expect(bench.headlines()).toEqual(['NO USABLE QUOTE TQQQ'])
    expect(bench.notifier.delivered[0]?.urgency).toBe('critical')
    expect(state.positions['TQQQ']).toEqual(goldenPosition({ cover: { nakedMs: 0 } }))
    expect(bench.broker.placed).toEqual([])
  })

  test('a quote of exactly 90 seconds still leads to an exit', async () => {
    const { bench } = await look((bench) => [
      quote('46.00', bench, { time: (NINE_THIRTY_SIX - 90_000) as EpochMs }),
    ])
    expect(bench.broker.sales).toHaveLength(1)
  })
})

describe('raising and leaving', () => {
  test('47.80 moves the stop to 47.595 and tells', async () => {
    const { bench, state } = await look(at('47.80'))
    expect(state.positions['TQQQ']).toMatchObject({ stop: money('47.595'), stopKind: 'breakeven' })
    expect(bench.headlines()).toEqual(['STOP TQQQ BREAKEVEN'])
  })

  test('a price at the stop sells everything, 20 bps below the bid', async () => {
    const { bench, state } = await look(at('46.50'))
    expect(bench.broker.sales).toEqual([
      expect.objectContaining({ side: 'SELL', quantity: 184, type: 'LIMIT', limit: money('46.39') }),
    ])
    expect(state.positions['TQQQ']?.exiting).toMatchObject({ reason: 'STOP_LOSS', attempts: 1 })
    expect(bench.broker.calls.slice(0, 7)).toEqual([
      ...['holdings', 'orders', 'cancel 9TQQQ', 'orders', 'preview', 'place', 'orders'],
    ])
  })

  test('an exit is not sent twice while the first is under way', async () => {
    const { bench } = await look(at('46.50'))
    bench.clock.advance(5_000)
    await monitor(bench.world, triggerAt(bench.clock.now()))
    expect(bench.broker.sales).toHaveLength(1)
  })

  test('an exit unfilled for 10 seconds is cancelled and goes to market for what is left', async () => {
    const { bench } = await look(at('46.50'))
    bench.broker.onCancel = (orderId) => {
      const part = { filledQuantity: 100, averagePrice: money('46.40'), status: 'CANCELLED' } as const
      bench.broker.shown = bench.broker.shown.map((order) =>
        order.orderId === orderId ? { ...order, ...part } : order,
      )
      return 'requested'
    }
    bench.clock.advance(10_000)
    bench.market.shown = [quote('46.50', bench)]
    await monitor(bench.world, triggerAt(bench.clock.now()))
    expect(bench.broker.sales.map(pricing)).toEqual(['LIMIT', 'MARKET'])
    expect(bench.broker.sales[1]).toMatchObject({ side: 'SELL', quantity: 84 })
  })

  test('an exit cancels the entry that is still under way before anything is sold', async () => {
    const bench = cycleBench()
    const entry = orderRecord({
      state: 'PARTIAL',
      quantity: 284,
      orderId: '1000' as OrderId,
      submittedAt: NINE_THIRTY_SIX,
      filledQuantity: 184,
      filledNotional: money('8740'),
    })
    bench.broker.onCancel = () => 'requested'
    await bench.leave({ positions: { TQQQ: goldenPosition() }, orders: ordersById(entry) })
    bench.market.shown = [quote('46.00', bench)]
    await monitor(bench.world, triggerAt(NINE_THIRTY_SIX))
    expect(bench.broker.calls).toContain('cancel 1000')
    expect(bench.broker.placed).toEqual([])
    const { exiting } = (await bench.stored()).positions['TQQQ'] ?? {}
    expect(exiting).toMatchObject({ reason: 'STOP_LOSS', attempts: 0 })
  })
})

describe('shares that the broker no longer has', () => {
  const noon = (NINE_THIRTY_SIX + 9_000_000) as EpochMs

  async function lookWith(holdings: CycleBench['broker']['onHoldings']) {
    const bench = cycleBench({ now: noon })
    await bench.hold(goldenPosition())
    bench.broker.onHoldings = holdings
    bench.market.shown = [quote('47.50', bench)]
    await monitor(bench.world, triggerAt(noon))
    return (await bench.stored()).risk.safeMode.map(({ reason }) => reason)
  }

  test('put safe mode on, and the position is looked after all the same', async () => {
    expect(await lookWith(() => [])).toEqual(['reconciliation-mismatch'])
  })

  test('are no news when the broker can’t tell what it holds', async () => {
    const silent = () => {
      throw new BrokerUnreachableError('accounts/portfolio', 'no answer')
    }
    expect(await lookWith(silent)).toEqual([])
  })
})

describe('the end of the day', () => {
  const minute = (date: typeof TUESDAY, wall: number, lessMs = 0) =>
    (exchangeInstant(date, wall) - lessMs) as EpochMs

  test.each([
    ['one millisecond before 15:50', TUESDAY, minute(TUESDAY, 950, 1), []],
    ['15:50', TUESDAY, minute(TUESDAY, 950), ['LIMIT']],
    ['one millisecond before 15:57', TUESDAY, minute(TUESDAY, 957, 1), ['LIMIT']],
    ['15:57', TUESDAY, minute(TUESDAY, 957), ['MARKET']],
    ['one millisecond before 12:50 of a short day', SHORT_DAY, minute(SHORT_DAY, 770, 1), []],
    ['12:50 of a short day', SHORT_DAY, minute(SHORT_DAY, 770), ['LIMIT']],
    ['12:57 of a short day', SHORT_DAY, minute(SHORT_DAY, 777), ['MARKET']],
  ])('%s', async (_, date, now, orders) => {
    const openedAt = exchangeInstant(date, now > exchangeInstant(date, 900) ? 900 : 700)
    const { bench, state } = await look(at('47.50'), { now, position: { openedAt } })
    expect(bench.broker.sales.map(pricing)).toEqual(orders)
    expect(state.positions['TQQQ']?.exiting?.reason).toBe(orders.length > 0 ? 'END_OF_DAY' : undefined)
  })

  test.each([
    ['before the open', minute(TUESDAY, 570, 1)],
    ['after the close', minute(TUESDAY, 960)],
    ['after the close', minute(SHORT_DAY, 780)],
    ['weekend', minute(parseExchangeDate('2026-03-07'), 600)],
  ])('%s nothing is read at all', async (reason, now) => {
    const bench = cycleBench({ now })
    await bench.store.close()
    expect(await monitor(bench.world, triggerAt(now))).toEqual({
      status: 'skipped',
      reason: `market-closed: ${reason}`,
    })
  })
})

test('a filled exit ends the position, books the trade and tells the running total', async () => {
  const bench = cycleBench()
  const positionId = 'TQQQ-1' as PositionId
  const exit = orderRecord({
    side: 'SELL',
    pricing: { type: 'MARKET' },
    purpose: { kind: 'exit', positionId, reason: 'TRAILING_STOP' },
    state: 'SUBMITTED',
    orderId: '1001' as OrderId,
    submittedAt: NINE_THIRTY_SIX,
  })
  await bench.leave({ positions: { TQQQ: goldenPosition() }, orders: ordersById(exit) })
  bench.broker.shown = [
    report({
      side: 'SELL',
      type: 'MARKET',
      status: 'EXECUTED',
      filledQuantity: 184,
      averagePrice: money('48.05'),
    }),
  ]
  expect(await monitor(bench.world, triggerAt(NINE_THIRTY_SIX))).toMatchObject({ held: 0 })
  expect(bench.headlines()).toEqual(['SELL TQQQ TRAILING_STOP'])
  expect((await bench.stored()).day).toMatchObject({ exits: 1, wins: 1, realized: money('101.20') })
  expect((await bench.store.get(`trades/${positionId}`))?.value).toMatchObject({ pnl: money('101.20') })
})

describe('a broker that can’t be read', () => {
  const outage = new BrokerUnreachableError('market/quote', 'no readable answer to market/quote')

  test('with a position it is told at once, and the position stays as it was', async () => {
    const bench = cycleBench()
    await bench.hold(goldenPosition())
    bench.market.failure = outage
    await expect(monitor(bench.world, triggerAt(bench.clock.now()))).rejects.toBe(outage)
    expect(bench.headlines()).toEqual(['NOT LOOKED AFTER TQQQ'])
    expect((await bench.stored()).positions['TQQQ']).toEqual(goldenPosition({ cover: { nakedMs: 0 } }))
  })
})
