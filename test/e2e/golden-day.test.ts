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
  // Order calls leave two at once and then one a second (spec §14): the list that shows the entry filled is the third
  // call of its run, and the one that shows the sale filled the sixth.
  const [entrySecond, exitSecond] = mode === 'demo' ? ['00', '00'] : ['01', '04']

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
        entryTime: `2026-03-03T14:36:${entrySecond}.000Z`,
        exitTime: `2026-03-03T15:16:${exitSecond}.000Z`,
        reason: 'TRAILING_STOP',
        pnlUsd: 101.2,
        pnlPct: 1.16,
      },
    ])
    expect(summary().days[0]).toMatchObject({ entries: 1, exits: 1, pnlUsd: 101.2 })
  })

  test('the alerts say so in the words of the specification', () => {
    const [filled, order] = mode === 'demo' ? ['SIMULATED', 'paper-1'] : ['FILLED', '1']
    const [{ strategies }] = Object.values(keptDocuments(folder, 'trades')) as [{ strategies: string[] }]
    expect(strategies).toContain('standard')
    const told: readonly string[][] = summary().alerts.map(({ text }: { text: string }) => text.split('\n'))
    const headlines = told.map(([headline = '']) => headline)
    expect(headlines.slice(0, 4)).toEqual(['LOG IN FOR TODAY', 'GO', 'MARKET OPEN', 'BUY TQQQ 🔰🔰'])
    expect(headlines.slice(-3)).toEqual([
      'MARKET CLOSED',
      'END OF DAY 2026-03-03',
      'Parity 2026-03-03: live +101.20 USD, backtest +101.20 USD, no difference',
    ])
    expect(told.filter(([headline = '']) => /^(BUY|STOP|SELL|END)/.test(headline))).toEqual([
      [
        'BUY TQQQ 🔰🔰',
        'ProShares UltraPro QQQ',
        `184 at 47.50 = 8,740.00 USD, ${filled}`,
        'Score 0.90 HIGH (uncalibrated), label 12 %',
        'Stop 46.08 (-3.00 %)',
        'Target 49.88 (+5.00 %), R:R 1:1.7',
        `Order ${order}`,
        `Sent 09:36:00, filled 09:36:${entrySecond} ET`,
      ],
      ['STOP TQQQ BREAKEVEN', 'From 46.08 to 47.60', 'Price 47.80 (+0.63 %), high 47.80', '09:37:00 ET'],
      ['STOP TQQQ TRAILING', 'From 47.60 to 47.81', 'Price 48.20 (+1.47 %), high 48.20', '10:01:00 ET'],
      ['STOP TQQQ TRAILING', 'From 47.81 to 48.11', 'Price 48.50 (+2.11 %), high 48.50', '10:06:00 ET'],
      [
        'SELL TQQQ TRAILING_STOP',
        `184 from 47.50 to 48.05, ${filled}`,
        'P&L +101.20 USD, +1.16 %, 40 minutes',
        'The price fell back to the trailing stop',
        'Today +101.20 USD in 1 trade, 1 won',
        `10:16:${exitSecond} ET`,
      ],
      [
        'END OF DAY 2026-03-03',
        'P&L +101.20 USD in 1 trade',
        '1 won, 0 lost, win rate 100 %',
        'Profit factor n/a, no losing trade',
        'Drawdown 0.00 USD',
        'Best +101.20 USD, worst +101.20 USD',
        'Average win +101.20 USD, loss n/a',
        'Expectancy +101.20 USD a trade',
        'Longest run 1 won, 0 lost',
        ...strategies.toSorted().map((name) => `${name}: +101.20 USD in 1 trade, 1 won`),
        'TQQQ 184: 47.50 to 48.05, +101.20 USD, +1.16 %, TRAILING_STOP',
        expect.stringMatching(/^Without a stop: half within \d\.\d s, 99 % within \d\.\d s/),
        'Win probability uncalibrated: 1 of 200 trades',
        '195 scans, 390 monitor ticks, fees 0.00 USD',
        expect.stringMatching(/^Calls: etrade [\d,]+$/),
        expect.stringMatching(/^Cloud: [34],\d{3} documents read, [34],\d{3} written, \d{3} runs$/),
        'Cloud cost 0.02 USD, a month of such days 0.52 USD',
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
    expect(trade).toMatchObject({
      simulated: true,
      slippage: { modelled: expect.any(Number), realised: expect.any(Number) },
    })
    expect(trade.score.toFixed(2)).toBe('0.90')
    expect(trade.nakedSeconds).toBeLessThan(10)
    const [buy, stop, sell] = Object.values(keptDocuments(folder, 'orders'))
    expect(buy).toMatchObject({ side: 'BUY', state: 'FILLED', filledNotional: 87_400_000 })
    expect(stop).toMatchObject({ side: 'SELL', quantity: 184, pricing: { type: 'STOP' }, state: 'CANCELLED' })
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
    expect(Object.keys(decisions)).toEqual([
      'decisions/2026-03-03-093600-TQQQ',
      'decisions/2026-03-03-093700-TQQQ-move-stop',
      'decisions/2026-03-03-100100-TQQQ-move-stop',
      'decisions/2026-03-03-100600-TQQQ-move-stop',
      'decisions/2026-03-03-101600-TQQQ-exit',
    ])
    const asLive = Object.entries(decisions).map(([path, decision]) => [path, { ...decision, mode: 'LIVE' }])
    expect(keptDocuments(liveStore, 'decisions')).toEqual(Object.fromEntries(asLive))
  })

  test('DEMO makes no order call: the broker knows no preview, no order and has its cash untouched', () => {
    const [books] = Object.values(keptDocuments(demoStore, 'simulator-account', 'simulator'))
    expect(books).toMatchObject({ nextPreviewNumber: 1, nextOrderNumber: 1, account: { cash: 250_000_000 } })
    expect(keptDocuments(demoStore, 'simulator-orders', 'simulator')).toEqual({})
  })

  test('LIVE makes exactly one preview and one place for each of its orders: entry, resting stop, exit', () => {
    const [books] = Object.values(keptDocuments(liveStore, 'simulator-account', 'simulator'))
    expect(books).toMatchObject({ nextPreviewNumber: 4, nextOrderNumber: 4, account: { cash: 251_012_000 } })
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

describe('explain', () => {
  const explained = (...args: string[]) => openbell('explain', '--store', demoStore, ...args)

  test('tells the whole chain of the golden entry, from its features to the trailing stop', async () => {
    const { exitCode, stdout, stderr } = await explained('2026-03-03-093600-TQQQ')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    for (const { strategy } of goldenOpinions()) expect(stdout).toContain(`${strategy} (`)
    for (const told of [
      /total 0\.\d{4} \(0\.90\)/,
      /volumeRatio: [\d.]+ × 0\.12 = /,
      /open score: 0\.9/,
      /approved: 184 shares/,
      /BUY 184 limit 47\.50/,
      /FILLED, 184 filled at 47\.50 = 8,740\.00 USD/,
      /stop raised to 47\.595 \(breakeven\)/,
      /stop raised to 48\.112 \(trailing\)/,
      /leave: TRAILING_STOP/,
      /SELL 184 .* because of TRAILING_STOP/,
      /P&L \+101\.20 USD/,
      /09:36 BUY TQQQ/,
    ])
      expect(stdout).toMatch(told)
  })

  test('lists every recorded decision of the day when none is named', async () => {
    const { stdout } = await explained('--symbol', 'tqqq', '--date', '2026-03-03', '--json')
    const listed = JSON.parse(stdout).map(
      ({ decisionId }: { decisionId: string }) => `decisions/${decisionId}`,
    )
    expect(listed).toEqual(Object.keys(keptDocuments(demoStore, 'decisions')))
    expect((await explained('--date', '2026-03-04')).stdout).toContain('no recorded decision')
  })

  test('tells an exit on its own and names the entry behind it', async () => {
    const { stdout } = await explained('2026-03-03-101600-TQQQ-exit', '--json')
    const { headline, steps } = JSON.parse(stdout)
    expect(headline).toBe('2026-03-03 10:16 ET TQQQ DEMO: sell: TRAILING_STOP')
    expect(steps[0].lines[0]).toContain('trailing stop 48.112')
    expect(steps[1].lines).toEqual(['decision 2026-03-03-093600-TQQQ'])
  })

  test('a decision that does not exist is refused in one line', async () => {
    const { exitCode, stderr } = await explained('2026-03-03-093600-AAPL')
    expect({ exitCode, lines: stderr.trim().split('\n').length }).toEqual({ exitCode: 2, lines: 1 })
    expect(stderr).toContain('no decision 2026-03-03-093600-AAPL in this store')
  })

  function goldenOpinions(): readonly { readonly strategy: string }[] {
    return keptDocuments(demoStore, 'decisions')['decisions/2026-03-03-093600-TQQQ'].assessment.opinions
  }
})
