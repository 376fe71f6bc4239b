import { describe, expect, test } from '@jest/globals'
import { type Freeze, freezeWaitMs, frozen, thawed } from '../../../shared/pacing/freeze.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'

const START = Date.UTC(2026, 2, 3, 14, 36) as EpochMs
const after = (milliseconds: number) => (START + milliseconds) as EpochMs

test('the pause is one second, doubles each time it did not help, and stays at a minute', () => {
  const seconds: number[] = []
  let freeze: Freeze | undefined
  let now = START
  for (let answer = 1; answer <= 8; answer += 1) {
    freeze = frozen(freeze, now)
    seconds.push(freeze.seconds)
    now = freeze.until
  }
  expect(seconds).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
})

test('calls that were under way when it began do not lengthen it', () => {
  const first = frozen(undefined, START)
  expect(frozen(first, after(999))).toMatchObject({ until: first.until, seconds: 1 })
  expect(frozen(first, after(1_000))).toMatchObject({ until: after(3_000), seconds: 2 })
})

test('a good answer ends it once it is over, and not before', () => {
  const freeze = frozen(undefined, START)
  expect(thawed(freeze, after(999))).toBe(freeze)
  expect(thawed(freeze, after(1_000))).toBeUndefined()
  expect(thawed(undefined, START)).toBeUndefined()
})

describe('during a long pause', () => {
  const freeze: Freeze = { since: START, until: after(60_000), seconds: 60 }

  test('most calls wait for its end', () => {
    expect(freezeWaitMs(freeze, false, after(1_000))).toBe(59_000)
    expect(freezeWaitMs(freeze, false, after(60_000))).toBe(0)
  })

  test('a cancel or an exit tries again after five seconds', () => {
    expect(freezeWaitMs(freeze, true, after(1_000))).toBe(4_000)
    expect(freezeWaitMs(freeze, true, after(5_000))).toBe(0)
    expect(freezeWaitMs(frozen(freeze, after(5_000)), true, after(5_000))).toBe(5_000)
  })
})

test('without a pause nobody waits', () => {
  expect(freezeWaitMs(undefined, false, START)).toBe(0)
})
