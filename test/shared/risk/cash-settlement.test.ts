import { expect, test } from '@jest/globals'
import { money } from '../../../shared/domain/money.ts'
import { cashSettlement } from '../../../shared/risk/cash-settlement.ts'

const buying = (cost: string) => cashSettlement(money(cost), { cash: money('8740') })

test('all settled cash may be spent, not a cent that is not settled', () => {
  expect(buying('8740').passed).toBe(true)
  expect(buying('8740.01')).toEqual({
    passed: false,
    code: 'final-check',
    reason: '8,740.01 USD of 8,740.00 USD settled cash',
  })
})
