import { expect, test } from '@jest/globals'
import { cacheEnd } from '../../../shared/caching/cache-life.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'

const FRIDAY = parseExchangeDate('2026-03-06')
const TEN = exchangeInstant(FRIDAY, 600)

test.each([
  ['quote', 5],
  ['balance', 60],
  ['history', 3_600],
  ['technicals', 1_800],
  ['news', 1_800],
  ['calendar', 86_400],
] as const)('%s lives %d seconds', (kind, lifeSeconds) => {
  expect(cacheEnd(kind, TEN) - TEN).toBe(lifeSeconds * 1_000)
})

test('a list of accounts ends with the token at midnight in New York, also when the clocks change', () => {
  expect(cacheEnd('accounts', TEN)).toBe(exchangeInstant(parseExchangeDate('2026-03-07'), 0))
  const change = parseExchangeDate('2026-03-08')
  expect(cacheEnd('accounts', exchangeInstant(change, 0)) - exchangeInstant(change, 0)).toBe(23 * 3_600_000)
})
