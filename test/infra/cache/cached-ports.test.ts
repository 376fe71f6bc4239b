import { describe, expect, test } from '@jest/globals'
import { CachedBalanceBroker } from '../../../infra/cache/cached-balance-broker.ts'
import { CachedEarnings } from '../../../infra/cache/cached-earnings.ts'
import { CachedHistory } from '../../../infra/cache/cached-history.ts'
import { CachedMarketData } from '../../../infra/cache/cached-market-data.ts'
import { CachedNews } from '../../../infra/cache/cached-news.ts'
import { LayeredCache } from '../../../infra/cache/layered-cache.ts'
import { CsvHistory } from '../../../infra/history/csv-history.ts'
import { Meter } from '../../../infra/metrics/meter.ts'
import { MemoryStore } from '../../../infra/store/memory-store.ts'
import type { AccountBalance } from '../../../shared/domain/account.ts'
import type { ClientOrderId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { BrokerOrder, OrderRequest } from '../../../shared/domain/order.ts'
import type { Broker, OrderPreview } from '../../../shared/ports/broker.ts'
import type { MarketData } from '../../../shared/ports/market-data.ts'
import type { NewsItem } from '../../../shared/ports/news.ts'
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '../../../shared/time/instant.ts'
import { HISTORY_DAYS, historyContract, KNOWN } from '../../contract/history-contract.ts'
import { IN_TIME } from '../../support/deadlines.ts'
import { NINE_THIRTY_SIX, report, TQQQ } from '../../support/fixtures.ts'
import { HandClock } from '../../support/hand-clock.ts'
import { flatSession, marketFolder } from '../../support/market-folder.ts'

function newCache() {
  const clock = new HandClock(NINE_THIRTY_SIX)
  const store = new MemoryStore({ clock })
  const shared = { store, onDown: () => {} }
  return { clock, store, cache: new LayeredCache({ clock, meter: new Meter(), shared }) }
}

const folder = () =>
  marketFolder(
    Object.fromEntries(
      HISTORY_DAYS.map(({ date, price }) => [`minute/${KNOWN}/${date}.csv`, flatSession(date, price)]),
    ),
  )

historyContract(
  'a history behind the cache',
  async () => new CachedHistory({ history: CsvHistory.open({ folder: folder() }), cache: newCache().cache }),
)

test('daily bars come back from the store as they went in', async () => {
  const { clock, store, cache } = newCache()
  const history = CsvHistory.open({ folder: folder() })
  const request = { before: HISTORY_DAYS[3].date, count: 3 }
  const first = await new CachedHistory({ history, cache }).dailyBars(KNOWN, request)
  const silent = { dailyBars: () => Promise.reject(new Error('asked')), minuteSessions: async () => [] }
  const other = new LayeredCache({ clock, meter: new Meter(), shared: { store, onDown: () => {} } })
  expect(await new CachedHistory({ history: silent, cache: other }).dailyBars(KNOWN, request)).toEqual(first)
})

test('quotes are shared for five seconds, and a shared answer cost no call', async () => {
  const { clock, cache } = newCache()
  const marketData: MarketData = { quotes: async () => ({ quotes: new Map(), refused: new Map(), calls: 1 }) }
  const cached = new CachedMarketData({ marketData, cache })
  const calls: number[] = []
  for (const pause of [0, 4_999, 1]) {
    clock.advance(pause)
    calls.push((await cached.quotes([TQQQ])).calls)
  }
  expect(calls).toEqual([1, 0, 1])
})

class CountingBroker implements Broker {
  balanceCalls = 0
  shown: readonly BrokerOrder[] = []

  async balance(): Promise<AccountBalance> {
    this.balanceCalls += 1
    return { kind: 'CASH', cash: money('100') }
  }

  async holdings() {
    return []
  }

  async orders() {
    return this.shown
  }

  async preview(): Promise<OrderPreview> {
    return { previewId: '1', previewedAt: NINE_THIRTY_SIX, warnings: [] }
  }

  place(): Promise<never> {
    return Promise.reject(new Error('nobody knows'))
  }

  async cancel() {
    return 'requested' as const
  }
}

const ORDER: OrderRequest = {
  symbol: TQQQ,
  side: 'BUY',
  quantity: 10,
  clientOrderId: 'ENTRY1' as ClientOrderId,
  type: 'MARKET',
}

describe('the balance', () => {
  async function held() {
    const { clock, cache } = newCache()
    const broker = new CountingBroker()
    const cached = new CachedBalanceBroker({ broker, cache, account: 'one' })
    await cached.orders({ from: HISTORY_DAYS[0].date })
    await cached.balance()
    await cached.balance()
    expect(broker.balanceCalls).toBe(1)
    return { clock, broker, cached }
  }

  test('is asked for again after a minute', async () => {
    const { clock, broker, cached } = await held()
    clock.advance(59_999)
    await cached.balance()
    expect(broker.balanceCalls).toBe(1)
    clock.advance(1)
    await cached.balance()
    expect(broker.balanceCalls).toBe(2)
  })

  test('is unknown again after a fill, and only then', async () => {
    const { broker, cached } = await held()
    broker.shown = [report({ filledQuantity: 0 })]
    await cached.orders({ from: HISTORY_DAYS[0].date })
    await cached.balance()
    expect(broker.balanceCalls).toBe(1)
    broker.shown = [report({ filledQuantity: 10 })]
    await cached.orders({ from: HISTORY_DAYS[0].date })
    await cached.balance()
    expect(broker.balanceCalls).toBe(2)
  })

  test('is unknown again after a placement of unknown outcome', async () => {
    const { broker, cached } = await held()
    const preview = await cached.preview(ORDER)
    await expect(cached.place(ORDER, preview, IN_TIME)).rejects.toThrow('nobody knows')
    await cached.balance()
    expect(broker.balanceCalls).toBe(2)
  })

  test('is unknown again after a cancel', async () => {
    const { broker, cached } = await held()
    await cached.cancel({ orderId: report().orderId, symbol: TQQQ })
    await cached.balance()
    expect(broker.balanceCalls).toBe(2)
  })
})

test('news are asked for once in half an hour, and a later story waits for the next call', async () => {
  const { clock, cache } = newCache()
  const [first, second] = [item('first', clock.now()), item('second', clock.now() + MINUTE_MS)]
  let calls = 0
  const news = new CachedNews({
    cache,
    news: {
      items: async (_, { to }) => {
        calls += 1
        return [first, second].filter(({ publishedAt }) => publishedAt <= to)
      },
    },
  })
  const ask = () => news.items('AAPL', { from: (clock.now() - HOUR_MS) as EpochMs, to: clock.now() })
  expect(await ask()).toEqual([first])
  clock.advance(29 * MINUTE_MS)
  expect(await ask()).toEqual([first])
  expect(calls).toBe(1)
  clock.advance(MINUTE_MS)
  expect(await ask()).toEqual([first, second])
  clock.advance(HOUR_MS)
  expect(await ask()).toEqual([])
})

function item(itemId: string, publishedAt: number): NewsItem {
  return { itemId, headline: itemId, publishedAt: publishedAt as EpochMs }
}

test('earnings dates are asked for once a day for each company and span', async () => {
  const { clock, cache } = newCache()
  const asked: string[] = []
  const announcements = async (underlying: string) => void asked.push(underlying)
  const cached = new CachedEarnings({ earnings: { announcements }, cache })
  const [day, next] = [HISTORY_DAYS[0].date, HISTORY_DAYS[1].date]
  for (const pause of [0, DAY_MS - 1, 1]) {
    clock.advance(pause)
    await cached.announcements('AAPL', { from: day, to: day })
  }
  await cached.announcements('MSFT', { from: day, to: day })
  await cached.announcements('AAPL', { from: next, to: next })
  expect(asked).toEqual(['AAPL', 'AAPL', 'MSFT', 'AAPL'])
})
