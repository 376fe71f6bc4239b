import { expect, test } from '@jest/globals'
import { monthlyReturns } from '../../../../shared/backtest/metrics/monthly-returns.ts'
import { sessions } from './account-of.ts'

const ends = (byDate: Readonly<Record<string, number>>) =>
  sessions(Object.values(byDate)).map((point, index) => ({ ...point, date: Object.keys(byDate)[index]! }))

test('a month runs from the last session before it to its own last one, a year likewise', () => {
  const equity = ends({
    '2024-11-29': 110,
    '2024-12-02': 99,
    '2024-12-31': 121,
    '2025-01-02': 60.5,
    '2025-03-03': 121,
  })
  const [first, second, ...rest] = monthlyReturns(equity, 100)
  expect(rest).toEqual([])
  expect(first).toMatchObject({ year: 2024, totalPct: expect.closeTo(21, 9) })
  expect(first?.months).toEqual([
    ...new Array<null>(10).fill(null),
    expect.closeTo(10, 9),
    expect.closeTo(10, 9),
  ])
  expect(second).toMatchObject({ year: 2025, totalPct: expect.closeTo(0, 9) })
  expect(second?.months).toEqual([
    expect.closeTo(-50, 9),
    null,
    expect.closeTo(100, 9),
    ...new Array<null>(9).fill(null),
  ])
})

test('the months of a year multiply to its total', () => {
  const equity = sessions(Array.from({ length: 400 }, (_, index) => 1_000 + 50 * Math.sin(index * 1.7)))
  for (const { months, totalPct } of monthlyReturns(equity, 1_000)) {
    const product = months.reduce<number>((worth, pct) => worth * (1 + (pct ?? 0) / 100), 1)
    expect((product - 1) * 100).toBeCloseTo(totalPct, 9)
  }
})

test('an equity that is gone returns nothing, no sessions have no year', () => {
  expect(monthlyReturns(ends({ '2025-01-31': 0, '2025-02-28': 0 }), 100)[0]).toMatchObject({
    months: [-100, 0, ...new Array<null>(10).fill(null)],
    totalPct: -100,
  })
  expect(monthlyReturns([], 100)).toEqual([])
})
