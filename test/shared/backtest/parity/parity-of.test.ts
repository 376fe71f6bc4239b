import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parityOf } from '../../../../shared/backtest/parity/parity-of.ts'
import { type OrderId, type TradeId, ticker } from '../../../../shared/domain/ids.ts'
import { add, type Money, money, subtract } from '../../../../shared/domain/money.ts'
import type { Trade } from '../../../../shared/domain/trade.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { orderRecord } from '../../../support/fixtures.ts'
import '../../../support/property-seed.ts'
import { at, liveDay, refusedBy, runsOfDay, story, tested, trade } from './made-up-day.ts'

/** The only difference of a day. */
function difference(live: Parameters<typeof liveDay>[0], ...trades: readonly Trade[]) {
  const { differences } = parityOf({ live: liveDay(live), tested: tested(...trades) })
  expect(differences).toHaveLength(1)
  return differences[0]
}

test('the same trades on both sides are no difference', () => {
  expect(parityOf({ live: liveDay({ trades: [trade()] }), tested: tested(trade()) })).toEqual({
    livePnl: money('-100'),
    testedPnl: money('-100'),
    trades: [{ live: 'TQQQ-1', tested: 'TQQQ-1' }],
    differences: [],
    heldInBacktest: [],
  })
})

describe('an entry that was not taken', () => {
  test.each([
    ['safe-mode', 'paused since 2026-03-03 10:05 ET: ordered by the owner', 'paused'],
    ['safe-mode', 'killed and drawdown since 2026-03-03 10:05 ET: ordered by the owner', 'paused'],
    ['safe-mode', 'clock-skew since 2026-03-03 10:05 ET: paused clocks', 'safe-mode'],
    ['not-armed', 'LIVE is not armed', 'not-armed'],
    ['bad-news', 'sentiment -0.8', 'news'],
    ['open-positions', '5 of 5 are open', 'risk'],
  ])('risk said %s, %s: %s', (code, reason, why) => {
    expect(difference({ stories: [story({ risk: refusedBy(code, reason) })] }, trade())).toEqual({
      cause: 'entry-not-taken',
      why,
      evidence: `${code}: ${reason}`,
      symbol: 'TQQQ',
      at: at('10:06'),
      amount: money('100'),
      tested: 'TQQQ-1',
    })
  })

  test.each([
    ['token', 'token'],
    ['clock', 'clock'],
    ['budget', 'budget'],
    ['earnings', 'news'],
    ['earnings-unknown', 'news'],
    ['cooldown', 'rule'],
  ])('the gate %s: %s', (code, why) => {
    const refused = story({ decision: 'refuse', refusals: [{ code, text: 'shut' }] })
    expect(difference({ stories: [refused] }, trade())).toMatchObject({
      cause: 'entry-not-taken',
      why,
      evidence: `${code}: shut`,
    })
  })

  test('the broker rejected its order, in the words of the broker', () => {
    const order = orderRecord({ state: 'REJECTED', note: '1037: the symbol is halted' })
    expect(difference({ stories: [story({ orders: [order] })] }, trade())).toMatchObject({
      cause: 'entry-not-taken',
      why: 'rejected',
      evidence: 'the order was rejected: 1037: the symbol is halted',
    })
  })

  test('its order was not filled within its limit', () => {
    const order = orderRecord({ state: 'CANCELLED' })
    expect(difference({ stories: [story({ orders: [order] })] }, trade())).toMatchObject({
      why: 'not-filled',
      evidence: expect.stringContaining('47.50'),
    })
  })

  test('nobody knows what became of its order', () => {
    const order = orderRecord({ state: 'UNKNOWN', note: 'no answer' })
    expect(difference({ stories: [story({ orders: [order] })] }, trade())).toMatchObject({
      why: 'order-unknown',
    })
  })

  test('half an hour of scans is missing', () => {
    const runs = runsOfDay({ from: '10:00', to: '10:30' })
    expect(difference({ runs }, trade())).toMatchObject({
      cause: 'entry-not-taken',
      why: 'no-scan',
      evidence: 'no scan ran between 10:00 and 10:30',
    })
  })

  test('the scan failed', () => {
    const runs = runsOfDay().map((run) =>
      run.dueAt === at('10:06') && run.job === 'signal-scan' ? { ...run, failure: 'HTTP 503' } : run,
    )
    expect(difference({ runs }, trade())).toMatchObject({
      why: 'scan-failed',
      evidence: 'the scan at 10:06 failed: HTTP 503',
    })
  })

  test('a scan ran and left no trace of it: unexplained', () => {
    expect(difference({}, trade())).toMatchObject({ cause: 'unexplained' })
  })

  test('it was taken and is still held: its exit is missing', () => {
    const order = orderRecord({ state: 'FILLED', filledQuantity: 184, orderId: '1' as OrderId })
    expect(difference({ stories: [story({ orders: [order] })] }, trade())).toMatchObject({
      cause: 'exit-time',
      why: 'still-held',
    })
  })
})

