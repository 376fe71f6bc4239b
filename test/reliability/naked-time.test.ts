import { expect, test } from '@jest/globals'
import { after, atBroker, type Way } from './broker-order.ts'
import { heldTimes } from './naked-time.ts'

const BUY: Way = { number: 1, side: 'BUY', type: 'LIMIT', placed: 0, filled: 0 }
const STOP: Way = { number: 2, side: 'SELL', type: 'STOP', placed: 5, cancelled: 60 }
const SALE: Way = { number: 3, side: 'SELL', type: 'LIMIT', placed: 61, filled: 70 }

/** From and to of each position and of its longest time without a stop, in seconds. */
function times(...ways: readonly Way[]) {
  return heldTimes(ways.map(atBroker), after(600)).map(({ from, to, longestNaked }) =>
    [from, to, longestNaked.from, longestNaked.to].map((at) => (at - after(0)) / 1_000),
  )
}

test('a position is naked until its stop is there and again from its cancellation to its sale', () => {
  expect(times(BUY, STOP, SALE)).toEqual([[0, 70, 60, 70]])
  expect(times(BUY, { ...STOP, placed: 20 }, SALE)).toEqual([[0, 70, 0, 20]])
})

test('a position whose stop came in the same moment and was filled was never naked', () => {
  expect(times(BUY, { number: 2, side: 'SELL', type: 'STOP', placed: 0, filled: 30 })).toEqual([
    [0, 30, 0, 0],
  ])
})

test('a position that is still held is naked to the end', () => {
  expect(times(BUY)).toEqual([[0, 600, 0, 600]])
})

test('a stop for fewer shares than are held covers none', () => {
  expect(times(BUY, { ...BUY, number: 4, placed: 10, filled: 10 }, STOP)).toEqual([[0, 600, 10, 600]])
})

test('shares sold and bought again in one moment are two positions', () => {
  const again: Way = { ...BUY, number: 4, placed: 70, filled: 70 }
  expect(times(BUY, STOP, SALE, again)).toEqual([
    [0, 70, 60, 70],
    [70, 600, 70, 600],
  ])
})
