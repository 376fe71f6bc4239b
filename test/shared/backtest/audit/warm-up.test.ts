import { expect, test } from '@jest/globals'
import { warmUp } from '../../../../shared/backtest/audit/warm-up.ts'
import { minuteBars, openDays } from './corpus/clean-bars.ts'
import { countingRule, emaRule, honestCross, slowHonestCross } from './corpus/rules.ts'

const days = openDays(3)
const series = ['AAA', 'BBB'].map((symbol, index) => minuteBars({ symbol, days, seed: 50 + index }))

test.each([
  ['a fading average with a fifth of its period', emaRule(100), 20],
  ['a rule that counts the bars it has seen', countingRule, 50],
])('%s: warm-up-too-short', async (_, run, warmUpBars) => {
  const { findings } = await warmUp({ run, series, warmUpBars })
  expect(findings[0]).toMatchObject({ check: 'warm-up-too-short', severity: 'bias' })
  expect(findings[0]!.text).toContain('after the warm-up that ended at 2024-11-25')
})

test.each([
  ['a fading average with ten times its period', emaRule(20), 200],
  ['plain averages with their own length', honestCross, 31],
  ['the same when they answer later', slowHonestCross, 31],
])('%s is warm enough', async (_, run, warmUpBars) => {
  const audit = await warmUp({ run, series, warmUpBars })
  expect(audit).toEqual({ checks: [{ name: 'warm-up-too-short', looked: 2 }], findings: [] })
})

test('bars too few to judge are said, not passed over', async () => {
  const audit = await warmUp({ run: honestCross, series, warmUpBars: 2_000 })
  expect(audit.checks).toEqual([{ name: 'warm-up-too-short', looked: 0 }])
  expect(audit.findings).toMatchObject([{ severity: 'warning' }])
})
