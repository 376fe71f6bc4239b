import { describe, expect, test } from '@jest/globals'
import { type Figure, figureOf } from './figure.ts'
import { table } from './table.ts'
import { judge } from './targets.ts'

const scanOf = (...rounds: readonly number[]): Figure =>
  figureOf({ group: 'scan', name: 'scan of 118 symbols', unit: 'ms' }, rounds)

describe('a figure', () => {
  test('is the median of its rounds with their spread, whatever their order', () => {
    expect(scanOf(9, 1, 2, 8, 3)).toMatchObject({ median: 3, lowest: 1, highest: 9 })
    expect(() => scanOf()).toThrow('at least one round')
  })

  test.each([
    [1.99, 'met'],
    [2, 'met'],
    [2.01, 'missed'],
    [4, 'missed'],
    [4.01, 'lost'],
  ])('of %d ms against a target of 2 ms is %s', (median, verdict) => {
    expect(judge([scanOf(median)])).toMatchObject([{ target: 2, verdict }])
  })

  test('without a stored target is shown without a verdict, in another unit than its target refused', () => {
    expect(judge([{ ...scanOf(1), name: 'something else' }])[0]).not.toHaveProperty('verdict')
    expect(() => judge([{ ...scanOf(1), unit: 'ns' }])).toThrow('measured in ns, not ms')
  })
})

test('the table shows a reference as a ratio, and leaves the column empty where nothing was compared', () => {
  const compared = { ...scanOf(3), name: 'SMA', reference: { by: 'another package', value: 6 } }
  const [, scan, sma] = table(judge([scanOf(1), compared])).split('\n')
  expect(scan?.trimEnd()).toMatch(/2 ms: met$/)
  expect(sma).toContain('0.500 × another package')
})
