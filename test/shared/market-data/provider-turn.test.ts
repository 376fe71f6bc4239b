import { expect, test } from '@jest/globals'
import {
  afterBadPull,
  afterGoodPull,
  FRESH_TURN,
  isItsTurn,
} from '../../../shared/market-data/provider-turn.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'

const NOW = 1_000_000 as EpochMs
const after = (milliseconds: number) => (NOW + milliseconds) as EpochMs

test('two bad pulls in a row change nothing, the third passes the provider over for a minute', () => {
  const second = afterBadPull(afterBadPull(FRESH_TURN, NOW), NOW)
  expect(isItsTurn(second, NOW)).toBe(true)
  const third = afterBadPull(second, NOW)
  expect(isItsTurn(third, after(59_999))).toBe(false)
  expect(isItsTurn(third, after(60_000))).toBe(true)
})

test('after a provider was passed over it takes three bad pulls again', () => {
  const passedOver = afterBadPull({ badPulls: 2 }, NOW)
  const second = afterBadPull(afterBadPull(passedOver, after(60_000)), after(60_000))
  expect(isItsTurn(second, after(60_000))).toBe(true)
  expect(isItsTurn(afterBadPull(second, after(60_000)), after(60_001))).toBe(false)
})

test('a good pull begins a new count', () => {
  const after2 = afterBadPull(afterBadPull(FRESH_TURN, NOW), NOW)
  expect(after2.badPulls).toBe(2)
  expect(isItsTurn(afterBadPull(afterGoodPull(), NOW), NOW)).toBe(true)
})
