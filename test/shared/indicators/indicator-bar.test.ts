import { expect, test } from '@jest/globals'
import { assertBar } from '../../../shared/indicators/indicator-bar.ts'

const bar = { open: 10, high: 12, low: 9, close: 11, volume: 0 }

test.each([
  ['closes at its high', { close: 12 }],
  ['closes at its low', { close: 9 }],
  ['has one price', { open: 9, high: 9, low: 9, close: 9 }],
  // A quoted high may lag behind the quoted open.
  ['opens outside its range', { open: 13 }],
])('a bar that %s is taken', (_, change) => {
  expect(() => assertBar({ ...bar, ...change })).not.toThrow()
})

test.each([
  [{ open: Number.NaN }, 'bar.open must be a finite price, was NaN'],
  [{ low: 0 }, 'bar.low must be a price above 0, was 0'],
  [{ high: 8.99 }, 'bar.high must be finite, 9 or more, was 8.99'],
  [{ high: Infinity }, 'bar.high must be finite, 9 or more, was Infinity'],
  [{ close: 12.01 }, 'bar.close must be 9 to 12, was 12.01'],
  [{ close: Number.NaN }, 'bar.close must be 9 to 12, was NaN'],
  [{ volume: -1 }, 'bar.volume must be finite, 0 or more, was -1'],
])('a bar with %j is refused', (change, message) => {
  expect(() => assertBar({ ...bar, ...change })).toThrow(message)
})
