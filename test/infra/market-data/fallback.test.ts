import { expect, test } from '@jest/globals'
import { FallbackHistory } from '../../../infra/market-data/fallback-history.ts'
import { FallbackMarketData } from '../../../infra/market-data/fallback-market-data.ts'
import { ProviderChain } from '../../../infra/market-data/provider-chain.ts'
import { ProviderError } from '../../../shared/domain/provider-error.ts'
import { usableForEntry, usableForExit } from '../../../shared/market-data/quote-usability.ts'
import type { History } from '../../../shared/ports/history.ts'
import type { MarketData } from '../../../shared/ports/market-data.ts'
import { sessionAt } from '../../../shared/time/session.ts'
import { NINE_THIRTY_SIX, TQQQ } from '../../support/fixtures.ts'
import { HandClock } from '../../support/hand-clock.ts'
import { quoteOf } from '../../support/quotes.ts'

class SwitchedProvider implements MarketData {
  failure: Error | undefined
  asked = 0

  async quotes() {
    this.asked += 1
    if (this.failure) throw this.failure
    return { quotes: new Map([[TQQQ, quoteOf({ last: 47.5 })]]), refused: new Map(), calls: 1 }
  }
}

function bench() {
  const clock = new HandClock(NINE_THIRTY_SIX)
  const [first, second] = [new SwitchedProvider(), new SwitchedProvider()]
  const changes: string[] = []
  const chain = new ProviderChain<MarketData>({
    providers: [
      { source: 'etrade', delaySeconds: 0, port: first },
      { source: 'late', delaySeconds: 900, port: second },
    ],
    clock,
    onFailover: ({ from, to }) => changes.push(`${from} > ${to}`),
  })
  return { clock, first, second, changes, marketData: new FallbackMarketData({ chain }) }
}

const OUTAGE = new ProviderError('etrade', { problem: 'unreachable', text: 'HTTP 503' })

async function failTwice({ first, marketData }: ReturnType<typeof bench>): Promise<void> {
  first.failure = OUTAGE
  for (let pull = 0; pull < 2; pull += 1) await expect(marketData.quotes([TQQQ])).rejects.toBe(OUTAGE)
}

test('the third bad pull in a row is answered by the next provider, for a minute', async () => {
  const world = bench()
  await failTwice(world)
  const { clock, first, second, changes, marketData } = world
  expect(second.asked).toBe(0)
  expect((await marketData.quotes([TQQQ])).origin).toEqual({ source: 'late', delaySeconds: 900 })
  first.failure = undefined
  clock.advance(59_999)
  expect((await marketData.quotes([TQQQ])).origin.source).toBe('late')
  clock.advance(1)
  expect((await marketData.quotes([TQQQ])).origin).toEqual({ source: 'etrade', delaySeconds: 0 })
  expect(changes).toEqual(['etrade > late', 'late > etrade'])
})

test('what a late provider calls real time leads to no entry and no exit', async () => {
  const world = bench()
  await failTwice(world)
  const late = (await world.marketData.quotes([TQQQ])).quotes.get(TQQQ)
  const rule = { now: late!.time, ageSecondsMax: 15, session: sessionAt(late!.time) }
  expect(usableForExit(quoteOf({ last: 47.5 }), rule)).toMatchObject({ ok: true })
  expect(usableForEntry(late, rule)).toMatchObject({ ok: false, code: 'status' })
  expect(usableForExit(late, rule)).toMatchObject({ ok: false, code: 'status' })
})

test('a mistake of our own is not an outage', async () => {
  const { first, second, marketData } = bench()
  first.failure = new TypeError('ours')
  for (let pull = 0; pull < 4; pull += 1) await expect(marketData.quotes([TQQQ])).rejects.toThrow('ours')
  expect(second.asked).toBe(0)
})

test('with every provider passed over the best one is asked all the same', async () => {
  const world = bench()
  await failTwice(world)
  world.second.failure = OUTAGE
  for (let pull = 0; pull < 3; pull += 1) await expect(world.marketData.quotes([TQQQ])).rejects.toBe(OUTAGE)
  const asked = world.first.asked
  world.first.failure = undefined
  expect((await world.marketData.quotes([TQQQ])).origin.source).toBe('etrade')
  expect(world.first.asked).toBe(asked + 1)
})

test('bars come from the next provider after the third bad pull too', async () => {
  const broken: History = {
    dailyBars: () => Promise.reject(OUTAGE),
    minuteSessions: () => Promise.reject(OUTAGE),
  }
  const files: History = { dailyBars: async () => [], minuteSessions: async () => [] }
  const chain = new ProviderChain<History>({
    providers: [
      { source: 'yahoo', delaySeconds: 0, port: broken },
      { source: 'csv', delaySeconds: 0, port: files },
    ],
    clock: new HandClock(NINE_THIRTY_SIX),
  })
  const history = new FallbackHistory({ chain })
  const request = { before: '2026-03-02' as never, count: 1, sessions: 1 }
  await expect(history.dailyBars(TQQQ, request)).rejects.toBe(OUTAGE)
  await expect(history.minuteSessions(TQQQ, request)).rejects.toBe(OUTAGE)
  expect(await history.dailyBars(TQQQ, request)).toEqual([])
})
