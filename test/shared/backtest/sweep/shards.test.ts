import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { collectLines } from '../../../../shared/backtest/sweep/collected-lines.ts'
import { shardOf, trainingRuns } from '../../../../shared/backtest/sweep/planned-run.ts'
import type { TrialLine } from '../../../../shared/backtest/sweep/trial-record.ts'
import { trialsOf } from '../../../../shared/backtest/sweep/trials.ts'
import { recordOf, swinging } from '../../../support/sweep/trial-records.ts'

const WINDOW = { train: { from: '2026-03-02', to: '2026-03-31' } }
const runs = trainingRuns(trialsOf({ a: { min: 1, max: 23, step: 1 } }, { kind: 'grid' }), [WINDOW])
const lines: readonly TrialLine[] = runs.map((run) => ({ ...recordOf(run.trial, swinging(0.001)), ...run }))

describe('shards', () => {
  test('hold every run once, and none is longer than another by more than one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (of) => {
        const shards = Array.from({ length: of }, (_, index) => shardOf(runs, { part: index + 1, of }))
        expect(shards.flat().toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(runs)
        const lengths = shards.map((shard) => shard.length)
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('give the same trials in the same order however their lines are mixed', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...lines], { minLength: lines.length }), (mixed) => {
        expect(collectLines(runs, [...mixed, ...mixed.slice(0, 3)]).records).toEqual(lines)
      }),
    )
  })

  test('that are not all there leave runs missing, by name', () => {
    const { missing } = collectLines(runs, lines.slice(2))
    expect(missing.map(({ id }) => id)).toEqual(['01', '02'])
  })
})

describe('lines', () => {
  const [first] = runs
  const failed = { ...first, failure: 'no memory' } as TrialLine

  test('a failure is neither a record nor missing', () => {
    const collected = collectLines(runs, [failed])
    expect(collected.failed).toEqual([failed])
    expect(collected.missing).toHaveLength(runs.length - 1)
  })

  test('a success outlives a failure, whichever came first', () => {
    for (const both of [
      [failed, ...lines],
      [...lines, failed],
    ])
      expect(collectLines(runs, both)).toMatchObject({ failed: [], missing: [], records: lines })
  })

  test('with other settings or dates belong to another sweep', () => {
    const [line] = lines as readonly [TrialLine]
    const others = [
      { ...line, settings: { a: 99 } },
      { ...line, window: { from: '2026-03-03', to: '2026-03-31' } },
      { ...line, id: '24' },
    ]
    expect(collectLines(runs, others)).toMatchObject({ records: [], strangers: others })
  })
})
