import { expect, test } from '@jest/globals'
import { ticker } from '../../../shared/domain/ids.ts'
import { learningCurve } from '../../../shared/paper-loop/learning-curve.ts'
import type { LearnedRound } from '../../../shared/paper-loop/paper-round.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'

const [MONDAY, TUESDAY, WEDNESDAY] = ['2026-03-02', '2026-03-03', '2026-03-04'] as unknown as readonly [
  ExchangeDate,
  ExchangeDate,
  ExchangeDate,
]

function rounds(count: number, learnedOn: ExchangeDate, reward: number): readonly LearnedRound[] {
  const decided = { date: MONDAY, symbol: ticker('AAPL'), arm: 'SKIP', code: 'skip' } as const
  return Array.from({ length: count }, () => ({ ...decided, status: 'skipped', reward, learnedOn }))
}

test('a reward counts from the day on which it was learned', () => {
  const curve = learningCurve(
    [...rounds(1, TUESDAY, 0.5), ...rounds(1, MONDAY, -0.25)],
    [MONDAY, TUESDAY, WEDNESDAY],
  )
  expect(curve).toEqual([
    { date: MONDAY, learned: 1, cumulativeReward: -0.25 },
    { date: TUESDAY, learned: 2, cumulativeReward: 0.25 },
    { date: WEDNESDAY, learned: 2, cumulativeReward: 0.25 },
  ])
})

test('the mean slides over the last hundred rounds and is not there before', () => {
  const curve = learningCurve(
    [...rounds(99, MONDAY, 1), ...rounds(1, TUESDAY, 0), ...rounds(50, WEDNESDAY, 0)],
    [MONDAY, TUESDAY, WEDNESDAY],
  )
  expect(curve.map(({ slidingMean }) => slidingMean)).toEqual([undefined, 0.99, 0.49])
})
