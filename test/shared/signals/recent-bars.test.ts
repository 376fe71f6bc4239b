import { describe, expect, test } from '@jest/globals'
import type { TapeBar } from '../../../shared/market-data/recorder.ts'
import { buyPressure, priceVolumeCorrelation, volumeSurge } from '../../../shared/signals/recent-bars.ts'
import { atMinute } from '../../support/session.ts'

function bars(...figures: readonly Partial<TapeBar>[]): TapeBar[] {
  return figures.map((figure, index) => ({
    time: atMinute(index),
    open: 10,
    high: 11,
    low: 9,
    close: 10,
    volume: 100,
    minutes: 1,
    recorded: true,
    ...figure,
  }))
}

const QUIET: readonly Partial<TapeBar>[] = Array(5).fill({})

describe('the volume surge', () => {
  test('is the last bar against the five before', () => {
    expect(volumeSurge(bars({ volume: 9_999 }, ...QUIET, { volume: 250 }))).toBe(2.5)
  })

  test('compares volume per minute when a poll came late', () => {
    expect(volumeSurge(bars(...QUIET, { volume: 400, minutes: 4 }))).toBe(1)
    expect(volumeSurge(bars({ volume: 600, minutes: 6 }, ...QUIET.slice(1), { volume: 300 }))).toBe(3)
  })

  test('is absent with fewer than six bars or after no trade at all', () => {
    expect(volumeSurge(bars(...QUIET))).toBeUndefined()
    expect(volumeSurge(bars(...QUIET.map(() => ({ volume: 0 })), { volume: 100 }))).toBeUndefined()
  })
})

describe('the price-volume correlation', () => {
  const zigzag = Array.from({ length: 11 }, (_, index) => (index % 2 === 0 ? 0 : index))

  test('is 1 when volume rises with the price and -1 when it rises against it', () => {
    expect(
      priceVolumeCorrelation(bars(...zigzag.map((step) => ({ close: 10 + step, volume: 100 + step })))),
    ).toBeCloseTo(1, 12)
    expect(
      priceVolumeCorrelation(bars(...zigzag.map((step) => ({ close: 10 - step, volume: 100 + step })))),
    ).toBeCloseTo(-1, 12)
  })

  test('looks at the last ten changes only', () => {
    const old = { close: 1, volume: 9_999 }
    const climb = zigzag.map((step) => ({ close: 10 + step, volume: 100 + step }))
    expect(priceVolumeCorrelation(bars(old, ...climb))).toBeCloseTo(1, 12)
  })

  test('is absent with fewer than ten changes or without any', () => {
    expect(
      priceVolumeCorrelation(bars(...zigzag.slice(1).map((close) => ({ close, volume: close })))),
    ).toBeUndefined()
    expect(priceVolumeCorrelation(bars(...zigzag.map((close) => ({ close }))))).toBeUndefined()
  })
})

describe('the buy pressure', () => {
  test('is where the bars closed in their ranges, by volume', () => {
    const atTheHigh = Array(5).fill({ close: 11, volume: 300 })
    const atTheLow = Array(5).fill({ close: 9, volume: 100 })
    expect(buyPressure(bars(...atTheHigh, ...atTheLow))).toBe(0.75)
  })

  test('looks at the last ten bars only', () => {
    const old = { close: 9, volume: 9_999 }
    expect(buyPressure(bars(old, ...Array(10).fill({ close: 11 })))).toBe(1)
  })

  test('takes nothing from bars without a range', () => {
    const flat = Array(9).fill({ high: 10, low: 10, volume: 1_000_000 })
    expect(buyPressure(bars(...flat, { close: 10.5 }))).toBe(0.75)
    expect(buyPressure(bars(...flat, flat[0]))).toBeUndefined()
  })

  test('is absent with fewer than ten bars or without volume', () => {
    expect(buyPressure(bars(...Array(9).fill({})))).toBeUndefined()
    expect(buyPressure(bars(...Array(10).fill({ volume: 0 })))).toBeUndefined()
  })
})
