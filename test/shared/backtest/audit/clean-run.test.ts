import { expect, test } from '@jest/globals'
import { auditData } from '../../../../shared/backtest/audit/audit-data.ts'
import { auditRun } from '../../../../shared/backtest/audit/audit-run.ts'
import { type CleanRunOptions, cleanRun } from './corpus/clean-run.ts'

const FREE = { commissionUsd: 0, spreadBps: 0, slippageBps: 0, regulatoryFeeUsdPerShareSold: 0 }
const DEAR = { commissionUsd: 4.95, spreadBps: 40, slippageBps: 25, volumeSharePctMax: 2 }
const SEEDS = Array.from({ length: 50 }, (_, index) => index + 1)

test('50 honest runs raise nothing, and every check had something to look at', () => {
  const looked = new Map<string, number>()
  for (const seed of SEEDS) {
    const options = variation(seed)
    const record = cleanRun(options)
    const flatAtClose = options.interval === 'minute' && options.costs !== DEAR
    const audit = auditRun(record, { flatAtClose })
    expect({ seed, findings: audit.findings }).toEqual({ seed, findings: [] })
    expect(record.fills.length).toBeGreaterThan(0)
    for (const check of audit.checks) looked.set(check.name, (looked.get(check.name) ?? 0) + check.looked)
  }
  expect([...looked].filter(([, count]) => count < 50)).toEqual([])
})

test('the bars of 50 honest runs raise no more than a warning of their missing minutes', () => {
  for (const seed of SEEDS) {
    const { series, interval } = { ...cleanRun(variation(seed)), ...variation(seed) }
    const raised = new Set(auditData(series).findings.map(({ check }) => check))
    expect({ seed, raised: [...raised] }).toEqual({ seed, raised: interval === 'day' ? [] : ['gap-in-bars'] })
  }
})

/** Free, usual and dear costs; thin shares of the volume, so that a dear run may not get out before the close. */
function variation(seed: number): CleanRunOptions {
  const costs = seed % 5 === 0 ? FREE : seed % 5 === 1 ? DEAR : {}
  const isDaily = seed % 6 === 0
  return {
    seed,
    interval: isDaily ? 'day' : 'minute',
    symbols: 1 + (seed % 3),
    sessions: isDaily ? 60 : 2 + (seed % 3),
    costs,
  }
}
