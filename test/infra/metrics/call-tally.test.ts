import { expect, test } from '@jest/globals'
import { CallTally } from '../../../infra/metrics/call-tally.ts'

test('calls are counted by provider and module, and taken once', () => {
  const calls = new CallTally()
  calls.count({ provider: 'etrade', module: 'market' })
  calls.count({ provider: 'etrade', module: 'market' })
  calls.count({ provider: 'yahoo', module: 'chart' })
  expect(calls.take()).toEqual({ 'etrade/market': 2, 'yahoo/chart': 1 })
  expect(calls.take()).toEqual({})
})
