import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { writeGoldenMarket } from '../support/golden-market.ts'
import { type Ended, openbell, scratchFolder } from './command-line.ts'
import { keptDocuments } from './kept-documents.ts'

const scratch = scratchFolder()
const demoStore = join(scratch.path, 'demo')
const liveStore = join(scratch.path, 'live')
const runs: Record<'demo' | 'live' | 'again', Ended> = {} as never

beforeAll(async () => {
  const data = writeGoldenMarket(join(scratch.path, 'market'))
  const config = join(scratch.path, 'config.json')
  writeFileSync(config, '{"entry":{"openingGuardMinutes":5}}')
  const run = (...more: string[]) =>
    openbell(
      ...['demo', '--data', data, '--date', '2026-03-03', '--symbols', 'TQQQ'],
      ...['--config', config, '--json', ...more],
    )
  const [demo, live] = await Promise.all([run('--store', demoStore), run('--store', liveStore, '--live')])
  Object.assign(runs, { demo, live, again: await run() })
}, 90_000)

afterAll(scratch.remove)

describe.each(['demo', 'live'] as const)('the golden day of the specification, %s', (mode) => {
  const summary = () => JSON.parse(runs[mode].stdout)
  const folder = mode === 'demo' ? demoStore : liveStore

  test('the run succeeds without a word on standard error', () => {
    expect(runs[mode]).toMatchObject({ exitCode: 0, stderr: '' })
  })

  test('184 shares are bought at 47.50 and sold at 48.05 by the trailing stop, for +101.20 USD or +1.16 %', () => {
    expect(summary().days[0].trades).toEqual([
      {
        symbol: 'TQQQ',
        quantity: 184,
        entryPrice: 47.5,
        exitPrice: 48.05,
        entryTime: '2026-03-03T14:36:00.000Z',
        exitTime: '2026-03-03T15:16:00.000Z',
        reason: 'TRAILING_STOP',
        pnlUsd: 101.2,
        pnlPct: 1.16,
      },
    ])
    expect(summary().days[0]).toMatchObject({ entries: 1, exits: 1, pnlUsd: 101.2 })
  })

  test('the alerts say so in the words of the specification', () => {
    const [filled, order] = mode === 'demo' ? ['SIMULATED', 'paper-1'] : ['FILLED', '1']
    expect(summary().alerts.map(({ text }: { text: string }) => text.split('\n'))).toEqual([
      [
        'BUY TQQQ 🔰🔰',
        `184 TQQQ (ProShares UltraPro QQQ) at 47.50 = 8,740.00 USD, ${filled}`,
        'Score 0.90 HIGH (uncalibrated), label 12 %',
        'Stop 46.08 (-3.00 %), target 49.88 (+5.00 %), R:R 1:1.7',
        `Order ${order}, 09:36:00 ET`,
      ],
      ['STOP TQQQ BREAKEVEN', 'Stop 46.08 to 47.60, price 47.80 (+0.63 %), high 47.80', '09:37:00 ET'],
      ['STOP TQQQ TRAILING', 'Stop 47.60 to 47.81, price 48.20 (+1.47 %), high 48.20', '10:01:00 ET'],
      ['STOP TQQQ TRAILING', 'Stop 47.81 to 48.11, price 48.50 (+2.11 %), high 48.50', '10:06:00 ET'],
      [
        'SELL TQQQ TRAILING_STOP',
        `184 TQQQ from 47.50 to 48.05, ${filled}`,
        'P&L +101.20 USD, +1.16 %, 40 minutes: the price fell back to the trailing stop',
        'Today +101.20 USD in 1 trade, 1 won',
        '10:16:00 ET',
      ],
      [
        'END OF DAY 2026-03-03',
        'P&L +101.20 USD in 1 trade, 1 won, 0 lost (win rate 100 %)',
        'Profit factor n/a (no losing trade), drawdown 0.00 USD',
        'Best +101.20 USD, worst +101.20 USD',
        'TQQQ 184: 47.50 to 48.05, +101.20 USD, +1.16 %, TRAILING_STOP',
        '195 scans, 390 monitor ticks, fees 0.00 USD',
      ],
    ])
  })

  test('the stops are kept exactly: 47.595 at breakeven, 48.112 below the high of 48.50', () => {
    const stops = Object.keys(keptDocuments(folder, 'outbox')).flatMap(
      (path) => /^outbox\/stop-.*-(\d+)$/.exec(path)?.[1] ?? [],
    )
    expect(stops).toEqual(['475950', '478144', '481120'])
  })

  test('the trade is kept with its score of 0.90, its cost of 8,740.00 and 40 minutes held', () => {
    const [trade] = Object.values(keptDocuments(folder, 'trades'))
    expect(trade).toMatchObject({ mode: mode.toUpperCase(), minutesHeld: 40, pnl: 1_012_000, fees: 0 })
    expect(trade.score.toFixed(2)).toBe('0.90')
    const [buy, sell] = Object.values(keptDocuments(folder, 'orders'))
    expect(buy).toMatchObject({ side: 'BUY', state: 'FILLED', filledNotional: 87_400_000 })
    expect(sell).toMatchObject({ side: 'SELL', state: 'FILLED', filledNotional: 88_412_000 })
  })

  test('every tick of the day is done, asks the broker for quotes, and breaks no promise', () => {
    const [day] = summary().days
    expect(day).toMatchObject({ scans: 195, monitors: 390, skipped: 2, failed: 0 })
    expect(day.quoteCalls).toBeGreaterThanOrEqual(195)
    expect(day.brokerCalls).toBeGreaterThan(day.quoteCalls)
    expect(summary().invariants).toMatchObject({ violated: 0, violations: [] })
    expect(summary().invariants.checked).toBeGreaterThan(0)
  })
})

describe('DEMO beside LIVE', () => {
  test('the two modes decide the same on the same market', () => {
    const decisions = keptDocuments(demoStore, 'decisions')
    expect(Object.keys(decisions)).toEqual(['decisions/2026-03-03-093600-TQQQ'])
    const asLive = Object.entries(decisions).map(([path, decision]) => [path, { ...decision, mode: 'LIVE' }])
    expect(keptDocuments(liveStore, 'decisions')).toEqual(Object.fromEntries(asLive))
  })

  test('DEMO makes no order call: the broker knows no preview, no order and has its cash untouched', () => {
    const [books] = Object.values(keptDocuments(demoStore, 'simulator-account', 'simulator'))
    expect(books).toMatchObject({ nextPreviewNumber: 1, nextOrderNumber: 1, account: { cash: 250_000_000 } })
    expect(keptDocuments(demoStore, 'simulator-orders', 'simulator')).toEqual({})
  })

  test('LIVE makes exactly one preview and one place for each of its two orders', () => {
    const [books] = Object.values(keptDocuments(liveStore, 'simulator-account', 'simulator'))
    expect(books).toMatchObject({ nextPreviewNumber: 3, nextOrderNumber: 3, account: { cash: 251_012_000 } })
    const placed = Object.values(keptDocuments(liveStore, 'simulator-orders', 'simulator'))
    const intents = Object.values(keptDocuments(liveStore, 'orders'))
    expect(placed.map(({ order }) => order.clientOrderId)).toEqual(
      intents.map((intent) => intent.clientOrderId),
    )
  })

  test('the same day run again prints the same bytes', () => {
    expect(runs.again.stdout).toBe(runs.demo.stdout)
  })
})
