import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { Episode } from '../../local/simulation/episode.ts'
import { MISHAPS } from '../../local/simulation/fates.ts'
import { PROMISES } from '../../local/simulation/promises.ts'
import { type SimulationResult, simulate } from '../../local/simulation/simulate.ts'

interface Regression {
  readonly seed: number
  readonly days: number
  readonly mode: 'DEMO' | 'LIVE'
  readonly promise: string
}

const regressions: readonly Regression[] = JSON.parse(
  readFileSync(new URL('./regressions.json', import.meta.url), 'utf8'),
)

const DAYS = 6
/** Promises that a few days may leave untried; `npm run simulate` tries all of them. */
const RARE = ['L6', 'L7', 'I8', 'I12', 'L8']

describe(`${DAYS} simulated days`, () => {
  let result: SimulationResult

  beforeAll(async () => {
    result = await simulate({ seed: 1, days: DAYS, jobs: 1 })
  }, 120_000)

  test('break no promise', () => {
    expect(result.violations).toEqual([])
    expect(result.trades).toBeGreaterThan(DAYS)
    expect(result.mishaps).toBeGreaterThan(DAYS)
  })

  test.each(Object.keys(PROMISES).filter((id) => !RARE.includes(id)))('try %s', (id) => {
    expect(result.checks[id as keyof typeof PROMISES]).toBeGreaterThan(0)
  })
})

test('the same seed gives the same trace, another seed another one', async () => {
  const setup = { seed: 5, days: 1, mode: 'LIVE', mishaps: MISHAPS } as const
  const [first, second, other] = [
    await Episode.run(setup),
    await Episode.run(setup),
    await Episode.run({ ...setup, seed: 6 }),
  ]
  expect(second.hash).toBe(first.hash)
  expect(other.hash).not.toBe(first.hash)
}, 60_000)

test('worlds that run at the same time give the same answer as one after the other', async () => {
  const [alone, together] = [
    await simulate({ seed: 3, days: 3, jobs: 1 }),
    await simulate({ seed: 3, days: 3, jobs: 2 }),
  ]
  expect(together).toEqual(alone)
}, 60_000)

test.each(regressions)(
  'world $seed, which once broke $promise, breaks nothing any more',
  async ({ seed, days, mode }) => {
    const { violations } = await Episode.run({ seed, days, mode, mishaps: MISHAPS })
    expect(violations).toEqual([])
  },
  60_000,
)
