import { describe, expect, test } from '@jest/globals'
import { trainingRuns } from '../../../../shared/backtest/sweep/planned-run.ts'
import type { TrialRecord } from '../../../../shared/backtest/sweep/trial-record.ts'
import { trainedWindows, walkForwardReport } from '../../../../shared/backtest/sweep/walk-forward-report.ts'
import { recordOf, swinging } from '../../../support/sweep/trial-records.ts'

const WINDOWS = [
  { train: { from: '2026-01-05', to: '2026-01-30' }, test: { from: '2026-02-02', to: '2026-02-06' } },
  { train: { from: '2026-01-12', to: '2026-02-06' }, test: { from: '2026-02-09', to: '2026-02-13' } },
]
const TRIALS = [
  { id: '1', settings: { a: 1 } },
  { id: '2', settings: { a: 2 } },
]
/** Of each trial one window after the other: the second trial is the best in the first window, the first in the second. */
const MEANS = [0.001, 0.004, 0.002, 0.001]
const training = trainingRuns(TRIALS, WINDOWS).map((run, index) => ({
  ...recordOf(run.trial, swinging(MEANS[index] ?? 0)),
  ...run,
}))
const trained = trainedWindows(WINDOWS, training, { trials: 2 })

function testsWith(changed: Partial<TrialRecord> = {}): readonly TrialRecord[] {
  return trained.flatMap(({ testRun }, index) =>
    testRun
      ? [{ ...recordOf(testRun.trial, swinging(0.001, 4)), ...testRun, ...(index === 1 && changed) }]
      : [],
  )
}

describe('walk-forward', () => {
  test('tests the best of each training on the dates after it, and nothing else', () => {
    expect(trained.map(({ testRun }) => testRun)).toEqual([
      { id: '2-w1-test', trial: '2', settings: { a: 2 }, window: WINDOWS[0]?.test },
      { id: '1-w2-test', trial: '1', settings: { a: 1 }, window: WINDOWS[1]?.test },
    ])
  })

  test('stitches the tests into one result', () => {
    const { stitched } = walkForwardReport(trained, { training, tests: testsWith() })
    const pair = 1.011 * 0.991
    expect(stitched).toMatchObject({ sessions: 8, trades: 80, profitFactor: 2 })
    expect(stitched?.returnPct).toBeCloseTo(100 * (pair ** 4 - 1), 10)
    expect(stitched?.maxDrawdownPct).toBeCloseTo(0.9, 10)
    expect(stitched?.efficiency).toBeCloseTo(0.001 / 0.003, 10)
  })

  test('has no result out of sample while a test is missing or untrue', () => {
    const { headline: _none, ...untrue } = testsWith()[1] as TrialRecord
    const bias = { check: 'look-ahead', severity: 'bias', text: 'knew the future' } as const
    const first = testsWith().slice(0, 1)
    for (const tests of [first, [...first, { ...untrue, findings: [bias] }]])
      expect(walkForwardReport(trained, { training, tests })).not.toHaveProperty('stitched')
  })

  test('knows no efficiency where the training made nothing', () => {
    const losing = training.map((record) => ({ ...record, sessionReturns: [...swinging(-0.001)] }))
    const { stitched } = walkForwardReport(trained, { training: losing, tests: testsWith() })
    expect(stitched).toBeDefined()
    expect(stitched).not.toHaveProperty('efficiency')
  })
})
