import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { openbell, scratchFolder } from './command-line.ts'

const scratch = scratchFolder()
afterAll(scratch.remove)

const RANGE = ['--from', '2026-03-02', '--to', '2026-03-06']

function configured(name: string, calendar: readonly object[]): string {
  const file = join(scratch.path, name)
  writeFileSync(file, JSON.stringify({ calendar }))
  return file
}

test('the operator’s own days stand among those of the rules', async () => {
  const file = configured('own.json', [
    { date: '2026-03-03', name: 'Day of mourning', kind: 'closed' },
    { date: '2026-03-05', name: 'Storm', kind: 'earlyClose', closeTime: '14:30' },
  ])
  expect((await openbell('calendar', ...RANGE)).stdout).toMatch(/^no closed or short weekday/)
  const { exitCode, stdout } = await openbell('calendar', ...RANGE, '--config', file)
  expect([exitCode, stdout]).toEqual([
    0,
    '2026-03-03  closed           Day of mourning\n2026-03-05  closes 14:30 ET  Storm\n',
  ])
})

test('a day that is there twice is refused by name', async () => {
  const day = { date: '2026-03-03', name: 'Day of mourning', kind: 'closed' }
  const file = configured('twice.json', [day, day])
  const { exitCode, stderr } = await openbell('calendar', ...RANGE, '--config', file)
  expect(exitCode).toBe(2)
  expect(stderr).toMatch(/calendar\.1\.date: 2026-03-03 is there twice as closed/)
})
