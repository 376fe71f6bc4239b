import { expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { money } from '../../../shared/domain/money.ts'
import { breakevenStop } from '../../../shared/exits/breakeven.ts'

const rules = parseConfig({}).exits
const stopAt = (high: string, entry = '100') =>
  breakevenStop({ entry: money(entry), highWater: money(high) }, rules)

test('at +0.5 % the stop lies at +0.2 %, a ten-thousandth of a dollar below there is none', () => {
  expect(stopAt('100.4999')).toBeUndefined()
  expect(stopAt('100.5')).toBe(money('100.2'))
})

test('a stop that falls between two amounts is the lower one', () => {
  // 47.5001 plus 0.2 % is 47.5951002.
  expect(stopAt('48', '47.5001')).toBe(money('47.5951'))
})
