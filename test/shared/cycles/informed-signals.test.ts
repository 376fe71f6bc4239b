import { describe, expect, test } from '@jest/globals'
import { decideEntries } from '../../../shared/cycles/decide-entries.ts'
import type { Judge } from '../../../shared/cycles/evaluate-universe.ts'
import { informSignals } from '../../../shared/cycles/informed-signals.ts'
import type { UnderlyingNews } from '../../../shared/cycles/read-news.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import { ProviderError } from '../../../shared/domain/provider-error.ts'
import type { Earnings } from '../../../shared/ports/earnings.ts'
import type { News } from '../../../shared/ports/news.ts'
import type { Signal } from '../../../shared/signals/signal.ts'
import { findInstrument } from '../../../shared/symbols/registry.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { sessionAt } from '../../../shared/time/session.ts'
import { cycleBench } from '../../support/cycle-bench.ts'
import { entrySignal } from '../../support/entry-signal.ts'

const DATE = parseExchangeDate('2026-03-03')
const TEN = exchangeInstant(DATE, 600)
const session = sessionAt(TEN)
const [TSLL, TSLS, TQQQ] = ['TSLL', 'TSLS', 'TQQQ'].map((text) => ticker(text)) as [never, never, never]
const instruments = ['TSLL', 'TSLS', 'TQQQ'].flatMap((text) => findInstrument(ticker(text)) ?? [])

/** Three stories an hour apart that speak for Tesla, none of them breaking. */
const GOOD = [
  'Profit beats forecasts',
  'Analysts upgrade the shares',
  'Record growth approved by the board',
].map((headline, index) => ({
  itemId: `${index}`,
  headline,
  publishedAt: (TEN - (61 + index) * MINUTE_MS) as EpochMs,
}))

class Providers {
  readonly asked: string[] = []
  failure: Error | undefined
  readonly news: News = {
    items: async (underlying) => {
      this.asked.push(underlying)
      if (this.failure) throw this.failure
      return underlying === 'TSLA' ? GOOD : []
    },
  }
  readonly earnings: Earnings = { announcements: async () => [] }
}

/** Answers entering signals and keeps what it was told. */
function judging(verdict: (news: UnderlyingNews | undefined) => Partial<Signal> = () => ({})) {
  const told = new Map<string, UnderlyingNews | undefined>()
  const judge: Judge = (instrument, news) => {
    told.set(instrument.symbol, news)
    const signal = entrySignal(instrument.symbol, TEN)
    const features = { ...signal.assessment!.features, ...(news?.sentiment && { news: news.sentiment }) }
    return { ...signal, assessment: { ...signal.assessment!, features }, ...verdict(news) }
  }
  return { judge, told }
}

function bench(providers: Partial<Providers> = new Providers()) {
  const made = cycleBench({ now: TEN, instruments })
  const { news, earnings } = providers
  Object.assign(made.world, { news, earnings })
  return made
}

async function inform(signals: readonly Signal[], judge: Judge, providers?: Partial<Providers>) {
  if (session.phase === 'closed') throw new Error('ten is a moment of the session')
  return informSignals(await bench(providers).tick(), signals, { judge, session })
}

/** A refused signal with this score and these refusals. */
function refused(
  symbol: never,
  total: number,
  ...codes: readonly Signal['refusals'][number]['code'][]
): Signal {
  const refusals = codes.map((code) => ({ code, text: code }))
  return { ...entrySignal(symbol, TEN, total), decision: 'refuse', refusals }
}

