import { describe, expect, test } from '@jest/globals'
import { decideEntries } from '../../../shared/cycles/decide-entries.ts'
import { scan } from '../../../shared/cycles/scan.ts'
import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import type { Signal } from '../../../shared/signals/signal.ts'
import { findInstrument } from '../../../shared/symbols/registry.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../../shared/time/instant.ts'
import { type CycleBench, cycleBench, ordersById, triggerAt } from '../../support/cycle-bench.ts'
import { entrySignal } from '../../support/entry-signal.ts'
import { goldenPosition, orderRecord, TQQQ } from '../../support/fixtures.ts'
import { Latency } from '../../support/latency.ts'

const TEN = exchangeInstant(parseExchangeDate('2026-03-03'), 600)
const SOXL = ticker('SOXL')
const instruments = [TQQQ, SOXL].flatMap((symbol) => findInstrument(symbol) ?? [])

/** A bench that trades TQQQ and SOXL, both at 50.00 with a spread of 2 cents. */
function twoSymbols(config: object = {}): CycleBench {
  const bench = cycleBench({ now: TEN, config, instruments })
  bench.market.shown = [TQQQ, SOXL].map((symbol): Quote => {
    const last = money('50.00')
    const [bid, ask] = [last - 100, last + 100] as [Money, Money]
    return { symbol, status: 'REALTIME', time: TEN, bid, ask, last }
  })
  return bench
}

/** Decides on these signals as a scan would. */
async function decide(bench: CycleBench, signals: readonly Signal[]) {
  const tick = await bench.tick()
  const scanned = { signals, quotes: new Map(bench.market.shown.map((quote) => [quote.symbol, quote])) }
  const entries = await decideEntries(tick, scanned)
  await tick.commit()
  return { tick, entries }
}

describe('the frame of a scan', () => {
  test('outside the session the store is not touched', async () => {
    const bench = cycleBench({ now: exchangeInstant(parseExchangeDate('2026-03-03'), 960) })
    await bench.store.close()
    expect(await scan(bench.world, triggerAt(TEN, 'signal-scan'))).toEqual({
      status: 'skipped',
      reason: 'market-closed: after the close',
    })
  })

  test('symbols that nothing is known of are judged, refused, and cost no balance call', async () => {
    const bench = twoSymbols()
    const done = await scan(bench.world, triggerAt(TEN, 'signal-scan'))
    expect(done).toMatchObject({ status: 'done', quotes: 2, entries: [] })
    expect(done).toMatchObject({ best: [expect.anything(), expect.anything()] })
    expect(bench.broker.calls).toEqual([])
    expect((await bench.stored()).day.scans).toBe(1)
  })

  test('a first scan that could not read quotes leaves the later ones their sight', async () => {
    const bench = twoSymbols()
    bench.market.failure = new BrokerUnreachableError('market/quote', 'no answer')
    await expect(scan(bench.world, triggerAt(TEN, 'signal-scan'))).rejects.toThrow(BrokerUnreachableError)
    bench.market.failure = undefined
    bench.clock.advance(2 * MINUTE_MS)
    bench.market.shown = bench.market.shown.map((quote) => ({ ...quote, time: bench.clock.now() }))
    const done = await scan(bench.world, triggerAt(bench.clock.now(), 'signal-scan'))
    expect(done).toMatchObject({ best: [expect.anything(), expect.anything()] })
  })

  test('without an order it waits four times: for its read, its claim, what it rests on, and its commit', async () => {
    const bench = twoSymbols()
    const latency = new Latency(1)
    const { store, broker, marketData, recentQuotes } = bench.world
    const world = {
      ...bench.world,
      store: latency.before(store),
      broker: latency.before(broker),
      marketData: latency.before(marketData),
      recentQuotes: latency.before(recentQuotes),
    }
    await scan(bench.world, triggerAt(TEN, 'signal-scan'))
    bench.clock.advance(2 * MINUTE_MS)
    const done = await scan(world, triggerAt(bench.clock.now(), 'signal-scan'))
    expect(done).toMatchObject({ status: 'done', entries: [] })
    expect({ inSequence: latency.roundTrips, calls: latency.calls }).toEqual({ inSequence: 4, calls: 6 })
  })

  test('on a day that nobody prepared it judges on quotes read after the preparation', async () => {
    const bench = twoSymbols()
    const history = {
      dailyBars: async () => {
        bench.clock.advance(10 * SECOND_MS)
        bench.market.shown = bench.market.shown.map((quote) => ({ ...quote, time: bench.clock.now() }))
        return []
      },
      minuteSessions: async () => [],
    }
    const done = await scan({ ...bench.world, history }, triggerAt(TEN, 'signal-scan'))
    expect(done).toMatchObject({ status: 'done', notJudged: {} })
    expect(bench.market.asked).toHaveLength(2)
  })

  test('a refused symbol is answered with the words of the provider', async () => {
    const bench = twoSymbols()
    bench.market.shown = bench.market.shown.slice(0, 1)
    expect(await scan(bench.world, triggerAt(TEN, 'signal-scan'))).toMatchObject({
      refusedSymbols: { SOXL: 'unknown' },
      notJudged: { 'missing-quote': 1 },
    })
  })
})

