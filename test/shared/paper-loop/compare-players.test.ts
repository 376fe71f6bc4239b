import { expect, test } from '@jest/globals'
import { ticker } from '../../../shared/domain/ids.ts'
import { comparePlayers } from '../../../shared/paper-loop/compare-players.ts'
import type { PaperRound } from '../../../shared/paper-loop/paper-round.ts'
import { verdictSentences } from '../../../shared/paper-loop/paper-words.ts'
import { tradingDays } from './made-up-loop.ts'

const dates = tradingDays(100)

/** One learned round a day. */
function rewarded(reward: (day: number) => number): readonly PaperRound[] {
  const decided = { symbol: ticker('AAPL'), arm: 'SKIP', code: 'skip', status: 'skipped' } as const
  return dates.map((date, day) => ({ ...decided, date, learnedOn: date, reward: reward(day) }))
}

test('what earns more on every day is better, what earns less is worse, what sways is neither', () => {
  const rounds = {
    bandit: rewarded((day) => (day % 2 === 0 ? 0.3 : -0.3)),
    random: rewarded((day) => (day % 2 === 0 ? 0.2 : -0.4)),
    reactive: rewarded((day) => (day % 2 === 0 ? 0.35 : -0.25)),
  }
  const compared = comparePlayers(rounds, { dates, seed: 1 })
  expect(compared.map(({ rival, verdict }) => [rival, verdict])).toEqual([
    ['random', 'better'],
    ['reactive', 'worse'],
    ['never', 'no-difference'],
  ])
  expect(verdictSentences({ comparisons: compared })).toEqual([
    expect.stringMatching(/^Better than an arm drawn at random: \+0\.1000 reward a day/),
    expect.stringMatching(/^Worse than always playing REACTIVE: −0\.0500 reward a day/),
    expect.stringMatching(/^No difference to never trading that this run could show: 0\.0000 reward a day/),
  ])
})

test('a few days say nothing', () => {
  const none = { bandit: [], random: [], reactive: [] }
  const [first] = comparePlayers(none, { dates: dates.slice(0, 41), seed: 1 })
  expect(first).toEqual({ rival: 'random', rewardADay: 0, verdict: 'too-few-days' })
})
