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

  test('of which one round is good is no loss: a busy machine made the others slow', () => {
    expect(judge([scanOf(4.01, 9, 8)])).toMatchObject([{ verdict: 'lost' }])
    expect(judge([scanOf(4, 9, 8)])).toMatchObject([{ verdict: 'missed' }])
  })

  test('without a stored target is shown without a verdict, in another unit than its target refused', () => {
    expect(judge([{ ...scanOf(1), name: 'something else' }])[0]).not.toHaveProperty('verdict')
    expect(() => judge([{ ...scanOf(1), unit: 'ns' }])).toThrow('measured in ns, not ms')
  })
})

describe('the table', () => {
  const compared = {
    ...scanOf(3),
    name: 'SMA',
    bytes: 64.6,
    tradingSignals: { median: 6, ratio: 0.5, answers: 'same from bar 2 on: another seed' },
  }
  const [header, scan, sma] = table(judge([scanOf(1), compared])).split('\n')
  const cells = (line = '') => line.split(/ {2,}/)

  test('shows allocation, time and ratio of the same work in trading-signals, and how far the answers agree', () => {
    expect(cells(header).slice(4)).toEqual(['bytes', 'target', 'trading-signals', 'ratio', 'their answers'])
    expect(cells(sma).slice(4)).toEqual(['65', '-', '6.00 ms', '0.50 ×', 'same from bar 2 on: another seed'])
  })

  test('has a dash where nothing was compared or weighed', () => {
    expect(cells(scan)).toEqual([
      'scan',
      'scan of 118 symbols',
      '1.00 ms',
      '1.00-1.00',
      '-',
      '2 ms: met',
      '-',
      '-',
      '-',
    ])
  })
})