describe('deciding on entries', () => {
  test('without a candidate the account is not read', async () => {
    const bench = twoSymbols()
    const refused: Signal = { ...entrySignal(TQQQ, TEN), decision: 'refuse' }
    expect((await decide(bench, [refused])).entries).toEqual([])
    expect(bench.broker.calls).toEqual([])
  })

  test('the best is sized first, and the next on what it leaves', async () => {
    const bench = twoSymbols()
    bench.broker.onBalance = () => ({ kind: 'CASH', cash: money('10000'), settledCash: money('8000') })
    const { entries, tick } = await decide(bench, [
      entrySignal(SOXL, TEN, 0.92),
      entrySignal(TQQQ, TEN, 0.97),
    ])
    expect(entries).toMatchObject([
      { symbol: 'TQQQ', outcome: 'order' },
      { symbol: 'SOXL', outcome: 'order' },
    ])
    const [first = 0, second = 0] = entries.map(({ quantity }) => quantity)
    expect(second).toBeLessThan(first)
    expect(Object.keys(tick.state.orders)).toEqual(['2026-03-03-0001', '2026-03-03-0002'])
    expect(bench.broker.calls).toEqual(['balance', 'holdings'])
  })

  test('equal scores are taken in the order of the alphabet', async () => {
    const { entries } = await decide(twoSymbols(), [
      entrySignal(TQQQ, TEN, 0.95),
      entrySignal(SOXL, TEN, 0.95),
    ])
    expect(entries.map(({ symbol }) => symbol)).toEqual(['SOXL', 'TQQQ'])
  })

  test('an account that does not say what it may spend is refused and recorded', async () => {
    const bench = twoSymbols()
    bench.broker.onBalance = () => ({ kind: 'CASH', cash: money('25000') })
    const { entries, tick } = await decide(bench, [entrySignal(TQQQ, TEN)])
    expect(entries).toMatchObject([
      { outcome: 'refused', reason: expect.stringContaining('account-figures-missing') },
    ])
    expect(tick.state.orders).toEqual({})
    const recorded = await bench.store.get('decisions/2026-03-03-100000-TQQQ')
    expect(recorded?.value).toMatchObject({ risk: { approved: false, code: 'account-figures-missing' } })
  })

  test.each([
    [15_000, 'order'],
    [15_001, 'refused'],
  ])('an account whose answer took %d ms: the quote was read before it, so %s', async (tookMs, outcome) => {
    const bench = twoSymbols()
    const { onBalance } = bench.broker
    bench.broker.onBalance = () => {
      bench.clock.advance(tookMs)
      return onBalance()
    }
    expect((await decide(bench, [entrySignal(TQQQ, TEN)])).entries).toMatchObject([{ outcome }])
  })

  test('an account that could not be read decides nothing', async () => {
    const bench = twoSymbols()
    bench.broker.onBalance = () => {
      throw new BrokerUnreachableError('accounts/balance', 'no answer')
    }
    await expect(decide(bench, [entrySignal(TQQQ, TEN)])).rejects.toThrow(BrokerUnreachableError)
  })

  test.each([
    ['49.62', 0, 'order'],
    ['49.60', 0, 'refused'],
    ['49.60', 599_999, 'refused'],
    ['49.60', 600_000, 'order'],
  ])('after an entry at %s that ended unfilled %d ms ago: %s', async (limit, agoMs, outcome) => {
    const bench = twoSymbols()
    const unfilled = { limit: money(limit), at: (TEN - agoMs) as EpochMs }
    await bench.leave({ symbols: { TQQQ: { entries: 0, unfilled } } })
    const { entries } = await decide(bench, [entrySignal(TQQQ, TEN)])
    expect(entries).toMatchObject([{ outcome }])
    if (outcome === 'refused')
      expect(entries).toMatchObject([{ reason: expect.stringContaining('chase: 50.01 is 83 bps above') }])
  })

  test.each([
    ['is held', { positions: { TQQQ: goldenPosition() } }],
    ['has an order in doubt', { orders: ordersById(orderRecord({ state: 'UNKNOWN', submittedAt: TEN })) }],
  ])('a symbol that %s is no candidate', async (_, state) => {
    const bench = twoSymbols()
    await bench.leave(state)
    expect((await decide(bench, [entrySignal(TQQQ, TEN)])).entries).toEqual([])
  })

  test('DEMO and LIVE record the same decisions but for the mode, and order the same', async () => {
    const outcomes = []
    for (const mode of ['DEMO', 'LIVE'] as const) {
      const bench = twoSymbols({ mode })
      const { entries } = await decide(bench, [entrySignal(TQQQ, TEN), entrySignal(SOXL, TEN, 0.95)])
      const records = await bench.store.query({ collection: 'decisions' })
      expect(records.map(({ value }) => value['mode'])).toEqual([mode, mode])
      outcomes.push({
        entries,
        records: records.map(({ path, value }) => ({ path, ...value, mode: 'either' })),
      })
    }
    expect(outcomes[0]?.records).toHaveLength(2)
    expect(outcomes[1]).toEqual(outcomes[0])
  })
})
