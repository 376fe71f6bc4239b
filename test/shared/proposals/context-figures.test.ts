import { expect, test } from '@jest/globals'
import type { DailyBar } from '../../../shared/domain/bar.ts'
import { moneyFromNumber } from '../../../shared/domain/money.ts'
import { contextFigures } from '../../../shared/proposals/context-figures.ts'
import { at, resultsIn, sightOf, swingingDays } from '../../support/catalyst-bench.ts'

/** Forty days that close at 61, 62 and so on up to 100, a dollar around it, with twice the volume in the last five. */
const RISING: readonly DailyBar[] = swingingDays(40).map((day, index) => {
  const close = 61 + index
  return { ...day, close, high: close + 1, low: close - 1, volume: index < 35 ? 1_000_000 : 2_000_000 }
})

test('every figure of a symbol is what a pencil makes of it', () => {
  const sectorDays = RISING.map((day) => ({ ...day, close: 50 }))
  const news = { distinctItems: 4, score: 0.4, confidence: 0.7, newestAt: at('10:00') }
  const events = [resultsIn(-3), resultsIn(4), resultsIn(20, { kind: 'FDA_PDUFA' })]
  const known = { expectedMovePct: 8, averageDailyValue: moneyFromNumber(5e8), days: RISING, sectorDays }
  expect(contextFigures(sightOf({ ...known, news, newsAgeMinutes: 90, events }))).toEqual({
    averageDailyValueUsd: 500_000_000,
    expectedMovePct: 8,
    // 95 to 100 in five days is 5.263 %, of 8 % expected.
    bias: expect.closeTo((100 / 95 - 1) * 12.5, 10),
    immediacy: 0.6,
    materiality: 0.6,
    daysToEvent: 4,
    newsSentiment: 0.4,
    // 90 to 100 in ten days, the fund stood still.
    sectorStrength10dPct: expect.closeTo(100 / 9, 10),
    // 100 between 90 and 101.
    positionInRange10d: expect.closeTo(10 / 11, 10),
    // Two million of five days, (25 × 1 + 5 × 2) ÷ 30 of thirty.
    volumeSurge5To30: expect.closeTo(2 / (35 / 30), 10),
    resistanceDistancePct: expect.closeTo(1, 10),
  })
})

test('with nothing but a quote and its day figures, nothing else is made up', () => {
  expect(contextFigures(sightOf({ days: [] }))).toEqual({
    averageDailyValueUsd: 2_000_000_000,
    expectedMovePct: 2,
  })
})

test('news of which nobody wrote is no neutral news', () => {
  const silent = { distinctItems: 0, score: 0, confidence: 0 }
  expect(contextFigures(sightOf({ news: silent }))).not.toHaveProperty('newsSentiment')
})

test.each([
  [5, 'bias'],
  [9, 'positionInRange10d'],
  [10, 'sectorStrength10dPct'],
  [19, 'resistanceDistancePct'],
  [29, 'volumeSurge5To30'],
] as const)('with %i days %s is not known, with one more it is', (count, figure) => {
  const seen = (days: number) =>
    contextFigures(sightOf({ days: RISING.slice(-days), sectorDays: RISING.slice(-days) }))
  expect(seen(count)).not.toHaveProperty(figure)
  expect(seen(count + 1)).toHaveProperty(figure)
})

test('what divides by nothing is not known', () => {
  const still = swingingDays(40).map((day) => ({ ...day, high: 100, low: 100, volume: 0 }))
  const figures = contextFigures(sightOf({ days: still, expectedMovePct: 0 }))
  for (const figure of ['bias', 'positionInRange10d', 'volumeSurge5To30'])
    expect(figures).not.toHaveProperty(figure)
})

test('an event that is over is not at hand', () => {
  const figures = contextFigures(sightOf({ events: [resultsIn(-1)] }))
  for (const figure of ['immediacy', 'materiality', 'daysToEvent']) expect(figures).not.toHaveProperty(figure)
})

test.each([
  [59, 1],
  [60, 1],
  [61, 0.2],
] as const)('news of %i minutes make an event in eight days act with %d', (newsAgeMinutes, immediacy) => {
  const figures = contextFigures(sightOf({ events: [resultsIn(8)], newsAgeMinutes }))
  expect(figures.immediacy).toBeCloseTo(immediacy, 10)
})

test('an event further away than ten days is known and not at hand', () => {
  expect(contextFigures(sightOf({ events: [resultsIn(25)] }))).toMatchObject({
    immediacy: 0,
    daysToEvent: 25,
  })
})
