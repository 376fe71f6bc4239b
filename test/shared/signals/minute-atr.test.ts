import { expect, test } from '@jest/globals'
import type { TapeBar } from '../../../shared/market-data/recorder.ts'
import { minuteAtr } from '../../../shared/signals/minute-atr.ts'
import { atMinute } from '../../support/session.ts'

/** Bars that each span 0.20 USD round 50. */
function bars(count: number, minutes = 1): readonly TapeBar[] {
  return Array.from({ length: count }, (_, index) => ({
    time: atMinute(index * minutes),
    open: 50,
    high: 50.1,
    low: 49.9,
    close: 50,
    volume: 100,
    minutes,
    recorded: true,
  }))
}

test('fifteen bars are needed: fourteen true ranges', () => {
  expect(minuteAtr(bars(14))).toBeUndefined()
  expect(minuteAtr(bars(15))).toBeCloseTo(0.2, 12)
})

test('a bar of four minutes counts with half its range', () => {
  expect(minuteAtr(bars(15, 4))).toBeCloseTo(0.1, 12)
})

test('a gap between two bars is part of the range', () => {
  const gapped = bars(16).map((bar, index) =>
    index === 15 ? { ...bar, open: 52, high: 52.1, low: 51.9, close: 52 } : bar,
  )
  // Wilder: (13 × 0.2 + 2.1) ÷ 14.
  expect(minuteAtr(gapped)).toBeCloseTo((13 * 0.2 + 2.1) / 14, 12)
})
