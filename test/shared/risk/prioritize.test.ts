import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ticker } from '../../../shared/domain/ids.ts'
import { byPriority, type Priority } from '../../../shared/risk/prioritize.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const GOOD: Priority = {
  score: 0.95,
  families: 3,
  quality: 'excellent',
  volumeRatio: 2,
  spreadBps: 10,
  at: NINE_THIRTY_SIX,
  symbol: ticker('SOXL'),
}

test.each<[string, Partial<Priority>, Partial<Priority>]>([
  ['the higher score', { score: 0.96 }, { families: 4 }],
  ['more agreement', { families: 4 }, { quality: 'excellent', volumeRatio: 9 }],
  ['the longer history', { volumeRatio: 1 }, { quality: 'good', volumeRatio: 9 }],
  ['the larger volume', { volumeRatio: 3, spreadBps: 40 }, { spreadBps: 1 }],
  ['a volume that is known', { volumeRatio: 0 }, { volumeRatio: undefined }],
  ['the narrower spread', { spreadBps: 9, symbol: ticker('TQQQ') }, { at: (NINE_THIRTY_SIX - 1) as EpochMs }],
  ['the earlier quote', { at: (NINE_THIRTY_SIX - 1) as EpochMs, symbol: ticker('TQQQ') }, {}],
  ['the alphabet', { symbol: ticker('AAPL') }, {}],
])('%s is served first', (_, better, worse) => {
  expect(byPriority({ ...GOOD, ...better }, { ...GOOD, ...worse })).toBeLessThan(0)
  expect(byPriority({ ...GOOD, ...worse }, { ...GOOD, ...better })).toBeGreaterThan(0)
})

test('nothing is served before itself', () => {
  expect(byPriority(GOOD, { ...GOOD })).toBe(0)
})

test('the order never depends on how the list came', () => {
  const priority = fc.record({
    score: fc.constantFrom(0.9, 0.95),
    families: fc.constantFrom(2, 3),
    quality: fc.constantFrom('excellent', 'good', 'limited', 'minimal'),
    volumeRatio: fc.constantFrom(undefined, 1.5, 2),
    spreadBps: fc.constantFrom(5, 10),
    at: fc.constant(NINE_THIRTY_SIX),
    symbol: fc.constantFrom('AAPL', 'SOXL', 'TQQQ').map(ticker),
  }) as fc.Arbitrary<Priority>
  fc.assert(
    fc.property(fc.array(priority, { maxLength: 12 }), (list) => {
      expect([...list].reverse().sort(byPriority)).toEqual([...list].sort(byPriority))
    }),
  )
})
