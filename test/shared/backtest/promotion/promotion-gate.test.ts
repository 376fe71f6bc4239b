import { expect, test } from '@jest/globals'
import { promotionGate } from '../../../../shared/backtest/promotion/promotion-gate.ts'

const GOOD = {
  metrics: {
    trades: 100,
    profitFactor: 1.2,
    bootstrap90: { profitFactor: { low: 1.01, high: 1.6 } },
    maxDrawdownPct: 4.99,
  },
  sessions: 20,
  reconciliationErrors: 0,
  longestMonitorGapSeconds: 150,
}

const withMetrics = (change: object) => ({ ...GOOD, metrics: { ...GOOD.metrics, ...change } })
const failed = (evidence: Parameters<typeof promotionGate>[0]) =>
  promotionGate(evidence).conditions.filter(({ passed }) => !passed)

test('evidence at every limit is promoted and every condition is stated', () => {
  expect(promotionGate(GOOD)).toEqual({
    promoted: true,
    conditions: [
      { name: 'sessions', passed: true, seen: '20', needed: 'at least 20' },
      { name: 'trades', passed: true, seen: '100', needed: 'at least 100' },
      { name: 'profit factor', passed: true, seen: '1.20', needed: 'at least 1.20' },
      { name: 'profit factor, 90 % interval', passed: true, seen: '1.01 to 1.60', needed: 'all above 1.00' },
      { name: 'drawdown', passed: true, seen: '4.99 %', needed: 'below 5.00 %' },
      { name: 'reconciliation errors', passed: true, seen: '0', needed: 'none' },
      { name: 'longest monitor gap while holding', passed: true, seen: '150 s', needed: 'at most 150 s' },
    ],
  })
})

test.each([
  ['sessions', { ...GOOD, sessions: 19 }],
  ['trades', withMetrics({ trades: 99 })],
  ['profit factor', withMetrics({ profitFactor: 1.199 })],
  ['profit factor, 90 % interval', withMetrics({ bootstrap90: { profitFactor: { low: 1, high: 2 } } })],
  ['drawdown', withMetrics({ maxDrawdownPct: 5 })],
  ['reconciliation errors', { ...GOOD, reconciliationErrors: 1 }],
  ['longest monitor gap while holding', { ...GOOD, longestMonitorGapSeconds: 150.5 }],
])('one step beyond its limit alone refuses: %s', (name, evidence) => {
  expect(promotionGate(evidence).promoted).toBe(false)
  expect(failed(evidence).map((condition) => condition.name)).toEqual([name])
})

test('what was not measured does not pass and says so', () => {
  const { metrics, sessions } = GOOD
  expect(failed({ metrics, sessions }).map(({ name, seen }) => [name, seen])).toEqual([
    ['reconciliation errors', 'not measured'],
    ['longest monitor gap while holding', 'not measured'],
  ])
})

test('a factor that no trade or no loss gives does not pass', () => {
  const none = { metrics: { trades: 0, bootstrap90: {}, maxDrawdownPct: 0 }, sessions: 20 }
  expect(failed(none).map(({ seen }) => seen)).toContain('none, there is no trade')
  const unbeaten = { ...none, metrics: { ...none.metrics, trades: 100 } }
  expect(failed(unbeaten).map(({ seen }) => seen)).toEqual(
    expect.arrayContaining(['none, no trade lost', 'none, too few losses']),
  )
})

test('a figure just short of its limit does not read like the limit', () => {
  expect(failed(withMetrics({ profitFactor: 1.1999 }))[0]?.seen).toBe('1.19')
})
