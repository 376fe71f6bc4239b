import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { writeGoldenMarket } from '../support/golden-market.ts'
import { openbell, scratchFolder } from './command-line.ts'

const scratch = scratchFolder()
const inScratch = (...path: readonly string[]) => join(scratch.path, ...path)
const store = inScratch('store')
const golden = inScratch('golden')

beforeAll(() => {
  writeGoldenMarket(golden)
  corrupt('bad-row', 'second/TQQQ/2026-03-03.csv.gz', (lines) =>
    lines.with(4, `${lines[4]?.split(',')[0]},47,abc,46,47,1`),
  )
  corrupt('bad-header', 'second/TQQQ/2026-03-03.csv.gz', (lines) =>
    lines.with(0, 'time,open,high,low,last,volume'),
  )
  mkdirSync(inScratch('empty'))
})

afterAll(scratch.remove)

/** The golden market with one file spoilt. */
function corrupt(name: string, file: string, spoil: (lines: readonly string[]) => readonly string[]): void {
  cpSync(golden, inScratch(name), { recursive: true })
  const path = inScratch(name, file)
  const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n')
  writeFileSync(path, gzipSync(`${spoil(lines).join('\n')}\n`))
}

function configFile(name: string, text: string): string {
  const file = inScratch(`${name}.json`)
  writeFileSync(file, text)
  return file
}

/** How a call is refused; whatever it was, there is no stack trace and no store. */
async function refusal(
  args: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly line: string }> {
  const { exitCode, stdout, stderr } = await openbell(...args)
  expect(stderr).not.toMatch(/^\s+at |node:internal|Error:.*\n\s+at/m)
  expect(stdout).not.toMatch(/summary/i)
  expect(existsSync(store)).toBe(false)
  return { exitCode, line: stderr.trimEnd() }
}

const ofGolden = (name: string) => ['--data', inScratch(name), '--date', '2026-03-03', '--symbols', 'TQQQ']

