import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { openbell, scratchFolder } from './command-line.ts'

const scratch = scratchFolder()

afterAll(scratch.remove)

test('a folder without a store is refused, nothing is made there, and the way to one is named', async () => {
  const folder = join(scratch.path, 'empty')
  mkdirSync(folder)
  for (const seen of [folder, join(folder, 'missing')]) {
    const { exitCode, stderr, stdout } = await openbell('explain', '--store', seen)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(`--store ${seen}: no openbell.sqlite there`)
    expect(stderr).toContain('openbell demo --store')
  }
})

test('a date that does not exist and a filter beside an id are refused by name', async () => {
  const wrongDate = await openbell('explain', '--date', '2026-02-30')
  expect(wrongDate).toMatchObject({ exitCode: 2, stdout: '' })
  expect(wrongDate.stderr).toContain('--date: not a date: "2026-02-30"')
  const both = await openbell('explain', '2026-03-03-093600-TQQQ', '--symbol', 'TQQQ')
  expect(both).toMatchObject({ exitCode: 2, stdout: '' })
  expect(both.stderr).toContain('leave out --symbol and --date')
})
