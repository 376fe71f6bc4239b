import { beforeAll, describe, expect, test } from '@jest/globals'
import { backtestDays, type DaysMade, demoDays, until, withoutNearMisses } from '../support/demo-days.ts'

/** By then the first day of seed 13 has had a loss, raised stops and three trades. */
const STOPPED_AT = 11 * 60 + 10

describe('a morning of the generated market with entries, moved stops and losses', () => {
  const day = { seed: 13 }
  let all: DaysMade

  beforeAll(async () => {
    all = await backtestDays(day, 1, { judge: 'all' })
  })

  test('makes the same decisions and trades in the local stack and in the backtest', async () => {
    const demo = await demoDays(day, { days: 1, stopAtMinute: STOPPED_AT })
    expect(Object.keys(demo.trades)).toHaveLength(3)
    expect(Object.keys(demo.decisions).length).toBeGreaterThan(10)
    expect(until(all, STOPPED_AT)).toEqual(demo)
  }, 60_000)

  test('loses no entry, stop or exit to the glance that keeps most symbols from being judged', async () => {
    const quick = await backtestDays(day, 1, { judge: 'quick' })
    expect(Object.keys(withoutNearMisses(all)).length).toBeGreaterThan(10)
    expect(withoutNearMisses(quick)).toEqual(withoutNearMisses(all))
    expect(quick.trades).toEqual(all.trades)
  }, 60_000)
})
