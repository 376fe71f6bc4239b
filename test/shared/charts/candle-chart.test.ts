import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type CandleChart, candleChart } from '../../../shared/charts/candle-chart.ts'
import type { Bar } from '../../../shared/domain/bar.ts'
import { money, moneyFromNumber } from '../../../shared/domain/money.ts'
import { DAY_MS, type EpochMs } from '../../../shared/time/instant.ts'
import { atMinute } from '../../support/session.ts'
import { CATALOGUE } from './catalogue.ts'
import { pictureParts } from './picture-parts.ts'
import { expectSoundPicture } from './sound-picture.ts'

const HEADING = { title: 'TQQQ', subtitle: 'Monday 2022-03-14' }

function bar(minute: number, price: number, volume = 1_000): Bar {
  return { time: atMinute(minute), open: price, high: price + 1, low: price - 1, close: price + 0.5, volume }
}

function textsOf(chart: Partial<CandleChart>): readonly string[] {
  return pictureParts(candleChart({ ...HEADING, bars: [bar(0, 100), bar(30, 103)], ...chart })).texts.map(
    ({ text }) => text,
  )
}

/** How far one bar is after the one before, and where its prices lie between the extremes of a day. */
const move = fc.record({
  gap: fc.integer({ min: 1, max: 12 }),
  prices: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
  volume: fc.integer({ min: 0, max: 50_000_000 }),
})

const day = fc
  .record({
    moves: fc.array(move, { minLength: 1, maxLength: 60 }),
    from: fc.double({ min: 0.2, max: 5_000, noNaN: true }),
    widthPct: fc.constantFrom(0, 0.01, 1, 30),
  })
  .map(({ moves, from, widthPct }) => barsOf(moves, (share) => from * (1 + (share * widthPct) / 100)))

function barsOf(
  moves: readonly { readonly gap: number; readonly prices: readonly number[]; readonly volume: number }[],
  priceAt: (share: number) => number,
): readonly Bar[] {
  let minute = 0
  return moves.map(({ gap, prices, volume }) => {
    const [open = 0, close = 0] = prices.map(priceAt)
    const all = prices.map(priceAt)
    const time = atMinute(minute)
    minute += gap
    return { time, open, close, high: Math.max(...all), low: Math.min(...all), volume }
  })
}

const moment = fc.integer({ min: -30, max: 800 }).map((minute) => atMinute(minute))

/** Mostly near the prices of the day, sometimes nowhere near. */
function priceNear(bars: readonly Bar[]) {
  const times = fc.oneof(
    { weight: 5, arbitrary: fc.double({ min: 0.98, max: 1.02, noNaN: true }) },
    fc.double({ min: 0, max: 10, noNaN: true }),
  )
  return times.map((factor) => moneyFromNumber((bars[0]?.open ?? 1) * factor))
}

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('Buy 10', '', '<&>"', '🔰 😀'),
)

const anyChart: fc.Arbitrary<CandleChart> = day.chain((bars) => {
  const price = priceNear(bars)
  const kind = fc.constantFrom('entry', 'stop', 'target', 'exit')
  const side = fc.constantFrom('buy', 'sell')
  return fc.record({
    title: words,
    subtitle: words,
    bars: fc.constant(bars),
    levels: fc.array(fc.record({ kind, label: words, price }), { maxLength: 15 }),
    stops: fc.array(fc.record({ from: moment, price }), { maxLength: 8 }),
    stopsUntil: moment,
    marks: fc.array(fc.record({ side, time: moment, price, label: words }), { maxLength: 14 }),
  })
})

test('whatever the day, all of it is within the picture and no text lies on another', () => {
  fc.assert(
    fc.property(anyChart, (chart) => {
      expectSoundPicture(candleChart(chart))
    }),
  )
})

test.each(Object.entries(CATALOGUE))('%s is a sound picture', (_, svg) => {
  expectSoundPicture(svg)
})

