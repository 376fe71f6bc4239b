import { describe, expect, test } from '@jest/globals'
import { backtestDays, type DaysMade, demoDays } from '../support/demo-days.ts'

/** Entries that passed, moved stops and exits: what is left without the near misses. */
function withoutNearMisses({ decisions }: DaysMade): DaysMade['decisions'] {
  return Object.fromEntries(Object.entries(decisions).filter(([, { decision }]) => decision !== 'refuse'))
}

describe('a day of the generated market with entries, moved stops and losses', () => {
  const day = { seed: 13 }

  test('makes the same decisions and trades in the local stack and in the backtest', async () => {
    const demo = await demoDays(day, 1)
    const tested = await backtestDays(day, 1, { judge: 'all' })
    expect(Object.keys(demo.trades)).toHaveLength(3)
    expect(Object.keys(demo.decisions).length).toBeGreaterThan(10)
    expect(tested.decisions).toEqual(demo.decisions)
    expect(tested.trades).toEqual(demo.trades)
  }, 60_000)

  test('loses no entry, stop or exit to the glance that keeps most symbols from being judged', async () => {
    const all = await backtestDays(day, 4, { judge: 'all' })
    const quick = await backtestDays(day, 4, { judge: 'quick' })
    expect(Object.keys(withoutNearMisses(all)).length).toBeGreaterThan(10)
    expect(withoutNearMisses(quick)).toEqual(withoutNearMisses(all))
    expect(quick.trades).toEqual(all.trades)
  }, 60_000)
})
