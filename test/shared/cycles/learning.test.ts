import { describe, expect, test } from '@jest/globals'
import { latestTrades } from '../../../shared/cycles/closed-trades.ts'
import { dailyReport } from '../../../shared/cycles/daily-report.ts'
import { decideEntries } from '../../../shared/cycles/decide-entries.ts'
import { LEARNING_PATH, readLearning } from '../../../shared/cycles/learning.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import type { Trade } from '../../../shared/domain/trade.ts'
import { closeTrade } from '../../../shared/ledger/close-trade.ts'
import { applyFill } from '../../../shared/ledger/position-book.ts'
import type { Write } from '../../../shared/ports/store.ts'
import { findInstrument } from '../../../shared/symbols/registry.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { type CycleBench, cycleBench, triggerAt } from '../../support/cycle-bench.ts'
import { entrySignal } from '../../support/entry-signal.ts'
import { DEMO_FILLS, fill, goldenPosition, TQQQ } from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')
const TEN = exchangeInstant(DATE, 600)
const DAY_BEFORE = exchangeInstant(parseExchangeDate('2026-03-02'), 965)
const REPORT_TIME = exchangeInstant(DATE, 965)

const exit = fill('SELL', 184, '48.05')
const GOLDEN = closeTrade(applyFill(goldenPosition(), exit), {
  reason: 'TRAILING_STOP',
  fill: exit,
  ...DEMO_FILLS,
})

/** Puts closed trades into the store, a minute apart, each as an exit has written it. */
async function leaveTrades(
  bench: CycleBench,
  count: number,
  of: (number: number) => Partial<Trade> = () => ({}),
) {
  const writes = Array.from({ length: count }, (_, number): Write => {
    const tradeId = `TQQQ-${String(number).padStart(4, '0')}`
    const exitTime = (GOLDEN.exitTime + number * MINUTE_MS) as EpochMs
    const value = { ...GOLDEN, tradeId, exitTime, date: '2026-03-02', ...of(number) }
    return { kind: 'set', path: `trades/${tradeId}`, value }
  })
  await bench.store.commit(writes)
}

/** Two of three trades are won. */
const mostlyWon = (number: number) => (number % 3 === 0 ? { pnl: money('-20') } : {})

const report = (bench: CycleBench) => dailyReport(bench.world, triggerAt(bench.clock.now(), 'daily-report'))

describe('the daily report learns from every closed trade, not only from those of the day', () => {
  test('200 trades calibrate the win probability', async () => {
    const bench = cycleBench({ now: REPORT_TIME })
    await leaveTrades(bench, 201, mostlyWon)
    await report(bench)
    expect(await readLearning(bench.world)).toMatchObject({
      mode: 'DEMO',
      trades: 201,
      calibration: { trades: 201, blocks: [{ value: expect.closeTo(134 / 201, 12), weight: 201 }] },
      symbolScores: { TQQQ: { trades: 200 } },
    })
    expect(bench.notifier.delivered[1]?.text).toContain('Win probability calibrated on 201 trades')
  })

  test('a report made twice learns the same', async () => {
    const bench = cycleBench({ now: REPORT_TIME })
    await leaveTrades(bench, 5, mostlyWon)
    await report(bench)
    const once = (await bench.store.get(LEARNING_PATH))?.value
    bench.clock.advance(MINUTE_MS)
    await report(bench)
    expect((await bench.store.get(LEARNING_PATH))?.value).toEqual(once)
  })

  test('what was learned in one mode is not read in the other', async () => {
    const bench = cycleBench({ now: REPORT_TIME })
    await leaveTrades(bench, 3)
    await report(bench)
    const live = cycleBench({ config: { mode: 'LIVE' } }).world.config
    expect(await readLearning({ store: bench.store, config: live })).toBeUndefined()
  })
})

test('the latest trades are read oldest first, no more than asked for and only those of the mode', async () => {
  const bench = cycleBench()
  await leaveTrades(bench, 6, (number) => (number === 4 ? { mode: 'LIVE' } : {}))
  const latest = await latestTrades(bench.world, { mode: 'DEMO', count: 3 })
  expect(latest.map(({ tradeId }) => tradeId)).toEqual(['TQQQ-0002', 'TQQQ-0003', 'TQQQ-0005'])
})

describe('an entry', () => {
  const instruments = [TQQQ].flatMap((symbol) => findInstrument(symbol) ?? [])
  const [bid, ask, last] = [money('49.99'), money('50.01'), money('50.00')]
  const quote: Quote = { symbol: TQQQ, status: 'REALTIME', time: TEN, bid, ask, last }

  async function enteredAfter(trades: number) {
    const bench = cycleBench({ now: DAY_BEFORE, instruments })
    await leaveTrades(bench, trades, mostlyWon)
    await report(bench)
    bench.clock.moveTo(TEN)
    const tick = await bench.tick()
    await decideEntries(tick, { signals: [entrySignal(TQQQ, TEN, 0.97)], quotes: new Map([[TQQQ, quote]]) })
    return Object.values(tick.state.orders)[0]
  }

  test('after 199 trades is told no win probability', async () => {
    expect((await enteredAfter(199))?.purpose).not.toHaveProperty('plan.winProbability')
  })

  test('after 200 trades is told the one of its score', async () => {
    expect((await enteredAfter(200))?.purpose).toHaveProperty('plan.winProbability', 133 / 200)
  })

  test('keeps the market on which it was decided, so that slippage can be measured', async () => {
    expect((await enteredAfter(1))?.quoted).toEqual({ bid: bid as Money, ask: ask as Money })
  })
})
