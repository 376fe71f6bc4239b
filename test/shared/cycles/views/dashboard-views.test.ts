import { beforeAll, describe, expect, test } from '@jest/globals'
import {
  alertsAnswer,
  backtestAnswer,
  backtestsAnswer,
  barsAnswer,
  costAnswer,
  equityAnswer,
  statisticsAnswer,
} from '../../../../shared/api/answers/dashboard-answers.ts'
import { Refused } from '../../../../shared/api/refused.ts'
import { EQUITY_PATH } from '../../../../shared/cycles/equity-history.ts'
import type { Known } from '../../../../shared/cycles/questions/asked.ts'
import { alertsView } from '../../../../shared/cycles/views/alerts-view.ts'
import { backtestsView, backtestView } from '../../../../shared/cycles/views/backtests-view.ts'
import { barsView } from '../../../../shared/cycles/views/bars-view.ts'
import { costView } from '../../../../shared/cycles/views/cost-view.ts'
import { equityView } from '../../../../shared/cycles/views/equity-view.ts'
import { statisticsView } from '../../../../shared/cycles/views/statistics-view.ts'
import { ticker } from '../../../../shared/domain/ids.ts'
import { money } from '../../../../shared/domain/money.ts'
import type { Reports } from '../../../../shared/ports/reports.ts'
import { cycleBench } from '../../../support/cycle-bench.ts'
import { TQQQ } from '../../../support/fixtures.ts'
import { at, tradedDay, UPRO } from '../questions/traded-day.ts'
import { troubledDay } from '../questions/troubled-day.ts'
import { known } from './known.ts'

const empty = () => known(cycleBench({ now: at(600) }))

let day: Known
let troubled: Known
beforeAll(async () => {
  day = await known(await tradedDay())
  troubled = await known(await troubledDay())
})

describe('the equity', () => {
  test('of an account that nobody has seen has no points', async () => {
    expect(equityAnswer.parse(await equityView(await empty(), { days: 90 }))).toEqual({
      points: [],
      today: [],
    })
  })

  test('of today is that of the last look: cash less what was lost, and what the open position earns', async () => {
    // 25,000.00 - 221.64 realised + 96 x (90.45 - 90.01)
    const { today } = equityAnswer.parse(await equityView(day, { days: 90 }))
    expect(today).toEqual([{ at: '2026-03-03T15:50:00.000Z', equity: '24820.60' }])
  })

  test('of earlier days stands at their closes, an early one included, as many days back as asked', async () => {
    const answer = async (days: number) =>
      equityAnswer.parse(await equityView(await closed('DEMO'), { days }))
    expect((await answer(365)).points).toEqual([
      { at: '2025-11-28T18:00:00.000Z', equity: '25000.00' },
      { at: '2026-02-27T21:00:00.000Z', equity: '25101.25' },
      { at: '2026-03-02T21:00:00.000Z', equity: '24990.0001' },
    ])
    expect((await answer(4)).points).toHaveLength(2)
    expect((await answer(3)).points).toHaveLength(1)
  })

  test('of the other mode is another account', async () => {
    expect((await equityView(await closed('LIVE'), { days: 365 })).points).toEqual([])
  })

  test('of a last look of yesterday is not one of today', async () => {
    const bench = cycleBench({ now: at(600) })
    const { risk } = troubled.state
    await bench.leave({ risk, lastRuns: { 'position-monitor': (at(0) - 1) as never } })
    expect((await equityView(await known(bench), { days: 9 })).today).toEqual([])
  })

  async function closed(mode: string): Promise<Known> {
    const bench = cycleBench({ now: at(600) })
    const closes = [
      { date: '2025-11-28', equity: money('25000') },
      { date: '2026-02-27', equity: money('25101.25') },
      { date: '2026-03-02', equity: money('24990.0001') },
    ]
    await bench.store.commit([{ kind: 'set', path: EQUITY_PATH, value: { mode, closes } }])
    return known(bench)
  }
})

describe('the statistics', () => {
  test('of an empty system are empty lists', async () => {
    expect(statisticsAnswer.parse(await statisticsView(await empty()))).toEqual({
      ...{ mode: 'DEMO', trades: 0 },
      ...{ bySymbol: [], byStrategy: [], byReason: [], byDay: [] },
    })
  })

  test('count every trade of the mode in each of four ways', async () => {
    const answer = statisticsAnswer.parse(await statisticsView(day))
    expect(answer).toMatchObject({ mode: 'DEMO', trades: 14 })
    // Six wins of 40 to 45 and today's loss of SOXL; six losses of 30 to 25 and today's win of TQQQ.
    expect(answer.bySymbol).toEqual([
      { key: 'SOXL', trades: 7, wins: 6, profit: '-45.76', profitFactor: expect.closeTo(255 / 300.76, 9) },
      { key: 'TQQQ', trades: 7, wins: 1, profit: '-85.88', profitFactor: expect.closeTo(79.12 / 165, 9) },
    ])
    expect(answer.byReason).toEqual([
      { key: 'STOP_LOSS', trades: 7, wins: 0, profit: '-465.76', profitFactor: 0 },
      { key: 'TRAILING_STOP', trades: 7, wins: 7, profit: '334.12' },
    ])
    expect(answer.byDay).toHaveLength(7)
    expect(answer.byDay.at(-1)).toMatchObject({ key: '2026-03-03', trades: 2, wins: 1, profit: '-221.64' })
  })
})

