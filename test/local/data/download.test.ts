import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, jest, test } from '@jest/globals'
import { BarFolder } from '../../../infra/history/bar-folder.ts'
import { RecordedBars } from '../../../infra/history/recorded-bars.ts'
import { type DownloadOptions, dataDownload } from '../../../local/commands/data.ts'
import type { DownloadAnswer } from '../../../local/data/download-report.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { HandClock } from '../../support/hand-clock.ts'
import { marketFolder } from '../../support/market-folder.ts'
import {
  chartHost,
  flatRow,
  ProgrammedHost,
  seconds,
  type WireChart,
  type WireRow,
} from '../../support/yahoo-answers.ts'
import { chartServer } from './chart-server.ts'

const date = parseExchangeDate
/** A Wednesday evening. */
const MARCH_11 = date('2026-03-11')
const EVENING = exchangeInstant(MARCH_11, 18 * 60)
const NONE: WireChart = { rows: [] }

function session(day: ExchangeDate, price: number, count = 390): readonly WireRow[] {
  return Array.from({ length: count }, (_, minute) => flatRow(seconds(day, 570 + minute), price))
}

const WEEK = ['2026-03-05', '2026-03-06', '2026-03-09', '2026-03-10', '2026-03-11'].map(date)
const minute: WireChart = { rows: WEEK.flatMap((day) => session(day, 20)) }

/** Runs the command against a host on loopback; answers what it printed as JSON and its exit code. */
async function run(
  host: Pick<ProgrammedHost, 'exchange'>,
  options: Partial<DownloadOptions> & { readonly to: string },
  now = EVENING,
): Promise<{ readonly code: number; readonly answer: DownloadAnswer; readonly progress: string }> {
  const out = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  const err = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
  try {
    const code = await dataDownload(
      { symbols: ['TQQQ'], interval: 'minute', replace: false, json: true, ...options },
      { clock: new HandClock(now), random: () => 0.5, origin: await chartServer(host) },
    )
    const progress = err.mock.calls.map(([text]) => String(text)).join('')
    return { code, answer: JSON.parse(String(out.mock.calls.at(-1)?.[0])), progress }
  } finally {
    out.mockRestore()
    err.mockRestore()
  }
}

const minutes = (chart: WireChart) => chartHost({ TQQQ: { daily: NONE, minute: chart } })
const days = (chart: WireChart) => chartHost({ TQQQ: { daily: chart, minute: NONE } })
const files = (folder: string) => readdirSync(join(folder, 'minute/TQQQ'))

test('whole days are written once and not asked for again', async () => {
  const to = marketFolder({})
  const host = minutes(minute)
  const first = await run(host, { to, from: '2026-03-05' })
  expect(first).toMatchObject({ code: 0, answer: { symbols: [{ symbol: 'TQQQ', written: 5, present: 0 }] } })
  expect(first.progress).toMatch(/1 of 1 TQQQ: 5 days written/)
  expect(RecordedBars.open({ folder: to }).intradayBars(ticker('TQQQ'), MARCH_11)?.bars).toHaveLength(390)
  const asked = host.asked.length
  expect((await run(host, { to, from: '2026-03-05' })).answer.symbols).toMatchObject([
    { written: 0, present: 5 },
  ])
  expect(host.asked).toHaveLength(asked)
})

test('no request spans more than a week, and requests keep a distance', async () => {
  const host = minutes(minute)
  await run(host, { to: marketFolder({}) })
  const spans = host.asked.map(
    ({ searchParams }) => Number(searchParams.get('period2')) - Number(searchParams.get('period1')),
  )
  expect(spans.length).toBeGreaterThan(3)
  expect(Math.max(...spans)).toBeLessThanOrEqual(7 * 86_400)
})

test('a day that came in part and the day under way are not written', async () => {
  const to = marketFolder({})
  const cut = {
    rows: [
      ...session(WEEK[0] as ExchangeDate, 20, 200),
      ...session(WEEK[1] as ExchangeDate, 20),
      ...session(MARCH_11, 20, 60),
    ],
  }
  const noon = exchangeInstant(MARCH_11, 12 * 60)
  const { answer } = await run(minutes(cut), { to, from: '2026-03-05' }, noon)
  expect(files(to)).toEqual(['2026-03-06.csv.gz'])
  expect(answer.range).toEqual({ from: '2026-03-05', until: '2026-03-10' })
  expect(answer.symbols[0]?.notes.join()).toMatch(/in part .* 2026-03-05/)
  expect(answer.symbols[0]?.notes.join()).toMatch(/nothing came for 2026-03-09, 2026-03-10/)
})

