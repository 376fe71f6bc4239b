import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { openbell, openbellJson } from '../../e2e/command-line.ts'
import { DAILY_HEADER, marketFolder } from '../../support/market-folder.ts'

const ROW = '2022-03-14,151.4,151.6,151.2,151.5,1200'

test('a file is imported and the folder checked', async () => {
  const folder = marketFolder({ 'AAPL.csv': [DAILY_HEADER, ROW] })
  const to = join(folder, 'data')
  const told = await openbell('data', 'import', join(folder, 'AAPL.csv'), '--to', to)
  expect(told).toMatchObject({ exitCode: 0, stderr: '' })
  expect(told.stdout).toMatch(/layout openbell, day bars, prices taken as they are written/)
  expect(told.stdout).toMatch(/AAPL +day +2022-03-14 +2022-03-14 +1 +1 +0 +0 +0/)
  const check = await openbellJson('data', 'check', to)
  expect(check).toMatchObject({
    files: 1,
    findings: [],
    symbols: [{ symbol: 'AAPL', daily: { sessions: 1 } }],
  })
})

test('a folder with a fault makes the check end with 1', async () => {
  const folder = marketFolder({ 'daily/AAPL.csv': [DAILY_HEADER, ROW, '2022-03-19,1,1,1,1,1'] })
  const { exitCode, stdout, stderr } = await openbell('data', 'check', folder)
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/fault closed-day-bars\n {2}AAPL +daily bars: 2022-03-19/)
  expect(stdout).toMatch(/Next: delete the bars on closed days/)
  expect(stderr).toMatch(/files read: 1 of 1/)
})

test.each([
  [['download', '--symbols', 'AAPL', '--to', 'x', '--interval', 'hour'], /Allowed choices are minute, day/],
  [
    ['download', '--symbols', 'AAPL', '--to', 'x', '--from', '1999-01-04'],
    /Yahoo keeps minute bars for about 30/,
  ],
  [['import', '/nowhere.csv', '--to', 'x'], /\/nowhere\.csv: it cannot be read/],
])('openbell data %j is refused in one line with exit code 2', async (args, problem) => {
  const { exitCode, stderr } = await openbell('data', ...args)
  expect(exitCode).toBe(2)
  expect(stderr).toMatch(problem)
  expect(stderr).not.toMatch(/^ +at /m)
})

test('a bad row ends in one line that names file, line and column', async () => {
  const folder = marketFolder({})
  const file = join(folder, 'AAPL.csv')
  writeFileSync(file, `${DAILY_HEADER}\n2022-03-14,151.4,x,151.2,151.5,1200\n`)
  const { exitCode, stderr } = await openbell('data', 'import', file, '--to', folder)
  expect([exitCode, stderr.trimEnd()]).toEqual([
    2,
    `openbell: ${file} line 2, column high: saw "x", allowed is a decimal price of at least 0.000001`,
  ])
})

test('the help names its three parts with examples', async () => {
  const { exitCode, stdout } = await openbell('data', '--help')
  expect(exitCode).toBe(0)
  for (const name of ['download', 'import', 'check']) expect(stdout).toContain(`$ openbell data ${name} `)
})
