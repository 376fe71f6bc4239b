import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { DailyBar } from '../../../shared/domain/bar.ts'
import { runPaperLoop } from '../../../shared/paper-loop/paper-loop.ts'
import type { PaperLoopSetup } from '../../../shared/paper-loop/paper-loop-setup.ts'
import { isLearned, isTraded, type PaperRound } from '../../../shared/paper-loop/paper-round.ts'
import { madeUpLoop, tradingDays, withBars } from './made-up-loop.ts'

const RUNS = { numRuns: 6 }
const DAYS = 60
const dates = tradingDays(DAYS)
const long = runPaperLoop(madeUpLoop({ days: 150 }))

/** What was decided, without what came of it. */
function decisions(rounds: readonly PaperRound[]) {
  return rounds.map((round) => {
    const { date, symbol, arm, code } = round
    const entered = 'entry' in round ? { entry: round.entry, quantity: round.quantity } : {}
    return { date, symbol, arm, code, ...entered }
  })
}

function turned(bar: DailyBar, factor: number): DailyBar {
  const { date, open, high, low, close, volume } = bar
  return {
    date,
    open: open * factor,
    high: high * factor * 1.2,
    low: low * factor * 0.8,
    close: close * factor,
    volume,
  }
}

describe('nothing is seen before its time', () => {
  test('bars from a day on change nothing that was decided before', () => {
    const anyDay = fc.integer({ min: 25, max: DAYS - 1 })
    const property = fc.property(
      fc.nat(50),
      anyDay,
      fc.double({ min: 0.3, max: 3, noNaN: true }),
      (seed, day, factor) => {
        const setup = madeUpLoop({ days: DAYS, seed })
        const from = dates[day] as string
        const other = withBars(setup, (bar) => (bar.date >= from ? turned(bar, factor) : bar))
        const before = ({ date }: PaperRound) => date < from
        expect(decisions(runPaperLoop(other).rounds.filter(before))).toEqual(
          decisions(runPaperLoop(setup).rounds.filter(before)),
        )
      },
    )
    fc.assert(property, RUNS)
  })

  test('of a day itself its open is all that decides', () => {
    const property = fc.property(fc.nat(50), fc.integer({ min: 25, max: DAYS - 1 }), (seed, day) => {
      const setup = madeUpLoop({ days: DAYS, seed })
      const from = dates[day] as string
      const other = withBars(setup, (bar) => {
        if (bar.date < from) return bar
        return bar.date === from ? { ...turned(bar, 1), close: bar.low, volume: 7 } : turned(bar, 2)
      })
      const upTo = ({ date }: PaperRound) => date <= from
      expect(decisions(runPaperLoop(other).rounds.filter(upTo))).toEqual(
        decisions(runPaperLoop(setup).rounds.filter(upTo)),
      )
    })
    fc.assert(property, RUNS)
  })

  test('a reward is learned when the trade is over, not when it begins', () => {
    const lasting = long.rounds.filter(isTraded).filter(({ date, learnedOn }) => learnedOn > date)
    expect(lasting.length).toBeGreaterThan(10)
    expect(long.rounds.filter(isLearned).filter(({ date, learnedOn }) => learnedOn < date)).toEqual([])
  })
})

describe('a round', () => {
  test('that is skipped is rewarded with 0 on its day', () => {
    const skipped = long.rounds.filter(({ status }) => status === 'skipped')
    expect(skipped.length).toBeGreaterThan(0)
    for (const round of skipped)
      expect(round).toMatchObject({ arm: 'SKIP', reward: 0, learnedOn: round.date })
  })

  test('that is rejected teaches nothing', () => {
    const rejected = long.rounds.filter(({ status }) => status === 'rejected')
    expect(rejected.length).toBeGreaterThan(0)
    for (const round of rejected) expect(round).not.toHaveProperty('reward')
  })

  test('finds at most two other positions open', () => {
    const trades = long.rounds.filter(isTraded)
    for (const [place, { date }] of trades.entries()) {
      const open = trades.slice(0, place).filter(({ learnedOn }) => learnedOn >= date)
      expect(open.length).toBeLessThan(3)
    }
  })

  test('before results is over before they are told', () => {
    const { events } = madeUpLoop({ days: 150 })
    const before = long.rounds.filter(isTraded).filter(({ arm }) => arm === 'EARNINGS_PRE')
    expect(before.length).toBeGreaterThan(0)
    for (const { symbol, date, learnedOn } of before) {
      const results = events.find((event) => event.symbol === symbol && event.date >= date)
      expect(learnedOn <= results!.date).toBe(true)
    }
  })

  test('of news is never played, since no news was recorded', () => {
    expect(long.players.random.arms.NEWS_SPIKE.chosen).toBe(0)
  })
})

