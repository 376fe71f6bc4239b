import { expect, test } from '@jest/globals'
import { volumeBreakout } from '../../../shared/signals/volume-breakout.ts'
import { tapeBars } from '../../support/tape-bars.ts'

/** Twenty bars with highs of 50.05, and the one that is judged. */
const closes = (last: number) => [...Array(20).fill(50), last]

test('a close above the last twenty bars is told by its volume a minute against theirs', () => {
  expect(volumeBreakout(tapeBars(closes(50.06), { volume: 250 }))).toBe(2.5)
  expect(volumeBreakout(tapeBars(closes(50.06), { volume: 250, minutes: 1 }))).toBe(5)
})

test('a close at their high is no breakout, whatever the volume', () => {
  expect(volumeBreakout(tapeBars(closes(50.05), { volume: 900 }))).toBe(0)
})

test('a close under any one of the twenty highs is no breakout', () => {
  expect(volumeBreakout(tapeBars([60, ...Array(19).fill(50), 55], { volume: 900 }))).toBe(0)
  expect(volumeBreakout(tapeBars([60, ...Array(20).fill(50), 55], { volume: 900 }))).toBe(9)
})

test('it is not known from twenty bars or when nothing traded before', () => {
  expect(volumeBreakout(tapeBars(closes(51).slice(1)))).toBeUndefined()
  expect(volumeBreakout(tapeBars(closes(51)).map((bar) => ({ ...bar, volume: 0 })))).toBeUndefined()
})
