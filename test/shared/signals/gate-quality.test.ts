import { describe, expect, test } from '@jest/globals'
import { gateFigures } from '../../../local/evaluation/gate-figures.ts'
import { seededTrial } from '../../../local/evaluation/seeded-trial.ts'

const SEEDS = 200

describe('the gates as a whole (spec §8)', () => {
  const trials = Array.from({ length: SEEDS }, (_, seed) => seededTrial(seed))
  const figures = gateFigures(trials, undefined)

  test('let fewer than 5 % of aimless days pass', () => {
    expect(figures.randomWalkPassPct).toBeLessThan(5)
  })

  test('enter at least 60 % of the breakouts of rising symbols before half of the move', () => {
    expect(figures.plantedBreakoutRecallPct).toBeGreaterThanOrEqual(60)
  })
})
