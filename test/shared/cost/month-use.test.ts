import { expect, test } from '@jest/globals'
import { monthOfDays } from '../../../shared/cost/month-use.ts'

test('a month has 21 days like the counted one', () => {
  const use = monthOfDays({ reads: 4_400, writes: 3_900, deletes: 2, runs: 600, runMs: 90_000, calls: {} })
  expect(use).toMatchObject({
    tradingDays: 21,
    readsADay: 4_400,
    writesADay: 3_900,
    deletesADay: 2,
    calls: 12_600,
    callSeconds: 1_890,
  })
})
