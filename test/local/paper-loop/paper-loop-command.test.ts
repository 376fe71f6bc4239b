import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, jest, test } from '@jest/globals'
import { paperLoop } from '../../../local/commands/paper-loop.ts'
import { failure } from '../../../local/failure.ts'
import type { PaperLoopResult } from '../../../shared/paper-loop/paper-loop.ts'
import { tradingDays, walkedDays } from '../../shared/paper-loop/made-up-loop.ts'
import { DAILY_HEADER, marketFolder, recordedFolder } from '../../support/market-folder.ts'

type Options = Parameters<typeof paperLoop>[0]

/** Runs the command in this process; answers what it printed and the exit code it left. */
async function run(options: Partial<Options>) {
  const out = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  const before = process.exitCode
  process.exitCode = undefined
  try {
    await paperLoop({ json: true, ...options })
    return { text: out.mock.calls.map(([text]) => String(text)).join(''), exitCode: process.exitCode ?? 0 }
  } finally {
    process.exitCode = before
    out.mockRestore()
  }
}

async function refusalOf(options: Partial<Options>) {
  return run(options).then(() => 'not refused', failure)
}

const dates = tradingDays(80)
const rows = walkedDays(3, dates).map(({ date, open, high, low, close, volume }) =>
  [date, open, high, low, close, volume].join(),
)
const folder = marketFolder({
  'daily/AAPL.csv.gz': [DAILY_HEADER, ...rows],
  'daily/BAD.csv': [DAILY_HEADER, ...rows, '2021-07-05,50,51,49,50,1000'],
  'earnings/announcements.csv': [
    'symbol,date,hour_et,session,eps_estimate,eps_reported,surprise_pct',
    `AAPL,${dates[10]},16:00,amc,,,`,
    `AAPL,${dates[60]},16:00,amc,,,`,
  ],
})

describe('openbell paper-loop', () => {
  test('reads daily bars and announcements of a folder', async () => {
    const { text, exitCode } = await run({ data: folder })
    const result = JSON.parse(text) as PaperLoopResult & { readonly notes: readonly string[] }
    expect(exitCode).toBe(0)
    expect(result.about).toMatchObject({ symbols: ['AAPL'], days: 80, events: 2, seed: 13 })
    expect(result.players.random.arms.EARNINGS_PRE.chosen).toBeGreaterThan(0)
    expect(result.notes[0]).toMatch(/^The folder has no daily bars of TSLA, /)
  })

  test('runs on the generated market without a folder, and says what that is worth', async () => {
    const { text, exitCode } = await run({
      symbols: ['AAPL'],
      from: '2025-06-01',
      to: '2025-09-30',
      json: false,
    })
    expect(exitCode).toBe(0)
    expect(text).toMatch(/^Paper loop on generated market, seed 13, 1 symbols: 8\d days/)
    expect(text).toContain('has no relation to any real day')
    expect(text).toContain('What this does not show:')
  })

  test('writes a report', async () => {
    const html = join(marketFolder({}), 'loop.html')
    const { text } = await run({ data: folder, json: false, html })
    expect(text).toContain(`The report with charts: ${html}`)
    expect(readFileSync(html, 'utf8')).toContain('<!doctype html>')
  })

  test('ends with 1 when there was nothing to learn', async () => {
    const { exitCode } = await run({ data: folder, to: dates[3] as string })
    expect(exitCode).toBe(1)
  })

  test.each<[string, Partial<Options>, RegExp]>([
    ['a folder that is not there', { data: '/nowhere' }, /^--data: there is no folder \/nowhere/],
    [
      'a symbol without a file',
      { data: folder, symbols: ['NVDA'] },
      /^--symbols: .* has no daily bars of NVDA/,
    ],
    ['a symbol that is none', { data: folder, symbols: ['?'] }, /^--symbols: not a ticker: "\?"/],
    [
      'a bar of a holiday',
      { data: folder, symbols: ['BAD'] },
      /^--data: BAD has a bar of 2021-07-05.*Independence Day/,
    ],
    ['a date that is none', { data: folder, from: 'now' }, /^--from: not a date: "now"/],
    ['dates without a day', { data: folder, from: '2030-01-01' }, /the data have 2021-01-04 to/],
    [
      'a symbol of no generated market',
      { symbols: ['NFLX'] },
      /^--symbols: the generated market has no NFLX/,
    ],
  ])('refuses %s', async (_, options, words) => {
    expect(await refusalOf(options)).toEqual({ message: expect.stringMatching(words), exitCode: 2 })
  })
})

const isRecorded = existsSync(recordedFolder)
if (!isRecorded) process.stderr.write(`no paper loop on real days: there is no folder ${recordedFolder}\n`)
const whenRecorded = isRecorded ? test : test.skip

whenRecorded('on real days the same seed gives the same bytes', async () => {
  const quarter = {
    data: recordedFolder,
    symbols: ['AAPL', 'AMD', 'DIS'],
    from: '2022-07-01',
    to: '2022-09-30',
  }
  const { text } = await run(quarter)
  expect(JSON.parse(text)).toMatchObject({ about: { days: 64 }, unseen: { 'no-open': 0, 'old-days': 0 } })
  expect((await run(quarter)).text).toBe(text)
})
