import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { money } from '../../../shared/domain/money.ts'
import { trailingStop } from '../../../shared/exits/trailing-stop.ts'

const rules = parseConfig({}).exits
const stopAt = (high: string, present: string) =>
  trailingStop({ entry: money('47.50'), highWater: money(high), stop: money(present) }, rules)

test('it is armed at +0.8 %, not a ten-thousandth of a dollar below', () => {
  expect(stopAt('47.8799', '46.50')).toBeUndefined()
  expect(stopAt('47.88', '46.50')).toBe(money('47.4969'))
})

describe('a move is worth making', () => {
  // 0.05 % of 48.02 is 0.02401, to the nearest ten-thousandth 0.0240.
  test('from 0.05 % of the stop on', () => {
    expect(stopAt('48.4314', '48.02')).toBeUndefined()
    expect(stopAt('48.4315', '48.02')).toBe(money('48.0440'))
  })

  test('from one cent on where 0.05 % is less', () => {
    const cheap = { entry: money('9'), stop: money('9.10') }
    const at = (high: string) => trailingStop({ ...cheap, highWater: money(high) }, rules)
    expect(at('9.1834')).toBeUndefined()
    expect(at('9.1835')).toBe(money('9.1100'))
  })
})
