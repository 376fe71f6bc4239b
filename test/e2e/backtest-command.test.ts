import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, jest, test } from '@jest/globals'
import { backtest } from '../../local/commands/backtest.ts'
import { failure } from '../../local/failure.ts'
import { type BacktestResult, backtestResultSchema } from '../../shared/backtest/result/backtest-result.ts'
import { openbell, scratchFolder } from './command-line.ts'

type Options = Parameters<typeof backtest>[0]

const scratch = scratchFolder()
afterAll(scratch.remove)
const inScratch = (...path: readonly string[]) => join(scratch.path, ...path)

/** As the command line hands them over when nothing is said; one symbol makes the runs short. */
const PLAIN: Options = {
  symbols: ['SQQQ'],
  seed: 13,
  sessions: 2,
  fills: 'next-bar',
  interval: 'minute',
  gate: false,
  keep: false,
  json: true,
}

/** Runs the command in this process; answers what it printed and the exit code it left. */
async function run(options: Partial<Options>) {
  const out = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  const err = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
  const before = process.exitCode
  try {
    await backtest({ ...PLAIN, ...options })
    const text = out.mock.calls.map(([written]) => String(written)).join('')
    return { text, exitCode: process.exitCode ?? 0 }
  } finally {
    process.exitCode = before
    out.mockRestore()
    err.mockRestore()
  }
}

/** How a call is refused: the one line that is printed, and the exit code. */
async function refusal(options: Partial<Options>) {
  try {
    await run(options)
  } catch (error) {
    return failure(error)
  }
  throw new Error('it was not refused')
}

function strategyFile(name: string, code: string): string {
  const file = inScratch(name)
  writeFileSync(file, code)
  return file
}

describe('openbell backtest', () => {
  test('answers JSON of its schema, the same bytes each time, and writes the report where it is told to', async () => {
    const report = inScratch('not', 'there', 'yet', 'report.html')
    const { text, exitCode } = await run({ report })
    const result: BacktestResult = backtestResultSchema.parse(JSON.parse(text))
    expect(result.about).toMatchObject({ strategy: 'openbell', sessions: 2, seed: 13, fills: 'next-bar' })
    expect(result.trades.length).toBeGreaterThan(0)
    expect(result.audit.findings.filter(({ severity }) => severity !== 'warning')).toEqual([])
    expect(result.metrics?.trades).toBe(result.trades.length)
    expect(exitCode).toBe(0)
    expect(readFileSync(report, 'utf8')).toMatch(/^<!doctype html>/i)
    expect((await run({})).text).toBe(text)
  })
})

describe('a backtest that can not be run', () => {
  test.each<[string, Partial<Options>, RegExp]>([
    ['a first date that is none', { until: '2026-13-01' }, /^--until: .*2026-13-01/],
    ['dates without a session', { until: '2020-01-01' }, /--until 2020-01-01: no session with minute bars/],
    ['a symbol the market does not have', { symbols: ['NOPE'] }, /^--symbols: .*NOPE/],
    ['a seed for recorded data', { data: '.' }, /^--seed belongs to the generated market/],
    ['days for its own rules', { interval: 'day' }, /^--interval day needs --strategy/],
    ['the gate of other rules', { strategy: 'own.ts', gate: true }, /^--gate measures the rules of Openbell/],
    [
      'no configuration file',
      { config: inScratch('none.json') },
      /^can't read the configuration file .*: ENOENT/,
    ],
    ['no strategy file', { strategy: inScratch('none.ts') }, /^--strategy: there is no file .*none\.ts/],
    ['no cash', { startCash: 0, sessions: 1, symbols: ['TQQQ'] }, /^--start-cash: /],
  ])('for %s ends with 2 and says what is wrong', async (_, options, message) => {
    expect(await refusal(options)).toEqual({ exitCode: 2, message: expect.stringMatching(message) })
  })

  test('for a report where no folder can be made ends with 2 and names the option', async () => {
    const file = strategyFile('a-file', '')
    const report = join(file, 'report.html')
    expect(await refusal({ report, sessions: 1, symbols: ['TQQQ'] })).toEqual({
      exitCode: 2,
      message: expect.stringMatching(/^--report: .*can't be written/),
    })
  })

  test.each([
    ['exports nothing', 'nothing.ts', 'export {}\n', /^--strategy: .*nothing\.ts/],
    ['exports no strategy', 'number.ts', 'export default 7\n', /^--strategy: .*number\.ts/],
    ['can not be read', 'broken.ts', 'export default {\n', /^--strategy: .*broken\.ts can't be loaded: /],
  ])('for a strategy file that %s ends with 2', async (_, name, code, message) => {
    expect(await refusal({ strategy: strategyFile(name, code) })).toEqual({
      exitCode: 2,
      message: expect.stringMatching(message),
    })
  })
})

test('on the command line a number that is none ends with 2, names its option, and starts nothing', async () => {
  const report = inScratch('never.html')
  const { exitCode, stderr, stdout } = await openbell(
    'backtest',
    '--slippage-bps',
    'five',
    '--report',
    report,
  )
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr).toMatch(/--slippage-bps <number>.*five.*Use a number from 0 to 1000000000\./)
  expect(existsSync(report)).toBe(false)
})
