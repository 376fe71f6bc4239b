import { describe, expect, test } from '@jest/globals'
import { auditData } from '../../../../shared/backtest/audit/audit-data.ts'
import { auditRun } from '../../../../shared/backtest/audit/audit-run.ts'
import { cleanFor } from './corpus/spoil.ts'
import { HONEST_BARS, SPOILED_BARS } from './corpus/spoiled-bars.ts'
import { SPOILED_BOOKS } from './corpus/spoiled-books.ts'
import { SPOILED_PRICES } from './corpus/spoiled-prices.ts'
import { SPOILED_TIMES } from './corpus/spoiled-times.ts'

/** Checks that also see what other lies do to the books. */
const BOOKS = new Set(['cash-mismatch', 'equity-mismatch', 'trade-mismatch'])

const SPOILED_RUNS = [...SPOILED_TIMES, ...SPOILED_PRICES, ...SPOILED_BOOKS]

describe('a run told with one lie', () => {
  test('the runs before they are spoiled raise nothing', () => {
    for (const clean of new Set(SPOILED_RUNS.map(cleanFor))) expect(auditRun(clean).findings).toEqual([])
  })

  test.each(SPOILED_RUNS)('$name: $check', (spoiled) => {
    const { findings, checks } = auditRun(spoiled.spoil(cleanFor(spoiled)), spoiled.options)
    const names = findings.map(({ check }) => check)
    expect(names).toContain(spoiled.check)
    const isWarning = findings.every(
      ({ check, severity }) => check !== spoiled.check || severity === 'warning',
    )
    expect(isWarning).toBe(spoiled.check === 'price-far-from-bar')
    expect(checks.find(({ name }) => name === spoiled.check)?.looked).toBeGreaterThan(0)
    // A lie about the market has honest books here: the check for it must see it without their help.
    if (!BOOKS.has(spoiled.check) && spoiled.check !== 'time-order')
      expect(names.filter((name) => BOOKS.has(name))).toEqual([])
  })
})

describe('bars with one flaw', () => {
  test.each(SPOILED_BARS)('$name: $check, a $severity', ({ check, severity, series, options }) => {
    const { findings } = auditData(series(), options)
    expect(findings.map((finding) => `${finding.check} ${finding.severity}`)).toContain(
      `${check} ${severity}`,
    )
  })

  test('the bars before they are spoiled have none of them', () => {
    const { findings } = auditData(HONEST_BARS)
    expect(findings.map(({ check, symbol }) => `${check} ${symbol}`)).toEqual(['gap-in-bars BBB'])
  })
})
