import { expect, test } from '@jest/globals'
import type { RadarEvent } from '../../../shared/catalysts/radar-card.ts'
import { playableArms } from '../../../shared/proposals/playable-arms.ts'
import { resultsIn } from '../../support/catalyst-bench.ts'

const ALWAYS = ['REACTIVE', 'SKIP']
const armsWith = (...events: readonly RadarEvent[]) => playableArms({ events })

test('with nothing known only the price can be played, or nothing', () => {
  expect(playableArms({ events: [] })).toEqual(ALWAYS)
})

test.each([9, 10])('results in %i days are played beforehand', (days) => {
  expect(armsWith(resultsIn(days))).toEqual(['EARNINGS_PRE', ...ALWAYS])
})

test('results in 11 days are too far away to be played', () => {
  expect(armsWith(resultsIn(11))).toEqual(ALWAYS)
})

test('results can be played beforehand only while a session closes before them', () => {
  expect(armsWith(resultsIn(1, { moment: 'after-close' }))).toContain('EARNINGS_PRE')
  expect(armsWith(resultsIn(2))).toContain('EARNINGS_PRE')
  expect(armsWith(resultsIn(1, { moment: 'before-open' }))).toContain('EARNINGS_PRE')
  expect(armsWith(resultsIn(1))).toContain('EARNINGS_PRE')
  expect(armsWith(resultsIn(0, { moment: 'after-close' }))).toContain('EARNINGS_PRE')
  expect(armsWith(resultsIn(0, { moment: 'during-session' }))).not.toContain('EARNINGS_PRE')
  expect(armsWith(resultsIn(0))).not.toContain('EARNINGS_PRE')
})

test('only results are played beforehand', () => {
  expect(armsWith(resultsIn(5, { kind: 'FDA_PDUFA' }))).toEqual(ALWAYS)
})

test.each([
  [-6, 'before-open', false],
  [-5, 'before-open', true],
  [-4, 'unknown', true],
  [-1, 'after-close', true],
  [0, 'before-open', true],
  [0, 'after-close', false],
  [0, 'unknown', false],
  [1, 'before-open', false],
] as const)('an event %i days ahead (%s) was just before: %s', (daysAhead, moment, expected) => {
  const arms = armsWith(resultsIn(daysAhead, { moment, kind: 'FDA_PDUFA' }))
  expect(arms.includes('POST_EVENT_MOMO')).toBe(expected)
})

test.each([
  ['at every limit', {}, 120, true],
  ['with two stories', { distinctItems: 2 }, 120, false],
  ['with four stories', { distinctItems: 4 }, 120, true],
  ['with a score of .29', { score: 0.29 }, 120, false],
  ['with a score of .31', { score: 0.31 }, 120, true],
  ['119 minutes old', {}, 119, true],
  ['121 minutes old', {}, 121, false],
  ['with bad news, since nothing is sold short', { score: -0.9 }, 5, false],
] as const)('a news spike %s', (_, changes, newsAgeMinutes, expected) => {
  const news = { distinctItems: 3, score: 0.3, confidence: 0.5, ...changes }
  expect(playableArms({ events: [], news, newsAgeMinutes }).includes('NEWS_SPIKE')).toBe(expected)
})

test('news whose age nobody knows are no spike', () => {
  const news = { distinctItems: 9, score: 0.9, confidence: 0.9 }
  expect(playableArms({ events: [], news })).toEqual(ALWAYS)
})

test('everything at once keeps the order of the arms', () => {
  const news = { distinctItems: 3, score: 0.3, confidence: 0.5 }
  const events = [resultsIn(-2, { kind: 'GUIDANCE' }), resultsIn(7)]
  expect(playableArms({ events, news, newsAgeMinutes: 5 })).toEqual([
    'EARNINGS_PRE',
    'POST_EVENT_MOMO',
    'NEWS_SPIKE',
    ...ALWAYS,
  ])
})
