import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from '@jest/globals'
import { functionNames } from '../../functions/index.ts'
import { IndicatorSet } from '../../shared/indicators/indicator-set.ts'
import { CommandLine, openbell, openbellJson, scratchFolder } from './command-line.ts'

const MARKET_DATA = resolve(import.meta.dirname, '../../../shared/market-data')
const available = existsSync(MARKET_DATA)
if (!available)
  process.stderr.write(`commands are not compared with ${MARKET_DATA}: there is no such folder\n`)
const testWithMarketData = available ? test : test.skip

const scratch = scratchFolder()
afterAll(scratch.remove)

type Row = Readonly<Record<string, string>>

function csvRows(text: string): readonly Row[] {
  const [header = '', ...lines] = text.trimEnd().split('\n')
  const columns = header.split(',')
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, index) => [columns[index] ?? '', cell])),
  )
}

function sharedCsv(...path: readonly string[]): readonly Row[] {
  const bytes = readFileSync(join(MARKET_DATA, ...path))
  return csvRows((path.at(-1)?.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString())
}

describe('openbell calendar', () => {
  test('names the closed and short days of a range', async () => {
    expect(await openbellJson('calendar', '--from', '2026-11-01', '--to', '2026-12-31')).toEqual([
      { date: '2026-11-26', kind: 'closed', name: expect.stringContaining('Thanksgiving') },
      { date: '2026-11-27', kind: 'earlyClose', name: expect.any(String), closeTime: '13:00' },
      { date: '2026-12-24', kind: 'earlyClose', name: expect.any(String), closeTime: '13:00' },
      { date: '2026-12-25', kind: 'closed', name: expect.stringContaining('Christmas') },
    ])
  })

  testWithMarketData('equals the record of the exchange from 1990 to 2030', async () => {
    const days: readonly Row[] = await openbellJson('calendar', '--from', '1990-01-01', '--to', '2030-12-31')
    const closed = days.filter(({ kind }) => kind === 'closed').map(({ date }) => date)
    expect(closed).toEqual(sharedCsv('calendar', 'nyse-holidays.csv').map(({ date }) => date))
    const short = days
      .filter(({ kind }) => kind === 'earlyClose')
      .map(({ date, closeTime }) => [date, closeTime])
    expect(short).toEqual(
      sharedCsv('calendar', 'nyse-early-closes.csv').map((row) => [row['date'], row['close_et']]),
    )
  })
})

describe('openbell indicators', () => {
  const bars = Array.from({ length: 60 }, (_, index) => {
    const close = 100 + Math.round(500 * Math.sin(index / 5)) / 100
    return { open: close - 0.5, high: close + 1, low: close - 1, close, volume: 1_000 + index }
  })
  const file = join(scratch.path, 'bars.csv')
  const time = (index: number) => Date.UTC(2026, 2, 2, 14, 30 + index)

  test('answers one row a bar, null until warm, and ends on the values of the indicators themselves', async () => {
    const lines = bars.map(({ open, high, low, close, volume }, index) =>
      [time(index), open, high, low, close, volume].join(),
    )
    writeFileSync(file, `${['time,open,high,low,close,volume', ...lines].join('\n')}\n`)
    const rows = await openbellJson('indicators', '--input', file)
    expect(rows).toHaveLength(60)
    expect([rows[18].sma20, typeof rows[19].sma20]).toEqual([null, 'number'])
    expect([rows[13].rsi14, typeof rows[14].rsi14]).toEqual([null, 'number'])
    expect(rows[59].sma200).toBeNull()

    const set = new IndicatorSet()
    const last = bars.map((bar) => set.next({ ...bar, session: '2026-03-02' })).at(-1)
    expect(rows[59]).toMatchObject({ time: time(59), ...last })

    const csv = csvRows((await openbell('indicators', '--input', file)).stdout)
    expect(Object.keys(csv[0] ?? {})).toEqual(Object.keys(rows[0]))
    expect(csv.map(({ sma20 }) => (sma20 === '' ? null : Number(sma20)))).toEqual(
      rows.map(({ sma20 }: { sma20: number | null }) => sma20),
    )
  })

  testWithMarketData('agrees with TA-Lib on ten years of SPY', async () => {
    const reference = sharedCsv('reference', 'talib-SPY-daily.csv.gz')
    const input = join(scratch.path, 'spy.csv')
    const columns = ['date', 'open', 'high', 'low', 'close', 'volume']
    const lines = reference.map((row) => columns.map((column) => row[column]).join())
    writeFileSync(input, `${[columns.join(), ...lines].join('\n')}\n`)
    const rows = await openbellJson('indicators', '--input', input)
    expect(rows).toHaveLength(reference.length)
    let compared = 0
    for (const [index, expected] of reference.entries()) {
      for (const name of ['sma20', 'rsi14', 'macd'] as const) {
        if (expected[name] === '' || rows[index][name] === null) continue
        expect(Math.abs(rows[index][name] / Number(expected[name]) - 1)).toBeLessThan(1e-9)
        compared += 1
      }
    }
    expect(compared).toBeGreaterThan(3 * reference.length - 100)
  })
})

describe('what the product says about itself', () => {
  test('config shows every key with the value in force', async () => {
    const file = join(scratch.path, 'config.json')
    writeFileSync(file, '{"entry":{"openingGuardMinutes":5}}')
    const config = await openbellJson('config', '--config', file)
    expect(config).toMatchObject({
      mode: 'DEMO',
      demo: { startCashUsd: 25_000 },
      entry: { openingGuardMinutes: 5 },
    })
    expect((await openbell('config')).stdout).toMatch(/^entry\.openingGuardMinutes +15$/m)
  })

  test('version names itself and what it runs on', async () => {
    const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'))
    const versions = await openbellJson('version')
    expect(versions).toMatchObject({ openbell: version, node: process.versions.node })
    expect((await openbell('version')).stdout).toContain(`openbell ${version} (node ${process.versions.node}`)
  })

  test.each(['', 'start', 'demo', 'trigger', 'simulator', 'calendar', 'indicators', 'config', 'version'])(
    'openbell %s --help shows examples and exits with 0',
    async (command) => {
      const { exitCode, stdout, stderr } = await openbell(...(command ? [command] : []), '--help')
      expect([exitCode, stderr]).toEqual([0, ''])
      expect(stdout).toMatch(new RegExp(`\nExamples:\n {2}\\$ openbell ${command}`))
    },
  )
})

describe('the functions of a running start', () => {
  test('are listed by GET, called by trigger, and refuse what is not a call', async () => {
    const store = join(scratch.path, 'store')
    const running = new CommandLine(['start', '--speed', '1', '--port', '0', '--store', store])
    try {
      const [, port = ''] = await running.shows(/Functions {3}http:\/\/127\.0\.0\.1:(\d+)/)
      const url = `http://127.0.0.1:${port}`
      const listed = await fetch(url)
      expect([listed.status, await listed.json()]).toEqual([
        200,
        {
          functions: functionNames
            .filter((name) => name !== 'api')
            .map((name) => `curl -X POST ${url}/${name}`),
          api: `${url}/api/openapi.json`,
        },
      ])
      expect((await fetch(`${url}/no-such`)).status).toBe(404)
      expect((await fetch(`${url}/signal-scan`)).status).toBe(405)

      await running.shows(/scan: /)
      const answer = await openbellJson('trigger', 'signal-scan', '--port', port)
      expect(answer).toMatchObject({ job: 'signal-scan', status: 'done', quotes: expect.any(Number) })
      expect(answer.at).toMatch(/^2026-03-02 09:3\d ET$/)
      const readable = await openbell('trigger', 'position-monitor', '--port', port)
      expect(readable).toMatchObject({ exitCode: 0, stderr: '' })
      expect(readable.stdout).toMatch(/^\{\n {2}"job": "position-monitor",\n/)

      expect(await (await fetch(`${url}/metrics`)).json()).toMatchObject({
        calls: { 'etrade/market': { failures: 0 } },
        callsToday: { 'etrade/market': expect.any(Number) },
      })
    } finally {
      running.send('SIGINT')
    }
    expect(await running.ended).toMatchObject({ exitCode: 0, stderr: '' })
  })
})
