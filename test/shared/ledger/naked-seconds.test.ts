import { expect, test } from '@jest/globals'
import { nakedSeconds } from '../../../shared/ledger/naked-seconds.ts'

const trades = (...seconds: readonly number[]) => seconds.map((each) => ({ nakedSeconds: each }))

test('half of the positions were naked for no longer than p50, all for no longer than the worst', () => {
  expect(nakedSeconds(trades(9, 1, 3))).toEqual({ p50: 3, p99: 9, worst: 9 })
  expect(nakedSeconds(trades(1, 2, 3, 4))).toEqual({ p50: 2, p99: 4, worst: 4 })
  const hundred = trades(...Array.from({ length: 100 }, (_, index) => index + 1))
  expect(nakedSeconds(hundred)).toEqual({ p50: 50, p99: 99, worst: 100 })
})

test('trades from before the seconds were counted say nothing', () => {
  expect(nakedSeconds([{}, ...trades(5)])).toEqual({ p50: 5, p99: 5, worst: 5 })
  expect(nakedSeconds([{}])).toBeUndefined()
  expect(nakedSeconds([])).toBeUndefined()
})
