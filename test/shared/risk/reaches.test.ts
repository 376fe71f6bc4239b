import { describe, expect, test } from '@jest/globals'
import { type Money, money } from '../../../shared/domain/money.ts'
import { drawdownOf } from '../../../shared/risk/check-drawdown.ts'
import { usedShare } from '../../../shared/risk/reaches.ts'

const none = 0 as Money

describe('how much of a limit is used up', () => {
  test('half of it by half the loss, all of it at the limit', () => {
    expect(usedShare(money('25'), 5, money('1000'))).toBe(0.5)
    expect(usedShare(money('50'), 5, money('1000'))).toBe(1)
  })

  test('nothing by a gain or by no loss, even of an empty account', () => {
    expect(usedShare(money('-25'), 5, money('1000'))).toBe(0)
    expect(usedShare(none, 5, none)).toBe(0)
  })

  test('all of it by any loss of an empty account', () => {
    expect(usedShare(1 as Money, 5, none)).toBe(1)
  })
})

test('equity at its mark or above it has not fallen', () => {
  expect(drawdownOf(money('25000'), money('24999.99'))).toBe(money('0.01'))
  expect(drawdownOf(money('25000'), money('25000'))).toBe(none)
  expect(drawdownOf(money('25000'), money('26000'))).toBe(none)
})