describe('whose news are read', () => {
  test('those of a signal that passes, asked for its underlying', async () => {
    const providers = new Providers()
    const { judge, told } = judging()
    await inform([entrySignal(TSLL, TEN)], judge, providers)
    expect(providers.asked).toEqual(['TSLA'])
    expect(told.get('TSLL')).toMatchObject({
      sentiment: { distinctItems: 3 },
      minutesToEvent: Number.POSITIVE_INFINITY,
    })
  })

  test.each([
    ['a score that the news could lift', 0.87, ['score'], true],
    ['a score out of their reach', 0.8699, ['score'], false],
    ['a family too few', 0.95, ['agreement'], true],
    ['anything else in the way', 0.95, ['agreement', 'spread'], false],
    ['not being selected', 0.95, ['not-selected'], false],
  ] as const)('%s (%d)', async (_, total, codes, read) => {
    const providers = new Providers()
    await inform([refused(TSLL, total, ...codes)], judging().judge, providers)
    expect(providers.asked).toEqual(read ? ['TSLA'] : [])
  })

  test('bull and bear of one underlying cost one question', async () => {
    const providers = new Providers()
    await inform([entrySignal(TSLL, TEN), entrySignal(TSLS, TEN)], judging().judge, providers)
    expect(providers.asked).toEqual(['TSLA'])
  })

  test('nobody is asked about an index, which tells no results either', async () => {
    const providers = new Providers()
    const { judge, told } = judging()
    await inform([entrySignal(TQQQ, TEN)], judge, providers)
    expect(providers.asked).toEqual([])
    expect(told.get('TQQQ')).toEqual({})
  })
})

describe('what the news change', () => {
  test('the second judgement replaces the first one, in its place', async () => {
    const { judge } = judging(() => ({ decision: 'refuse', refusals: [{ code: 'earnings', text: 'now' }] }))
    const others = refused(TQQQ, 0.5, 'score')
    const { signals } = await inform([others, entrySignal(TSLL, TEN)], judge)
    expect(signals.map(({ decision }) => decision)).toEqual(['refuse', 'refuse'])
    expect(signals[0]).toBe(others)
    expect(signals[1]?.refusals).toEqual([{ code: 'earnings', text: 'now' }])
  })

  test('without any provider nothing is asked again', async () => {
    const { judge, told } = judging()
    const signals = [entrySignal(TSLL, TEN)]
    expect((await inform(signals, judge, {})).signals).toBe(signals)
    expect(told.size).toBe(0)
  })

  test('a provider that can’t be read leaves the news unknown and is named', async () => {
    const providers = new Providers()
    providers.failure = new ProviderError('finnhub', { problem: 'unreachable', text: 'no line' })
    const { judge, told } = judging()
    const { problem } = await inform([entrySignal(TSLL, TEN)], judge, providers)
    expect(problem).toBe('finnhub: no answer: no line')
    expect(told.get('TSLL')).toEqual({ problem })
  })

  test('a mistake of our own is not taken for an outage', async () => {
    const providers = new Providers()
    providers.failure = new TypeError('broken')
    await expect(inform([entrySignal(TSLL, TEN)], judging().judge, providers)).rejects.toThrow(TypeError)
  })

  test('good news for the underlying keep its bear out, at the risk gate', async () => {
    const made = bench()
    made.market.shown = [TSLL, TSLS].map((symbol) => {
      const last = money('50.00')
      const [bid, ask] = [last - 100, last + 100] as [Money, Money]
      return { symbol, status: 'REALTIME' as const, time: TEN, bid, ask, last }
    })
    if (session.phase === 'closed') throw new Error('ten is a moment of the session')
    const tick = await made.tick()
    const { judge } = judging()
    const entering = [entrySignal(TSLL, TEN), entrySignal(TSLS, TEN)]
    const { signals } = await informSignals(tick, entering, { judge, session })
    const quotes = new Map(made.market.shown.map((quote) => [quote.symbol, quote]))
    expect(await decideEntries(tick, { signals, quotes })).toMatchObject([
      { symbol: 'TSLL', outcome: 'order' },
      {
        symbol: 'TSLS',
        outcome: 'refused',
        reason: expect.stringMatching(/^bad-news: sentiment -0\.\d\d over 3 items/),
      },
    ])
  })
})
