import { describe, expect, test } from '@jest/globals'
import { money } from '../../../shared/domain/money.ts'
import { isStopTriggered, stopFillOnBar, stopFillPrice } from '../../../shared/matching/stop-fill.ts'

describe('a stop on a bar', () => {
  test.each([
    ['is not reached by a low just above it', { open: '47.60', low: '47.51' }, undefined],
    ['fills at its own price when the bar trades down to it', { open: '47.60', low: '47.50' }, '47.50'],
    ['fills at its own price when the bar trades through it', { open: '47.60', low: '46.00' }, '47.50'],
    ['fills at its own price when the bar opens on it', { open: '47.50', low: '47.00' }, '47.50'],
    ['fills at the open when the bar opens below it', { open: '47.49', low: '47.00' }, '47.49'],
    ['fills at the open after a gap', { open: '45.00', low: '44.00' }, '45.00'],
  ])('%s', (_, { open, low }, price) => {
    const bar = { stop: money('47.50'), open: money(open), low: money(low) }
    expect(stopFillOnBar(bar)).toBe(price && money(price))
  })
})

test('a buy stop is set off at or above its price, a sell stop at or below it', () => {
  const stop = money('10.00')
  const around = [money('9.99'), money('10.00'), money('10.01')]
  expect(around.map((last) => isStopTriggered({ side: 'SELL', stop }, last))).toEqual([true, true, false])
  expect(around.map((last) => isStopTriggered({ side: 'BUY', stop }, last))).toEqual([false, true, true])
})

test('a triggered stop waits where nothing is quoted', () => {
  expect(stopFillPrice({ side: 'SELL', stop: money('10.00') }, { ask: money('9.00') })).toBeUndefined()
})
