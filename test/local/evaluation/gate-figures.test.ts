import { expect, test } from '@jest/globals'
import { gateFigures } from '../../../local/evaluation/gate-figures.ts'

const trial = (aimlessEntries: number, entryFractionOfMove?: number) => ({
  aimlessEntries,
  entryFractionOfMove,
})

test('a breakout counts when it is entered before half of the move, not at half', () => {
  const trials = [trial(0, 0.1), trial(2, 0.49), trial(1, 0.5), trial(0)]
  expect(gateFigures(trials, undefined)).toEqual({
    randomWalkPassPct: 50,
    plantedBreakoutRecallPct: 50,
    medianEntryFractionOfMove: 0.49,
    entriesPerSymbolDay: 0.75,
  })
})

test('recorded days take the place of the aimless ones where there are some', () => {
  expect(gateFigures([trial(2, 0.2), trial(0, 0.4)], [0, 0, 1, 0])).toMatchObject({
    entriesPerSymbolDay: 0.25,
    medianEntryFractionOfMove: 0.3,
  })
})

test('what was not measured is null', () => {
  expect(gateFigures([trial(0)], [])).toMatchObject({
    medianEntryFractionOfMove: null,
    entriesPerSymbolDay: null,
  })
})
