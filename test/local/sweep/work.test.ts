import { describe, expect, test } from '@jest/globals'
import { SweepProgress } from '../../../local/sweep/sweep-progress.ts'
import { freshFolder, rankingOf, sweepOnFake, TWELVE } from '../../support/sweep/sweep-bench.ts'
import { recordOf, swinging } from '../../support/sweep/trial-records.ts'

describe('a sweep', () => {
  test('comes to the same ranking with any number of threads', async () => {
    const [alone, both] = [freshFolder(), freshFolder()]
    await sweepOnFake({ ...TWELVE, out: alone, jobs: 1 })
    const { told } = await sweepOnFake({ ...TWELVE, out: both, jobs: 2 })
    expect(told).toContain('12 backtests to run, 2 at a time')
    expect(rankingOf(both)).toBe(rankingOf(alone))
  })

  test('whose market is refused ends with what the engine says', async () => {
    await expect(sweepOnFake({ ...TWELVE, symbols: ['NONE'], out: freshFolder() })).rejects.toThrow(
      '--symbols: the fake market has no NONE',
    )
  })

  test('without a session is refused', async () => {
    const empty = { ...TWELVE, from: '2026-04-01', out: freshFolder() }
    await expect(sweepOnFake(empty)).rejects.toThrow('the market has no session between --from and --until')
  })

  test('with too few sessions for its windows is refused', async () => {
    const long = { ...TWELVE, walkForward: '60,20', out: freshFolder() }
    await expect(sweepOnFake(long)).rejects.toThrow(
      /--walk-forward: dates are 22 sessions; allowed: at least 80/,
    )
  })
})

describe('progress', () => {
  test('is a bar on a terminal, with the best so far', () => {
    const { told, progress } = progressOn(true)
    progress.onLine(recordOf('1', swinging(0.001), { headline: { sharpe: 1.5 } }))
    progress.onLine(recordOf('2', swinging(0.001), { headline: { sharpe: 0.5 } }))
    progress.end()
    expect(told.at(-2)).toMatch(
      /^\r\[#{24}\] 2 of 2 backtests, [\d.]+ a second, 0:00 left, best so far 1 \(Sharpe 1.50\)/,
    )
    expect(told.at(-1)).toBe('\n')
  })

  test('is a plain line elsewhere, and a line is kept before it is told', () => {
    const { told, kept, progress } = progressOn(false)
    progress.onLine({ ...recordOf('1', swinging(0.001)), findings: [] })
    expect(kept).toEqual(['1'])
    expect(told).toEqual([])
    progress.onLine(recordOf('2', swinging(0.001)))
    progress.end()
    expect(told).toEqual([expect.stringMatching(/^2 of 2 backtests, [\d.]+ a second, 0:00 left\n$/)])
  })
})

function progressOn(isTTY: boolean) {
  const told: string[] = []
  const kept: string[] = []
  const target = { isTTY, write: (text: string) => told.push(text) }
  const progress = new SweepProgress({ total: 2, target, keep: ({ id }) => kept.push(id) })
  return { told, kept, progress }
}