test('bars with a missing number are left out and counted, never filled', async () => {
  const to = marketFolder({})
  const rows = session(MARCH_11, 20).map((row, index) => (index === 7 ? { ...row, close: null } : row))
  const { answer } = await run(minutes({ rows }), { to, from: '2026-03-11' })
  expect(answer.symbols).toMatchObject([{ written: 1, leftOut: 1 }])
  expect(RecordedBars.open({ folder: to }).intradayBars(ticker('TQQQ'), MARCH_11)?.bars).toHaveLength(389)
})

test('a symbol that fails does not stop the others, and the exit code tells', async () => {
  const to = marketFolder({})
  const { code, answer } = await run(minutes(minute), { to, symbols: ['NOPE', 'TQQQ'], from: '2026-03-05' })
  expect(code).toBe(1)
  expect(answer.symbols).toMatchObject([
    { symbol: 'NOPE', problem: expect.stringContaining('Yahoo has no symbol NOPE') },
    { symbol: 'TQQQ', written: 5 },
  ])
})

test('a silent provider is asked again with pauses before it counts as failed', async () => {
  const good = minutes(minute)
  let calls = 0
  const shaky: Pick<ProgrammedHost, 'exchange'> = {
    exchange: async (request) => {
      calls += 1
      return calls < 3 ? { status: 429, text: '' } : good.exchange(request)
    },
  }
  expect(await run(shaky, { to: marketFolder({}), from: '2026-03-05' })).toMatchObject({ code: 0 })
  const down = new ProgrammedHost(() => ({ status: 503, text: '' }))
  const failed = await run(down, { to: marketFolder({}), from: '2026-03-05' })
  expect(failed.answer.symbols).toMatchObject([{ problem: expect.stringContaining('HTTP 503') }])
  expect(down.asked).toHaveLength(4)
})

test('a wish to stop ends after the request under way and keeps what was written', async () => {
  const to = marketFolder({})
  const host = minutes(minute)
  const interrupting: Pick<ProgrammedHost, 'exchange'> = {
    exchange: async (request) => {
      process.emit('SIGINT')
      return host.exchange(request)
    },
  }
  const order = { to, symbols: ['TQQQ', 'AAPL'], from: '2026-03-05' }
  const { code, answer, progress } = await run(interrupting, order)
  expect([code, answer.stopped]).toEqual([1, true])
  expect(answer.symbols).toMatchObject([{ symbol: 'TQQQ', written: 5 }])
  expect(progress).toMatch(/stopping after the request under way/)
})

test('minutes older than a month are refused with what can be had', async () => {
  const asked = run(minutes(minute), { to: marketFolder({}), from: '2025-12-01' })
  await expect(asked).rejects.toThrow(/about 30 days, the oldest that can be asked for is 2026-02-10/)
})

test.each([
  [{ from: 'yesterday' }, /--from: not a date: "yesterday"/],
  [{ from: '2026-03-10', until: '2026-03-09' }, /--from 2026-03-10 lies after --until 2026-03-09/],
  [{ from: '2026-03-12' }, /the last complete day is 2026-03-11|lies after --until/],
  [{ symbols: ['A B'] }, /not a ticker: "A B"/],
])('refuses %j', async (options, problem) => {
  await expect(run(minutes(minute), { to: marketFolder({}), ...options })).rejects.toThrow(problem)
})

test('daily bars are added to those that are there', async () => {
  const to = marketFolder({})
  const daily: WireChart = { rows: WEEK.map((day, index) => flatRow(seconds(day), 20 + index, 1_000)) }
  const order = { to, interval: 'day', from: '2026-03-05' } as const
  await run(days(daily), { ...order, until: '2026-03-09' })
  expect((await run(days(daily), order)).answer.symbols).toMatchObject([{ written: 2, present: 3 }])
  const bars = new BarFolder(to).dailyBars(ticker('TQQQ'))
  expect(bars.map(({ close }) => close)).toEqual([20, 21, 22, 23, 24])
})

test('daily bars of two scales never stand in one file', async () => {
  const to = marketFolder({})
  const order = { to, interval: 'day', from: '2026-03-05' } as const
  const before: WireChart = { rows: WEEK.slice(0, 3).map((day) => flatRow(seconds(day), 40, 1_000)) }
  const after: WireChart = { rows: WEEK.map((day) => flatRow(seconds(day), 20, 2_000)) }
  await run(days(before), { ...order, until: '2026-03-09' })
  const refused = await run(days(after), order)
  expect(refused).toMatchObject({
    code: 1,
    answer: {
      symbols: [{ problem: expect.stringMatching(/close of 2026-03-09 was 40 and is now 20.*--replace/) }],
    },
  })
  const replaced = await run(days(after), { ...order, from: '2026-03-10', replace: true })
  expect(replaced.answer.symbols).toMatchObject([{ written: 5 }])
})