describe('a fault plan that can not be used', () => {
  test.each([
    ['is not there', undefined, /can't read the fault plan .*none\.json: ENOENT/],
    ['is no JSON', 'drop everything', /plan\.json is not JSON: /],
    [
      'names an unknown kind',
      '{"faults":[{"operation":"*","call":1,"fault":{"kind":"storm"}}]}',
      /fault plan refused: faults\.0\.fault\.kind: was "storm"/,
    ],
    [
      'names an unknown operation',
      '{"faults":[{"operation":"orders/plase","call":1,"fault":{"kind":"error-100"}}]}',
      /faults\.0\.operation: was "orders\/plase", allowed are .*orders\/place/,
    ],
  ])('because it %s', async (_, text, line) => {
    const file = text === undefined ? inScratch('none.json') : configFile('plan', text)
    expect(await refusal(['simulator', '--faults', file])).toEqual({
      exitCode: 2,
      line: expect.stringMatching(line),
    })
  })
})

describe('a configuration that can not be used', () => {
  test.each([
    ['an unknown key', '{"entry":{"scoreMinn":1}}', /entry\.scoreMinn: unknown key/],
    ['a wrong type', '{"demo":{"startCashUsd":"much"}}', /demo\.startCashUsd: .*number.*\(was "much"\)/],
    ['a value out of range', '{"entry":{"rsiMax":101}}', /entry\.rsiMax: .*100.*\(was 101\)/],
    ['no JSON', 'mode = LIVE', /unused\.json is not JSON: /],
    [
      'LIVE on the sandbox',
      '{"mode":"LIVE","broker":{"environment":"sandbox"}}',
      /mode: LIVE with the sandbox broker is refused/,
    ],
  ])('%s is refused by its name', async (_, text, message) => {
    const file = configFile('unused', text)
    const { exitCode, line } = await refusal(['demo', '--config', file, '--store', store])
    expect(exitCode).toBe(2)
    expect(line).toMatch(message)
    expect(line.split('\n').length).toBeLessThanOrEqual(2)
  })

  test('--live does not slip past the refusal of the sandbox', async () => {
    const file = configFile('sandbox', '{"broker":{"environment":"sandbox"}}')
    const { exitCode, line } = await refusal(['demo', '--live', '--config', file, '--store', store])
    expect(exitCode).toBe(2)
    expect(line).toMatch(/LIVE with the sandbox broker is refused/)
  })
})

describe('openbell demo and openbell start with an input that can not be used', () => {
  test.each([
    [
      'a missing configuration file',
      ['--config', '/no/such.json'],
      /can't read the configuration file \/no\/such\.json: ENOENT/,
    ],
    ['a missing data folder', ['--data', '/no/such'], /\/no\/such.*the folder does not exist/],
    [
      'a folder without bars',
      ['--data', inScratch('empty')],
      /saw neither minute\/SYMBOL nor second\/SYMBOL/,
    ],
    [
      'a malformed row',
      ofGolden('bad-row'),
      /2026-03-03\.csv\.gz.*line 5.*high.*saw "abc", allowed is a decimal price above 0/,
    ],
    [
      'a wrong header',
      ofGolden('bad-header'),
      /line 1.*saw the header "time,open,high,low,last,volume", allowed is/,
    ],
    [
      'a symbol the folder lacks',
      ['--data', golden, '--symbols', 'AAPL'],
      /no symbol AAPL; there are 1: TQQQ/,
    ],
    [
      'a symbol the generated market lacks',
      ['--symbols', 'ZZZZ'],
      /--symbols: the generated market has no ZZZZ; it has SPY/,
    ],
    ['text that is no symbol', ['--symbols', 'A/B'], /--symbols: .*A\/B/],
    ['text that is no date', ['--date', '2026-02-30'], /--date: .*2026-02-30/],
    [
      'a date without a tape',
      ['--data', golden, '--date', '2026-05-05'],
      /--date: no tape on 2026-05-05 .*there is one on /,
    ],
    [
      'a holiday',
      ['--date', '2026-12-25'],
      /--date 2026-12-25: the exchange is closed \(Christmas.*next session is 2026-12-28/,
    ],
    [
      'a seed beside recorded bars',
      ['--data', golden, '--seed', '3'],
      /--seed belongs to the generated market/,
    ],
  ])('%s is named in one line, and nothing is left behind', async (_, args, message) => {
    const call = [...args, '--days', '1', '--speed', 'max', '--store', store]
    const refusals = await Promise.all([refusal(['demo', ...call]), refusal(['start', ...call])])
    for (const { exitCode, line } of refusals) {
      expect(line).toMatch(message)
      expect(line.split('\n')).toHaveLength(1)
      expect(exitCode).toBe(2)
    }
  })
})

describe('a call that can not be understood', () => {
  test.each([
    ['an unknown command', ['begin'], /unknown command 'begin'/],
    ['an unknown option', ['demo', '--fast'], /unknown option '--fast'/],
    [
      'a speed in words',
      ['demo', '--speed', 'fast'],
      /--speed.*'fast' is invalid\. Use "max" or a number from 1 to 100000/,
    ],
    ['no days', ['demo', '--days', '0'], /--days.*'0' is invalid\. Use a whole number from 1 to 9999/],
    ['half a seed', ['demo', '--seed', '1.5'], /--seed.*'1\.5' is invalid\. Use a whole number/],
    [
      'a port above the last',
      ['start', '--port', '65536'],
      /--port.*'65536' is invalid\. Use a number from 0 to 65535/,
    ],
    [
      'an unknown function',
      ['trigger', 'signal-scann'],
      /no function "signal-scann"; choose one of signal-scan, position-monitor/,
    ],
    [
      'an unknown clock',
      ['simulator', '--clock', 'slow'],
      /--clock.*'slow' is invalid\. Allowed choices are real, virtual/,
    ],
    [
      'dates in the wrong order',
      ['calendar', '--from', '2026-02-01', '--to', '2026-01-01'],
      /--from 2026-02-01 lies after --to 2026-01-01/,
    ],
    ['a missing option', ['calendar', '--from', '2026-02-01'], /required option '--to <date>' not specified/],
    [
      'a missing file of bars',
      ['indicators', '--input', '/no/bars.csv'],
      /\/no\/bars\.csv.*it cannot be read/,
    ],
  ])('%s ends with code 2 and says what is allowed', async (_, args, message) => {
    const { exitCode, line } = await refusal(args)
    expect(line).toMatch(message)
    expect(line.split('\n').length).toBeLessThanOrEqual(2)
    expect(exitCode).toBe(2)
  })
})

describe('a run that can not begin', () => {
  test('a port in use is named, and no store is begun', async () => {
    const { exitCode, line, left } = await whilePortIsTaken(async (port) => {
      const ended = await openbell('start', '--port', String(port), '--days', '1', '--store', store)
      return { exitCode: ended.exitCode, line: ended.stderr.trimEnd(), left: filesIn(store) }
    })
    expect(line).toMatch(
      /^openbell: port \d+ is in use; stop the other program or choose another with --port$/,
    )
    expect(exitCode).toBe(1)
    expect(left).toEqual([])
  })

  test('a trigger with nothing listening says what to start', async () => {
    const port = await whilePortIsTaken(async (taken) => taken)
    const { exitCode, line } = await refusal(['trigger', 'signal-scan', '--port', String(port)])
    expect(line).toMatch(/nothing answers at http:\/\/127\.0\.0\.1:\d+\/signal-scan; start it with/)
    expect(exitCode).toBe(1)
  })
})

function filesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : []
}

async function whilePortIsTaken<Result>(use: (port: number) => Promise<Result>): Promise<Result> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use((server.address() as AddressInfo).port)
  } finally {
    server.close()
  }
}
