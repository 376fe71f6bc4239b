import { describe, expect, test } from '@jest/globals'
import { backtestText } from '../../../local/backtest/backtest-text.ts'
import { madeUpResult, refutedResult } from '../../shared/backtest/report/made-up-result.ts'

describe('a run with a headline', () => {
  const result = madeUpResult()
  const text = backtestText(result)

  test('begins with what was run, with which costs, and how often the audit looked', () => {
    expect(text.split('\n').slice(0, 3)).toEqual([
      'openbell on made-up market, 7 symbols: 60 sessions, 2022-01-03 to 2022-03-25, 163,800 bars',
      'Fills next-bar, slippage 5 bps, spread 2 bps where no quotes were recorded, seed 7',
      'Audit: 3 checks looked 23,972 times, 0 findings',
    ])
  })

  test('says in words what it proves, and gives every figure its interval and its unit', () => {
    expect(text).toContain('\nNo edge: the 90 % interval of what a trade earns holds 0.\n')
    expect(text).toMatch(/\n {2}Return +-1\.10 %, 25,000\.00 USD to 24,726\.13 USD\n/)
    expect(text).toMatch(/\n {2}Profit factor 0\.93 \(90 %: 0\.60 to 1\.42\)\n/)
    expect(text).toMatch(/\n {2}A trade earns -3\.42 USD \(90 %: -\d+\.\d\d USD to \d+\.\d\d USD\)\n/)
    expect(text).toContain(', 3 % likely above 0 after 12 trials')
  })

  test('tells what kept the others out, the most frequent first, and ends with its notes', () => {
    expect(text).toMatch(
      /Of 46,800 looks at a symbol 80 passed every gate.*\n {2}score-below-threshold +41,210\n/,
    )
    expect(text.split('\n').at(-1)).toBe(`Note: ${result.notes[0]}`)
  })

  test('leaves out what has no figure', () => {
    const { sharpe: _, profitFactor: __, expectancyUsd: ___, spyPct: ____, ...few } = result.metrics!
    const told = backtestText({
      ...result,
      metrics: { ...few, verdict: 'too-few-trades', trades: 0, wins: 0 },
    })
    expect(told).toContain('Too few trades to say anything: fewer than 30.')
    expect(told).not.toMatch(/Sharpe|Profit factor|A trade earns|SPY|undefined|NaN/)
    expect(told).toMatch(/Against +buy and hold -7\.12 %\n/)
  })
})

describe('a run without a headline', () => {
  test('says why, and shows none of its figures', () => {
    const text = backtestText(refutedResult())
    expect(text).toContain('No headline: the audit found what makes this run untrue.')
    expect(text).toContain('\n  BIAS look-ahead TQQQ: The score of 10:15 changed')
    expect(text).not.toMatch(/Return|Sharpe|Profit factor|A trade earns/)
  })

  test('shows twelve findings and counts the others', () => {
    const { audit, ...rest } = refutedResult()
    const findings = Array.from({ length: 15 }, () => audit.findings[0]!)
    const text = backtestText({ ...rest, audit: { ...audit, findings } })
    expect(text.match(/BIAS look-ahead/g)).toHaveLength(12)
    expect(text).toContain('\n  and 3 more findings in the JSON\n')
  })
})
