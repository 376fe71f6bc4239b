import { describe, expect, test } from '@jest/globals'
import { StoreCallBudget } from '../../../../infra/pacing/store-call-budget.ts'
import type { LogLink } from '../../../../shared/state/event-log.ts'
import { linkPath } from '../../../../shared/state/event-log.ts'
import type { TradingState } from '../../../../shared/state/trading-state.ts'
import { parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { type CycleBench, cycleBench } from '../../../support/cycle-bench.ts'
import { ask, linesOf } from './ask.ts'
import { at, tradedDay } from './traded-day.ts'

const NOW = at(660)

describe('/logs', () => {
  async function logged(links: readonly Pick<LogLink, 'at' | 'events'>[]) {
    const bench = cycleBench({ now: NOW })
    const whole = links.map((link, index) => ({
      number: index + 1,
      run: 'run',
      previous: '',
      hash: 'h',
      ...link,
    }))
    await bench.store.commit(whole.map((link) => ({ kind: 'set', path: linkPath(link), value: { ...link } })))
    await bench.leave({ log: { number: links.length, hash: 'h' } })
    return linesOf(bench, ['logs'])
  }

  const order = {
    kind: 'order',
    symbol: 'TQQQ',
    side: 'BUY',
    quantity: 184,
    purpose: 'entry',
    state: 'REJECTED',
  }

  test('tells the newest first, and another day with its date', async () => {
    const yesterday = at(600, parseExchangeDate('2026-03-02'))
    const lines = await logged([
      { at: yesterday, events: [{ kind: 'owner-ordered', name: 'close', args: ['SOXL'] }] },
      { at: at(600), events: [order, { ...order, note: 'no buying power' }] },
      { at: at(610), events: [{ kind: 'something-new', figure: 1 }] },
    ])
    expect(lines).toEqual([
      'LAST 4 EVENTS',
      'Times in ET',
      '10:10:00 something-new',
      '10:00:00 entry BUY 184 TQQQ REJECTED, no buying power',
      '10:00:00 entry BUY 184 TQQQ REJECTED',
      '03-02 10:00:00 you ordered /close SOXL',
    ])
  })

  test('ends with the tenth event, however many a run had', async () => {
    const lines = await logged([
      { at: at(600), events: [order] },
      { at: at(601), events: Array.from({ length: 12 }, () => order) },
    ])
    expect(lines).toHaveLength(12)
    expect(lines.at(-1)).toMatch(/^10:01:00/)
  })
})

describe('/budget', () => {
  async function budgeted() {
    const bench = cycleBench({ now: NOW })
    const { clock, store } = bench
    const budget = new StoreCallBudget({ store, clock, rules: bench.world.config.pacing })
    await budget.take({ module: 'market', purpose: 'read', symbols: 25 })
    return { bench, world: { ...bench.world, budget } }
  }

  test('counts an hour by the clock and a day by New York', async () => {
    const { bench, world } = await budgeted()
    expect((await ask(bench, ['budget'], world)).table).toContain('market       1    1  12,000')
    bench.clock.advance(HOUR_MS)
    expect((await ask(bench, ['budget'], world)).table).toContain('market       1    0  12,000')
    bench.clock.advance(24 * HOUR_MS)
    expect((await ask(bench, ['budget'], world)).table).toContain('market       0    0  12,000')
  })

  test('tells of a pause that the broker wants, until it is over', async () => {
    const { bench, world } = await budgeted()
    const kept = (await bench.store.get('limits/market'))?.value as { limits: object }
    const freeze = { since: NOW, until: NOW + MINUTE_MS, seconds: 60 }
    const value = { ...kept, limits: { ...kept.limits, freeze } }
    await bench.store.commit([{ kind: 'set', path: 'limits/market', value }])
    const { text } = await ask(bench, ['budget'], world)
    expect(text).toContain('The broker wants a pause of market until 11:01:00 ET.')
    bench.clock.advance(2 * MINUTE_MS)
    expect((await ask(bench, ['budget'], world)).text).not.toContain('pause')
  })
})

describe('/health', () => {
  const line = async (bench: CycleBench, name: string, world = bench.world) =>
    (await ask(bench, ['health'], world)).text.split('\n').find((each) => each.includes(` ${name}: `))

  async function after(state: Partial<TradingState>, now = NOW) {
    const bench = cycleBench({ now })
    await bench.leave(state)
    return bench
  }

  const ago = (ms: number) => (NOW - ms) as EpochMs

  test.each([
    [4 * MINUTE_MS + 15_000, '✅'],
    [4 * MINUTE_MS + 15_001, '❌'],
  ])('a scan %d ms ago in the session: %s', async (ms, mark) => {
    const bench = await after({ lastRuns: { 'signal-scan': ago(ms) } })
    expect(await line(bench, 'Scans')).toMatch(new RegExp(`^${mark} Scans: 0 of 45 due today, 45 missed`))
  })

  test('after the close a silent job is as it should be', async () => {
    const bench = await after({ lastRuns: { 'signal-scan': at(958) } }, at(1_200))
    expect(await line(bench, 'Scans')).toContain('✅ Scans: 0 of 195 due today')
  })

  test('quotes that nobody has refreshed are ill in the session only', async () => {
    const bench = await tradedDay()
    bench.clock.advance(6 * MINUTE_MS)
    expect(await line(bench, 'Quotes')).toBe('❌ Quotes: the newest on the tape is of 10:50 ET, 6 min ago')
    bench.clock.moveTo(at(970))
    expect(await line(bench, 'Quotes')).toMatch(/^✅/)
  })

  test.each([
    [undefined, '✅ Broker: answers'],
    [{ kind: 'closed', failures: 2 }, '✅ Broker: the last 2 calls failed'],
    [{ kind: 'half-open', since: ago(60_000), probedAt: NOW }, '❌ Broker: does not answer since 10:59 ET'],
  ] as const)('a breaker that is %j', async (brokerBreaker, words) => {
    const bench = await after(brokerBreaker ? { brokerBreaker } : {})
    const breaker = { state: { kind: 'closed', failures: 0 }, resume: () => {} } as const
    expect(await line(bench, 'Broker', { ...bench.world, breaker })).toContain(words)
  })

  test('an alert of which the document is gone is not judged', async () => {
    expect(await line(await after({ pendingAlerts: ['gone'] }), 'Alerts')).toBe(
      '❔ Alerts: 1 still to be delivered',
    )
  })

  test('an alert that waits as long as a digest is as it should be', async () => {
    const bench = await after({ pendingAlerts: ['a'] })
    const waiting = (ms: number) =>
      bench.store.commit([{ kind: 'set', path: 'outbox/a', value: { time: ago(ms) } }])
    await waiting(10 * MINUTE_MS)
    expect(await line(bench, 'Alerts')).toMatch(/^✅/)
    await waiting(10 * MINUTE_MS + 1)
    expect(await line(bench, 'Alerts')).toMatch(/^❌/)
  })
})

describe('/config', () => {
  test('tells what was set, with its default', async () => {
    const config = {
      style: 'advanced',
      universe: { file: 'mine.json', catalysts: ['AAPL'] },
      risk: { dailyLossPctMax: 3 },
    }
    const lines = await linesOf(cycleBench({ config }), ['config'])
    expect(lines).toEqual([
      'CONFIG: 5 settings not the default',
      'style = "advanced" (default "standard")',
      'execution.workSecondsMax = 1 (default 20)',
      'risk.dailyLossPctMax = 3 (default 5)',
      expect.stringMatching(/^universe.file = "mine.json" \(default not set\)$/),
      expect.stringMatching(/^universe.catalysts = \["AAPL"\]/),
    ])
  })
})
