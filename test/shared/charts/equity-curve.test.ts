import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { equityCurve } from '../../../shared/charts/equity-curve.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import { addDays, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { pictureParts } from './picture-parts.ts'
import { expectSoundPicture } from './sound-picture.ts'

const MONDAY = parseExchangeDate('2022-03-14')

function pointsOf(equities: readonly Money[]) {
  return equities.map((equity, index) => ({ date: addDays(MONDAY, index), equity }))
}

function drawn(...equities: readonly string[]): string {
  return equityCurve({ title: 'Equity', subtitle: '', points: pointsOf(equities.map(money)) })
}

function textsOf(svg: string): readonly string[] {
  return pictureParts(svg).texts.map(({ text }) => text)
}

test('whatever the account did, all of it is within the picture and no text lies on another', () => {
  const around = fc.constantFrom(0, 5_000, 12_345_678, 100_000_000, 90_000_000_000)
  const changes = fc.array(fc.integer({ min: -3_000_000, max: 3_000_000 }), { minLength: 1, maxLength: 250 })
  fc.assert(
    fc.property(around, changes, fc.boolean(), (start, moves, isQuiet) => {
      const equities = moves.map((move) => (start + (isQuiet ? move % 3 : move)) as Money)
      expectSoundPicture(equityCurve({ title: 'Equity', subtitle: 'DEMO', points: pointsOf(equities) }))
    }),
  )
})

test('no days are refused', () => {
  expect(() => drawn()).toThrow(new RangeError('no days to draw'))
})

test('the first and the last value are written', () => {
  expect(textsOf(drawn('10000', '10250.5', '10112.25'))).toEqual(
    expect.arrayContaining(['10,000.00', '10,112.25']),
  )
})

test('one day is a dot with its value, and has no change yet', () => {
  const svg = drawn('10000')
  expect(svg.match(/<circle/g)).toHaveLength(1)
  expect(textsOf(svg)).toEqual(expect.arrayContaining(['10,000.00', 'Mar 14']))
  expect(textsOf(svg)).not.toContain('Daily change')
})

describe('the fall below the peak', () => {
  test('is the deepest one, in percent of its peak', () => {
    expect(textsOf(drawn('10000', '10200', '9996', '10100', '10300'))).toContain(
      'below its peak, at most -2.00 %',
    )
  })

  test('is not spoken of where there was none', () => {
    expect(textsOf(drawn('10000', '10000', '10300')).join(' ')).not.toContain('peak')
  })

  test('is shaded no further than to where the line reaches the peak again', () => {
    const svg = drawn('10000', '9900', '10100')
    const [, d = ''] = /<path d="([^"]*Z)"[^>]*fill-opacity="0.2"/.exec(svg) ?? []
    const corners = [...d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    )
    const [start, low, end, endAgain, crossing, , startAgain] = [
      ...corners.slice(0, 5),
      undefined,
      corners.at(-1),
    ]
    expect(endAgain).toEqual(end)
    expect(startAgain).toEqual(start)
    expect(crossing).toEqual([expect.closeTo((low![0] + end![0]) / 2, 0), start![1]])
  })
})

test('a day’s change is up in blue and down in orange, from the zero line', () => {
  const svg = drawn('10000', '10050', '10020', '10020')
  const bars = [...svg.matchAll(/<path d="M[\d.]+ ([\d.]+)H[\d.]+V([\d.]+)H[\d.]+Z" fill="(#\w+)"/g)]
  const [up, down] = bars.map(([, top, bottom, fill]) => ({ top: Number(top), bottom: Number(bottom), fill }))
  expect([up?.fill, down?.fill, bars.length]).toEqual(['#0072b2', '#d55e00', 2])
  expect(down?.top).toBe(up?.bottom)
  expect((down!.bottom - down!.top) / (up!.bottom - up!.top)).toBeCloseTo(30 / 50, 1)
})
