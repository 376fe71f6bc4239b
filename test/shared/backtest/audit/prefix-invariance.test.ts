import { expect, test } from '@jest/globals'
import { prefixInvariance } from '../../../../shared/backtest/audit/prefix-invariance.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { MINUTE_MS } from '../../../../shared/time/instant.ts'
import { minuteBars, openDays } from './corpus/clean-bars.ts'
import { honestCross, PEEKING_RULES, slowHonestCross } from './corpus/rules.ts'

const days = openDays(3)
const series = ['AAA', 'BBB'].map((symbol, index) => minuteBars({ symbol, days, seed: 40 + index }))
const cuts = days.flatMap(({ openAt }) =>
  [31, 77, 120, 188, 240, 301].map((minute) => (openAt + minute * MINUTE_MS) as EpochMs),
)

test.each(PEEKING_RULES)('$name: look-ahead', async ({ run }) => {
  const { findings, checks } = await prefixInvariance({ run, series, cuts })
  expect(findings[0]).toMatchObject({ check: 'look-ahead', severity: 'bias' })
  expect(checks).toEqual([{ name: 'look-ahead', looked: cuts.length }])
})

test.each([honestCross, slowHonestCross])('rules that know only the past pass', async (run) => {
  const { findings } = await prefixInvariance({ run, series, cuts })
  expect(findings).toEqual([])
})

test('the finding names the cut and the first decision that differs', async () => {
  const [{ run }] = PEEKING_RULES as [(typeof PEEKING_RULES)[number]]
  const { findings } = await prefixInvariance({ run, series, cuts })
  expect(findings[0]!.text).toMatch(
    /^with other bars from 2024-11-2\d \d\d:\d\d:\d\d on, (no decision|"buy [AB]{3}" of 2024.*) became /,
  )
  expect(findings[0]!.at).toBeGreaterThan(0)
})

test('bars before a cut reach the rules as they were, and the series handed in are not touched', async () => {
  const [first] = series as [(typeof series)[number]]
  const before = first.close.slice()
  const cut = cuts[3]!
  const seen: Float64Array[] = []
  await prefixInvariance({
    run: ([one]) => {
      seen.push(one!.close.slice())
      return []
    },
    series: [first],
    cuts: [cut],
  })
  const end = first.time.findIndex((time) => time >= cut)
  expect(first.close).toEqual(before)
  expect(seen[1]!.slice(0, end)).toEqual(before.slice(0, end))
  expect(seen[1]!.slice(end).every((price, bar) => price !== before[end + bar])).toBe(true)
})