describe('an entry of the live day alone', () => {
  test('says what the backtest decided at that moment', () => {
    const value = {
      ...{ date: '2026-03-03', mode: 'LIVE', symbol: 'TQQQ', at: at('10:06'), decision: 'enter' },
      ...{ refusals: [], risk: refusedBy('open-positions', '5 of 5 are open') },
    }
    const decided = [{ id: 'decision', at: at('10:06'), value }]
    const live = liveDay({ trades: [trade()], stories: [story()] })
    expect(parityOf({ live, tested: { trades: [], decided, held: [] } }).differences).toEqual([
      expect.objectContaining({
        cause: 'entry-only-live',
        why: 'refused-in-backtest',
        amount: money('-100'),
        evidence: expect.stringContaining('5 of 5 are open'),
        live: 'TQQQ-1',
      }),
    ])
  })

  test('has no known reason where the backtest decided nothing', () => {
    const only = difference({ trades: [trade()] })
    expect(only).toMatchObject({ cause: 'entry-only-live' })
    expect(only).not.toHaveProperty('why')
  })
})

describe('a trade that both sides made', () => {
  test('fees, size, entry and exit each have their part, the largest first', () => {
    const live = trade({ quantity: 90, entry: '50.10', exit: '48.90', fees: money('1.25') })
    const { differences, livePnl, testedPnl } = parityOf({
      live: liveDay({ trades: [live] }),
      tested: tested(trade()),
    })
    expect([livePnl, testedPnl]).toEqual([money('-109.25'), money('-100')])
    expect(differences.map(({ cause, amount }) => [cause, amount])).toEqual([
      ['size', money('10')],
      ['entry-price', money('-9')],
      ['exit-price', money('-9')],
      ['fees', money('-1.25')],
    ])
  })

  test('the stop at the broker filled first', () => {
    const live = trade({ exit: '48.95', exitTime: at('10:28:30') })
    const stop = orderRecord({
      ...{ side: 'SELL', state: 'FILLED', filledQuantity: 100, endedAt: at('10:28:30') },
      pricing: { type: 'STOP', stop: money('49') },
      purpose: { kind: 'stop', positionId: 'TQQQ-1' as never },
    })
    expect(difference({ trades: [live], stories: [story({ orders: [stop] })] }, trade())).toMatchObject({
      cause: 'exit-time',
      why: 'broker-stop',
      amount: money('-5'),
    })
  })

  test('nobody looked for nine minutes', () => {
    const live = trade({ exit: '48', exitTime: at('10:38') })
    const runs = runsOfDay({ from: '10:29', to: '10:38' })
    expect(difference({ trades: [live], runs }, trade())).toMatchObject({
      cause: 'exit-time',
      why: 'monitor-gap',
      evidence: expect.stringContaining('no look for 540 s from 10:29:00 on'),
    })
  })

  test('the owner sold it, also where that made no difference in money', () => {
    const live = trade({ reason: 'OWNER', exitTime: at('10:20') })
    expect(difference({ trades: [live] }, trade())).toMatchObject({
      cause: 'exit-reason',
      why: 'owner',
      amount: 0,
    })
  })

  test('what its prices, size and fees do not make is unexplained', () => {
    const live = trade({ pnl: money('-130') })
    expect(difference({ trades: [live] }, trade())).toMatchObject({
      cause: 'unexplained',
      amount: money('-30'),
    })
  })
})

const someTrade = fc
  .record({
    symbol: fc.constantFrom(ticker('TQQQ'), ticker('SQQQ'), ticker('FAZ')),
    minute: fc.integer({ min: 0, max: 300 }),
    held: fc.integer({ min: 1, max: 80 }),
    quantity: fc.integer({ min: 1, max: 500 }),
    entryPrice: fc.integer({ min: 10_000, max: 900_000 }),
    exitPrice: fc.integer({ min: 10_000, max: 900_000 }),
    fees: fc.integer({ min: 0, max: 30_000 }),
    rounding: fc.integer({ min: -400, max: 400 }),
    reason: fc.constantFrom<Trade['reason']>('STOP_LOSS', 'TAKE_PROFIT', 'OWNER'),
  })
  .map(({ minute, held, rounding, ...given }) => {
    const entryTime = (at('9:30') + minute * 60_000) as EpochMs
    const made = trade({ ...(given as object), entryTime, exitTime: (entryTime + held * 60_000) as EpochMs })
    return { ...made, pnl: add(made.pnl, rounding as Money) }
  })

function numbered(side: string) {
  return (trades: readonly Trade[]) =>
    trades.map((each, place) => ({ ...each, tradeId: `${side}-${place}` as TradeId }))
}

test('every trade of either side is accounted for once, and the differences add up to the unit', () => {
  const side = (name: string) => fc.array(someTrade, { maxLength: 8 }).map(numbered(name))
  fc.assert(
    fc.property(side('live'), side('tested'), (live, backtest) => {
      const parity = parityOf({ live: liveDay({ trades: live }), tested: tested(...backtest) })
      const sum = add(...parity.differences.map(({ amount }) => amount))
      expect(sum).toBe(subtract(parity.livePnl, parity.testedPnl))
      const ids = (pick: 'live' | 'tested') => parity.trades.flatMap((pair) => pair[pick] ?? []).toSorted()
      expect(ids('live')).toEqual(live.map(({ tradeId }) => tradeId))
      expect(ids('tested')).toEqual(backtest.map(({ tradeId }) => tradeId))
    }),
  )
})
