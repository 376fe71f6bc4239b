import { describe, expect, test } from '@jest/globals'
import { deflatedSharpe } from '../../../../shared/backtest/metrics/deflated-sharpe.ts'
import { rankTrials } from '../../../../shared/backtest/sweep/ranking.ts'
import { recordOf, swinging } from '../../../support/sweep/trial-records.ts'

const BIAS = { check: 'look-ahead', severity: 'bias', text: 'knew the future' } as const
const WARNING = { check: 'costs', severity: 'warning', text: 'no spread was recorded' } as const

describe('a ranking', () => {
  test('is by deflated Sharpe with all trials and the deviation of their ratios', () => {
    const means = [0.001, 0.004, 0.002]
    const records = means.map((mean, index) => recordOf(String(index + 1), swinging(mean)))
    const { ranked, sharpeDeviation } = rankTrials(records, { trials: 50 })
    expect(ranked.map(({ trial }) => trial)).toEqual(['2', '3', '1'])
    const sharpes = records.map(({ sessionSharpe = 0 }) => sessionSharpe)
    const middle = sharpes.reduce((sum, each) => sum + each, 0) / 3
    const deviation = Math.sqrt(sharpes.reduce((sum, each) => sum + (each - middle) ** 2, 0) / 2)
    expect(sharpeDeviation).toBeCloseTo(deviation, 12)
    expect(ranked[0]?.deflatedSharpe).toBeCloseTo(
      deflatedSharpe({ returns: swinging(0.004), trials: 50, deviation }) ?? 0,
      12,
    )
  })

  test('of equal ratios is by profit factor, where no loss at all is the best and no trade the worst', () => {
    const factor = (trial: string, headline: object) => recordOf(trial, swinging(0.001), { headline })
    const { ranked } = rankTrials(
      [
        factor('1', { trades: 0, wins: 0, losses: 0 }),
        factor('2', { profitFactor: 1.5 }),
        factor('3', { wins: 4, losses: 0 }),
        factor('4', { profitFactor: 2.5 }),
        factor('5', { profitFactor: 1.5 }),
      ],
      { trials: 5 },
    )
    expect(ranked.map(({ trial }) => trial)).toEqual(['3', '4', '2', '5', '1'])
    expect(ranked.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5])
  })

  test('never holds a trial with a bias, and its ratio counts for nothing', () => {
    const clean = [recordOf('1', swinging(0.001)), recordOf('2', swinging(0.002))]
    const { headline: _untrue, ...peeked } = recordOf('3', swinging(0.9), { findings: [BIAS] })
    const ranking = rankTrials([...clean, peeked], { trials: 3 })
    expect(ranking.ranked.map(({ trial }) => trial)).toEqual(['2', '1'])
    expect(ranking.setAside).toEqual([{ trial: '3', settings: { a: 3 }, findings: [BIAS] }])
    expect(ranking.sharpeDeviation).toBe(rankTrials(clean, { trials: 3 }).sharpeDeviation)
    expect(ranking.trials).toBe(3)
  })

  test('puts a finding above a headline that should not be there', () => {
    const { ranked } = rankTrials([recordOf('1', swinging(0.1), { findings: [BIAS] })], { trials: 1 })
    expect(ranked).toEqual([])
  })

  test('says where trades are too few and where there were warnings', () => {
    const few = recordOf('1', swinging(0.001), {
      headline: { trades: 3, verdict: 'too-few-trades' },
      findings: [WARNING],
    })
    expect(rankTrials([few], { trials: 1 }).ranked[0]).toMatchObject({ tooFewTrades: true, warnings: 1 })
  })

  test('puts a trial without a Sharpe ratio last', () => {
    const { sessionSharpe: _none, ...flat } = recordOf('1', [0, 0, 0, 0])
    const { ranked } = rankTrials([flat, recordOf('2', swinging(-0.005))], { trials: 2 })
    expect(ranked.map(({ trial }) => trial)).toEqual(['2', '1'])
    expect(ranked[1]).not.toHaveProperty('deflatedSharpe')
  })
})
