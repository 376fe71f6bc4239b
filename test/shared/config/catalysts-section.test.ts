import { expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'

test('events are looked for a month ahead unless the owner wants otherwise', () => {
  expect(parseConfig({}).catalysts).toMatchObject({ lookAheadDays: 30, validMinutes: 10 })
  expect(parseConfig({ catalysts: { lookAheadDays: 90 } }).catalysts.lookAheadDays).toBe(90)
})

test.each([
  [0, false],
  [1, true],
  [365, true],
  [366, false],
  [1.5, false],
])('looking %d days ahead is allowed: %s', (lookAheadDays, allowed) => {
  const read = () => parseConfig({ catalysts: { lookAheadDays } })
  if (allowed) expect(read).not.toThrow()
  else expect(read).toThrow(/catalysts\.lookAheadDays: .*\(was /)
})
