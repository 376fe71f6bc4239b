import { describe, expect, test } from '@jest/globals'
import { type MonthUse, monthCost, totalUsd } from '../../../shared/cost/month-cost.ts'
import { PRICES } from '../../../shared/cost/price-list.ts'

/** A quiet month: everything stays within what is free. */
const FREE: MonthUse = {
  tradingDays: 21,
  readsADay: 50_000,
  writesADay: 20_000,
  deletesADay: 20_000,
  calls: 2_000_000,
  callSeconds: 180_000,
  vcpu: 1,
  gib: 2,
  activeSecretVersions: 6,
  secretAccesses: 10_000,
  schedulerJobs: 3,
}
const usd = (use: Partial<MonthUse>) => totalUsd(monthCost({ ...FREE, ...use }, PRICES))

describe('the cost of a month', () => {
  test('is nothing while everything is free', () => {
    expect(usd({})).toBe(0)
    expect(usd({ readsADay: 0, writesADay: 0, callSeconds: 0 })).toBe(0)
  })

  test.each<[string, Partial<MonthUse>, number]>([
    ['100,000 more reads on each of 21 days', { readsADay: 150_000 }, 21 * 0.033],
    ['100,000 more writes on each of 21 days', { writesADay: 120_000 }, 21 * 0.099],
    ['100,000 more deletes on each of 21 days', { deletesADay: 120_000 }, 21 * 0.011],
    ['a million more calls', { calls: 3_000_000 }, 0.4],
    ['1,000 more seconds of one vCPU with 2 GiB', { callSeconds: 181_000 }, 0.024 + 2_000 * 0.000_002_5],
    ['ten more versions of secrets', { activeSecretVersions: 16 }, 0.6],
    ['10,000 more accesses', { secretAccesses: 20_000 }, 0.03],
    ['four more jobs', { schedulerJobs: 7 }, 0.4],
  ])('%s cost what the list says', (_, use, cost) => {
    expect(usd(use)).toBeCloseTo(cost, 10)
  })

  test('a day under what is free pays nothing for a day above it', () => {
    expect(usd({ tradingDays: 1, readsADay: 60_000 })).toBeCloseTo((10_000 * 0.033) / 100_000, 10)
  })

  test('is told in lines that name what was used and what is free', () => {
    const [reads] = monthCost({ ...FREE, readsADay: 4_006 }, PRICES)
    expect(reads).toEqual({
      item: 'Firestore reads',
      used: '4,006 a trading day, 50,000 a day are free',
      usd: 0,
    })
  })
})
