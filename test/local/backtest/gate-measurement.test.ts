import { expect, test } from '@jest/globals'
import { measuredGate } from '../../../local/backtest/gate-measurement.ts'
import { gateConditions } from '../../../local/backtest/gate-targets.ts'
import { gateFigures } from '../../../local/evaluation/gate-figures.ts'
import { seededTrial } from '../../../local/evaluation/seeded-trial.ts'
import { parseConfig } from '../../../shared/config/config.ts'
import { madeUpResult, refutedResult } from '../../shared/backtest/report/made-up-result.ts'

const SEEDS = 5
const how = { config: parseConfig({}), seeds: SEEDS, tell: () => undefined }

test('the figures are those of evaluate gate, and the entries those of the run', () => {
  const trials = Array.from({ length: SEEDS }, (_, seed) => seededTrial(seed))
  const { entriesPerSymbolDay: _, medianEntryFractionOfMove, ...figures } = gateFigures(trials, undefined)
  const gate = measuredGate(madeUpResult({ sessions: 10, trades: 35 }), how)
  expect(gate).toMatchObject({ ...figures, seeds: SEEDS, firstSeed: 0, hasRulesOfRun: true })
  expect(gate.medianEntryFractionOfMove ?? null).toBe(medianEntryFractionOfMove)
  // 35 trades of seven symbols on ten sessions.
  expect(gate.entriesPerSymbolDay).toBe(0.5)
})

test('a position that was sold in parts was entered once', () => {
  const result = madeUpResult({ sessions: 10, trades: 35 })
  const parts = result.trades.map((trade) => ({ ...trade, id: `${trade.id}-rest` }))
  const gate = measuredGate({ ...result, trades: [...result.trades, ...parts] }, how)
  expect(gate.entriesPerSymbolDay).toBe(0.5)
})

test('progress is told, each step once', () => {
  const lines: string[] = []
  measuredGate(madeUpResult(), { ...how, seeds: 2, tell: (line) => lines.push(line) })
  expect(lines).toEqual(['gate, made-up days: 1 of 2', 'gate, made-up days: 2 of 2'])
})

test('a run with other rules of an entry is told apart', () => {
  const gateOf = (input: object) =>
    measuredGate(madeUpResult(), { ...how, seeds: 1, config: parseConfig(input) }).hasRulesOfRun
  expect(gateOf({ demo: { startCashUsd: 5_000 } })).toBe(true)
  expect(gateOf({ entry: { rsiMin: 50 } })).toBe(false)
  expect(gateOf({ style: 'quantum' })).toBe(false)
})

test('a refuted run says nothing of its entries', () => {
  expect(measuredGate(refutedResult(), { ...how, seeds: 1 })).not.toHaveProperty('entriesPerSymbolDay')
})

test.each([
  [4.9999, 60, [true, true]],
  [5, 60, [false, true]],
  [4.9999, 59.9999, [true, false]],
])('%d %% of aimless days and %d %% of breakouts', (randomWalkPassPct, plantedBreakoutRecallPct, passed) => {
  const conditions = gateConditions({ randomWalkPassPct, plantedBreakoutRecallPct })
  expect(conditions.map((condition) => condition.passed)).toEqual(passed)
})
