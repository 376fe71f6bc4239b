import { describe, expect, test } from '@jest/globals'
import { readCosts } from '../../../local/backtest/read-costs.ts'
import { UsageError } from '../../../local/failure.ts'
import { type CostModel, costModelSchema } from '../../../shared/backtest/costs/cost-model.ts'

describe('the costs of a run', () => {
  test('are the defaults with what was named', () => {
    expect(readCosts({})).toEqual(costModelSchema.parse({}))
    expect(readCosts({ slippageBps: 0, commissionUsd: 6.95 })).toEqual({
      ...costModelSchema.parse({}),
      slippageBps: 0,
      commissionUsd: 6.95,
    })
  })

  test.each<[string, Partial<CostModel>, RegExp]>([
    ['less than nothing', { slippageBps: -1 }, /^costs: slippageBps: .*>=0/],
    ['no share of the volume', { volumeSharePctMax: 0 }, /^costs: volumeSharePctMax: .*>0/],
    ['two wrong costs', { spreadBps: -1, commissionUsd: -1 }, /commissionUsd: .*; spreadBps: /],
    ['a cost that there is not', { tips: 1 } as Partial<CostModel>, /^costs: .*"tips"/],
  ])('are refused with %s', (_, named, message) => {
    expect(() => readCosts(named)).toThrow(UsageError)
    expect(() => readCosts(named)).toThrow(message)
  })
})