describe('costs', () => {
  const costless = (setup: PaperLoopSetup): PaperLoopSetup => ({
    ...setup,
    costs: { ...setup.costs, spreadBps: 0, commissionUsd: 0, regulatoryFeeUsdPerShareSold: 0 },
  })
  const keyOf = ({ date, symbol, arm }: PaperRound) => `${date} ${symbol} ${arm}`

  test('are paid by every trade', () => {
    for (const { costs } of long.rounds.filter(isTraded)) expect(costs).toBeGreaterThan(0)
    for (const { costs } of Object.values(long.players)) expect(costs).toBeGreaterThan(0)
  })

  test('never make a share earn more than the same trade without spread and fees', () => {
    const property = fc.property(fc.nat(50), (seed) => {
      const setup = madeUpLoop({ days: DAYS, seed })
      const free = new Map(
        runPaperLoop(costless(setup))
          .rounds.filter(isTraded)
          .map((round) => [keyOf(round), round]),
      )
      const pairs = runPaperLoop(setup)
        .rounds.filter(isTraded)
        .flatMap((paid) => {
          const other = free.get(keyOf(paid))
          return other ? [{ paid: paid.profit / paid.quantity, free: other.profit / other.quantity }] : []
        })
      expect(pairs.length).toBeGreaterThan(0)
      expect(pairs.filter((pair) => pair.paid >= pair.free)).toEqual([])
    })
    fc.assert(property, RUNS)
  })
})

describe('a loop', () => {
  test('with the same seed gives the same bytes, with another one other choices', () => {
    const setup = madeUpLoop({ days: DAYS })
    expect(JSON.stringify(runPaperLoop(setup))).toBe(JSON.stringify(runPaperLoop(setup)))
    const other = runPaperLoop({ ...setup, seed: 14 })
    expect(decisions(other.rounds)).not.toEqual(decisions(runPaperLoop(setup).rounds))
  })

  test('asks every symbol every morning once, as far as it can be seen', () => {
    const { rounds, unseen, about } = long
    expect(about.days).toBe(150)
    expect(rounds.length + unseen['too-few-days'] + unseen['old-days'] + unseen['no-open']).toBe(150 * 5)
    // The first day has no day before it, the next 19 have fewer than 20.
    expect(unseen).toEqual({ 'no-open': 0, 'old-days': 5, 'too-few-days': 95 })
    for (const { chosen } of Object.values(long.players)) expect(chosen).toBe(rounds.length)
  })

  test('leaves a symbol alone after a day without a bar', () => {
    const setup = madeUpLoop({ days: DAYS })
    const [first, ...others] = setup.symbols
    const gap = { ...first!, days: first!.days.filter(({ date }) => date !== dates[45]) }
    const { unseen, rounds } = runPaperLoop({ ...setup, symbols: [gap, ...others] })
    expect(unseen).toMatchObject({ 'no-open': 1, 'old-days': 6 })
    const mornings = rounds.filter(({ symbol }) => symbol === first!.symbol).map(({ date }) => date)
    expect(mornings).not.toContain(dates[45])
    expect(mornings).not.toContain(dates[46])
  })

  test('tells each day that is done', () => {
    const told: string[] = []
    runPaperLoop({
      ...madeUpLoop({ days: DAYS }),
      onProgress: ({ date, done, total }) => told.push(`${date} ${done}/${total}`),
    })
    expect(told).toHaveLength(DAYS)
    expect(told.at(-1)).toBe(`${dates[DAYS - 1]} 60/60`)
  })

  test('counts the whole reward once in its curve', () => {
    for (const { curve, totalReward, learned } of Object.values(long.players)) {
      expect(curve.at(-1)?.learned).toBe(learned)
      expect(curve.at(-1)?.cumulativeReward).toBeCloseTo(totalReward, 9)
    }
  })
})