describe('the bars', () => {
  test('of a symbol outside the universe are refused in words', async () => {
    const refused = await barsView(day, ticker('NOPE'))
    expect(refused).toEqual(new Refused(404, 'NOPE is not in the universe, so no bars of it are kept.'))
  })

  test('that nobody has are refused in words', async () => {
    const { instruments } = day.world
    const refused = await barsView(await known(cycleBench({ now: at(600), instruments })), TQQQ)
    expect(refused).toMatchObject({
      status: 404,
      detail: expect.stringMatching(/^No bars of TQQQ are known/),
    })
  })

  test('are those that the scans of today have recorded, up to the last quote', async () => {
    const { symbol, date, bars } = barsAnswer.parse(await barsView(day, UPRO))
    expect([symbol, date]).toEqual(['UPRO', '2026-03-03'])
    expect(bars.length).toBeGreaterThan(10)
    expect(bars.at(-1)).toMatchObject({ at: '2026-03-03T15:49:00.000Z', close: '90.45' })
    const times = bars.map(({ at }) => at)
    expect(times).toEqual(times.toSorted())
  })

  test('of a morning are those of the session before', async () => {
    const { clock } = cycleBench({ now: at(500) })
    const { date, bars } = barsAnswer.parse(await barsView({ ...day, world: { ...day.world, clock } }, UPRO))
    expect([date, bars.length]).toEqual(['2026-03-02', 390])
    expect(bars[0]).toMatchObject({ at: '2026-03-02T14:30:00.000Z', open: '89.50', volume: 10_000 })
  })
})

describe('the alerts', () => {
  test('of an empty system are none', async () => {
    expect(alertsAnswer.parse(await alertsView(await empty(), { limit: 9 }))).toEqual({ alerts: [] })
  })

  test('are told newest first, with their first line as the title', async () => {
    const { alerts } = alertsAnswer.parse(await alertsView(day, { limit: 200 }))
    const times = alerts.map((alert) => alert.at)
    expect(times).toEqual(times.toSorted().toReversed())
    expect(alerts.map(({ type }) => type)).toEqual(expect.arrayContaining(['BUY', 'SELL']))
    for (const { title, text, status } of alerts)
      expect([text.split('\n')[0], status]).toEqual([title, 'sent'])
    const latest = alertsAnswer.parse(await alertsView(day, { limit: 2 }))
    expect(latest.alerts).toEqual(alerts.slice(0, 2))
  })

  test('that wait are told too', async () => {
    const { alerts } = alertsAnswer.parse(await alertsView(troubled, { limit: 1 }))
    expect(alerts).toMatchObject([{ type: 'UNPROTECTED', status: 'pending', isCritical: true }])
  })
})

describe('the cost', () => {
  test('is not known before a run has counted what it used', async () => {
    const answer = costAnswer.parse(costView(await empty()))
    expect(answer).toEqual({ pricesOf: '2026-11-21', tradingDaysAMonth: 21, lines: [] })
  })

  test('is that of a month of such days', async () => {
    const bench = cycleBench({ now: at(600) })
    const usage = { runs: 600, reads: 150_000, writes: 3_000, deletes: 0, runMs: 90_500, calls: {} }
    await bench.leave({ day: { ...(await empty()).state.day, usage } })
    const { usdAMonth, lines, ...rest } = costAnswer.parse(costView(await known(bench)))
    expect(rest.usage).toEqual({ runs: 600, reads: 150_000, writes: 3_000, deletes: 0, runSeconds: 90.5 })
    const charged = lines.filter(({ usd }) => usd !== '0.00').map(({ item, usd }) => [item, usd])
    // 21 days x 100,000 reads beyond the free ones x 0.033 USD; 2 of 8 secrets and 4 of 7 jobs are not free.
    expect(charged).toEqual([
      ['Firestore reads', '0.693'],
      ['Secrets kept', '0.12'],
      ['Scheduler jobs', '0.40'],
    ])
    expect(usdAMonth).toBe('1.213')
  })
})

describe('the backtests', () => {
  const reports: Reports = {
    list: async () => [
      {
        id: 'b',
        name: 'market b',
        at: at(600),
        symbols: ['TQQQ'],
        returnPct: 1.5,
        trades: 3,
        isBiased: false,
      },
      { id: 'a', name: 'market a', at: at(590), isBiased: true },
    ],
    read: async (id) => (id === 'b' ? '<!doctype html>' : undefined),
  }

  test('are told as they are kept', async () => {
    expect(backtestsAnswer.parse(await backtestsView(reports)).reports).toEqual([
      {
        ...{ id: 'b', name: 'market b', at: '2026-03-03T15:00:00.000Z', symbols: ['TQQQ'] },
        ...{ returnPct: 1.5, trades: 3, isBiased: false },
      },
      { id: 'a', name: 'market a', at: '2026-03-03T14:50:00.000Z', isBiased: true },
    ])
  })

  test('are opened one by one, and one that is not kept is refused in words', async () => {
    expect(backtestAnswer.parse(await backtestView(reports, 'b'))).toEqual({
      id: 'b',
      html: '<!doctype html>',
    })
    expect(await backtestView(reports, 'c')).toMatchObject({
      status: 404,
      detail: expect.stringMatching(/^No report "c" is kept/),
    })
  })
})