describe('what a chart refuses', () => {
  test('no bars', () => {
    expect(() => candleChart({ ...HEADING, bars: [] })).toThrow(new RangeError('no bars to draw'))
  })

  test('bars of two days', () => {
    const tomorrow = { ...bar(0, 100), time: (atMinute(0) + DAY_MS) as EpochMs }
    expect(() => candleChart({ ...HEADING, bars: [bar(0, 100), tomorrow] })).toThrow(
      new RangeError('bars of more than one day: 2022-03-14 and 2022-03-15'),
    )
  })

  test('a price that is no number', () => {
    expect(() => candleChart({ ...HEADING, bars: [bar(0, Number.NaN)] })).toThrow(RangeError)
  })
})

describe('what a chart says', () => {
  test('times are New York’s, prices and volumes are round', () => {
    expect(textsOf({ bars: [bar(0, 100, 400_000), bar(30, 103, 1_300_000)] })).toEqual(
      expect.arrayContaining(['09:30', '10:00', '100', '104', '500K', '1M', 'Volume']),
    )
  })

  test('a level has its word and its price to the cent', () => {
    const texts = textsOf({
      levels: [
        { kind: 'stop', price: money('99.5') },
        { kind: 'exit', label: 'Sold', price: money('102.255') },
      ],
    })
    expect(texts).toEqual(expect.arrayContaining(['Stop', '99.50', 'Sold', '102.26']))
  })

  test('a level far beyond the day does not press the candles flat: an arrow says where it is', () => {
    const texts = textsOf({
      levels: [
        { kind: 'target', price: money('250') },
        { kind: 'stop', price: money('10') },
      ],
    })
    expect(texts).toEqual(expect.arrayContaining(['250.00 ↑', '10.00 ↓', '95', '105']))
  })

  test('levels at one price have tags beside each other', () => {
    const { texts } = pictureParts(
      candleChart({
        ...HEADING,
        bars: [bar(0, 100)],
        levels: [
          { kind: 'target', price: money('100.50') },
          { kind: 'exit', price: money('100.50') },
        ],
      }),
    )
    const [target, exit] = ['Target', 'Exit'].map((word) => texts.find(({ text }) => text === word))
    expect(exit!.box.top).toBeGreaterThan(target!.box.bottom)
  })

  test('what is no letter of the font is left out', () => {
    expect(textsOf({ title: '🔰🔰 TQQQ\n<b>&</b>\u0000', marks: [] })).toContain('TQQQ <b>&</b>')
  })

  test('a title that is too long is written smaller, then shortened', () => {
    const texts = textsOf({ title: 'A title of a little more than one line', subtitle: 'word '.repeat(40) })
    expect(texts).toContain('A title of a little more than one line')
    expect(texts.some((text) => text.startsWith('word word') && text.endsWith('…'))).toBe(true)
  })

  test.each([
    [30, '1-minute'],
    [120, '2-minute'],
    [390, '5-minute'],
    [700, '10-minute'],
    [860, '15-minute'],
  ])('%i minutes are drawn in %s candles', (minutes, words) => {
    const remark = textsOf({ bars: [bar(0, 100), bar(minutes - 1, 100)] }).find((text) =>
      text.includes('candles'),
    )
    expect(remark).toContain(words)
  })
})

test('the stop goes in steps up to the moment that it was given up', () => {
  const svg = candleChart({
    ...HEADING,
    bars: [bar(0, 100), bar(59, 100)],
    stops: [
      { from: atMinute(0), price: money('99.5') },
      { from: atMinute(30), price: money('100') },
    ],
    stopsUntil: atMinute(45),
  })
  const [, d = ''] = /d="([^"]*)"[^>]*stroke-width="3.5"/.exec(svg) ?? []
  const corners = [...d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }))
  const [first, corner, step, last] = corners
  expect(corners).toHaveLength(4)
  expect([first!.y, step!.y]).toEqual([corner!.y, last!.y])
  expect(step!.y).toBeLessThan(first!.y)
  expect(corner!.x).toBe(step!.x)
  expect((last!.x - step!.x) / (step!.x - first!.x)).toBeCloseTo(0.5, 2)
})
