import { expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { money } from '../../../shared/domain/money.ts'
import { entryLimit, exitPricing } from '../../../shared/orders/pricing.ts'

const rules = parseConfig({}).execution

test('an entry pays the ask when the spread is narrow', () => {
  expect(entryLimit({ bid: money('47.49'), ask: money('47.50') }, rules)).toBe(money('47.50'))
})

test('an entry pays at most 10 bps over the middle of a wide spread, in whole cents', () => {
  // Middle 47.40, plus 10 bps 47.4474.
  expect(entryLimit({ bid: money('47.30'), ask: money('47.50') }, rules)).toBe(money('47.44'))
})

test('an exit is a limit 20 bps under the bid, in whole cents', () => {
  // 48.05 less 20 bps is 47.9539.
  expect(exitPricing(money('48.05'), rules)).toEqual({ type: 'LIMIT', limit: money('47.95') })
})

test('no price is rounded toward the market on its way to whole cents', () => {
  // Middle 49.99, plus 10 bps 50.03999; 45.01 less 20 bps is 44.91998.
  expect(entryLimit({ bid: money('49.89'), ask: money('50.09') }, rules)).toBe(money('50.03'))
  expect(exitPricing(money('45.01'), rules)).toEqual({ type: 'LIMIT', limit: money('44.91') })
})
