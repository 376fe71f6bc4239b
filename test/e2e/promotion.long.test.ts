import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { demoPromotion } from '../../shared/backtest/promotion/demo-promotion.ts'
import { openBooks, recordUntil } from '../support/recorded-day.ts'
import { openbell, scratchFolder } from './command-line.ts'

const scratch = scratchFolder()
const folder = join(scratch.path, 'run')

beforeAll(() => recordUntil(592, { folder, live: false }), 60_000)
afterAll(scratch.remove)

test('a recorded run is judged from what the system itself has left, and not being promoted is no failure', async () => {
  const { exitCode, stdout, stderr } = await openbell('promotion', '--store', folder)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(stdout).toContain('DEMO run, 2026-03-02 to 2026-03-02\n')
  expect(stdout).toMatch(/\n {2}sessions +1 +at least 20 +not met\n/)
  expect(stdout).toMatch(/\n {2}reconciliation errors +0 +none +met\n/)
  expect(stdout).toMatch(/\n {2}longest monitor gap while holding +60 s +at most 150 s +met\n/)
  expect(stdout).toMatch(/\nPromoted: no, \d of 7 conditions are not met\n/)
  expect(stdout).toContain('from its tapes on 1 of 1 sessions')
})

test('as JSON it has the same conditions', async () => {
  const { exitCode, stdout } = await openbell('promotion', '--store', folder, '--json')
  const books = openBooks(folder)
  const expected = await demoPromotion(books)
  await books.close()
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(expected)))
})

test('a folder without a store is refused in one line', async () => {
  const { exitCode, stdout, stderr } = await openbell('promotion', '--store', join(scratch.path, 'none'))
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr).toContain('no openbell.sqlite there')
})
