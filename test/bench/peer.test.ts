import { expect, test } from '@jest/globals'
import { Sma } from '../../shared/indicators/sma.ts'
import { barSubjects, closeSubjects } from './indicator-subjects.ts'
import { peerOf } from './peer.ts'
import { waveBars } from './wave-bars.ts'

const bars = waveBars(2_000)
const closes = bars.map(({ close }) => close)

test('every indicator of trading-signals that is timed beside ours answers the same', () => {
  const told = [
    ...closeSubjects.map(({ name, make, peer }) => [name, peer?.sameness(make(), closes)]),
    ...barSubjects.map(({ name, make, peer }) => [name, peer?.sameness(make(), bars)]),
  ]
  expect(told.filter(([, sameness]) => sameness?.startsWith('same')).length).toBe(16)
  expect(told.filter(([, sameness]) => sameness === undefined).map(([name]) => name)).toEqual([
    'realized volatility 20',
    'candle patterns',
    'IndicatorSet, all of them',
  ])
})

test('one that answers something else to the end is not timed', () => {
  const another = peerOf(() => ({ add: (close: number) => close }), {
    ours: (value: number) => [value],
    theirs: (value: number) => [value],
  })
  expect(() => another.sameness(new Sma(20), closes)).toThrow(
    'no equals to compare: still another answer at bar 2000',
  )
})
