import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { candlesThatFit, joinBars } from '../../../shared/charts/join-bars.ts'
import type { Bar } from '../../../shared/domain/bar.ts'
import { MINUTE_MS } from '../../../shared/time/instant.ts'
import { atMinute } from '../../support/session.ts'

const minuteBars = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1, max: 9 }),
      prices: fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 4, maxLength: 4 }),
      volume: fc.integer({ min: 0, max: 1_000_000 }),
    }),
    { minLength: 1, maxLength: 80 },
  )
  .map((moves) => {
    let minute = 0
    return moves.map(({ gap, prices: [open = 1, close = 1, one = 1, other = 1], volume }): Bar => {
      minute += gap
      const prices = [open, close, one, other]
      const extremes = { high: Math.max(...prices), low: Math.min(...prices) }
      return { time: atMinute(minute), open, close, ...extremes, volume }
    })
  })

const length = fc.constantFrom(1, 2, 5, 10, 15)

test('joined candles keep the volume, the extremes, the first open and the last close', () => {
  fc.assert(
    fc.property(minuteBars, length, (bars, minutes) => {
      const candles = joinBars(bars, minutes)
      expect(sum(candles)).toBe(sum(bars))
      expect(extremes(candles)).toEqual(extremes(bars))
      expect([candles[0]?.open, candles.at(-1)?.close]).toEqual([bars[0]?.open, bars.at(-1)?.close])
    }),
  )
})

test('in a joined candle the high is the highest and the low the lowest', () => {
  fc.assert(
    fc.property(minuteBars, length, (bars, minutes) => {
      for (const { open, high, low, close } of joinBars(bars, minutes))
        expect([Math.max(open, high, low, close), Math.min(open, high, low, close)]).toEqual([high, low])
    }),
  )
})

test('candles stand on whole intervals and ascend', () => {
  fc.assert(
    fc.property(minuteBars, length, (bars, minutes) => {
      const times = joinBars(bars, minutes).map(({ time }) => time)
      expect(times.filter((time) => (time - atMinute(0)) % (minutes * MINUTE_MS) !== 0)).toEqual([])
      expect(times).toEqual([...new Set(times)].toSorted((one, other) => one - other))
    }),
  )
})

test('the shortest candles that fit are taken', () => {
  fc.assert(
    fc.property(minuteBars, fc.integer({ min: 50, max: 100 }), (bars, countMax) => {
      const { minutes, candles } = candlesThatFit(bars, countMax)
      const countOf = (each: number) => places(bars, each)
      expect(candles).toEqual(joinBars(bars, minutes))
      expect(countOf(minutes)).toBeLessThanOrEqual(countMax)
      for (const shorter of [1, 2, 5, 10].filter((each) => each < minutes))
        expect(countOf(shorter)).toBeGreaterThan(countMax)
    }),
  )
})

/** How many candles would stand beside each other, those without a trade too. */
function places(bars: readonly Bar[], minutes: number): number {
  const candles = joinBars(bars, minutes)
  return (candles.at(-1)!.time - candles[0]!.time) / (minutes * MINUTE_MS) + 1
}

function sum(bars: readonly Bar[]): number {
  return bars.reduce((total, { volume }) => total + volume, 0)
}

function extremes(bars: readonly Bar[]) {
  return [Math.max(...bars.map(({ high }) => high)), Math.min(...bars.map(({ low }) => low))]
}
