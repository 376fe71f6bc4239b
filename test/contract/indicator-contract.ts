import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Indicator } from '../../shared/indicators/indicator.ts'
import { series } from '../../shared/indicators/series.ts'
import { barSeries, type SessionBar } from './bar-series.ts'

export interface IndicatorSubject<Input, Output, State> {
  readonly create: () => Indicator<Input, Output, State>
  readonly input: (bar: SessionBar) => Input
  /** How many bars a reader of the definition counts until the first value. */
  readonly firstValueAtBar: number
}

const MORE_BARS = 30
const check = { numRuns: 25 }

/** The promise of `Indicator`, asked of one implementation over random series. */
export function itKeepsTheIndicatorContract<Input, Output, State>({
  create,
  input,
  firstValueAtBar,
}: IndicatorSubject<Input, Output, State>): void {
  const maxLength = firstValueAtBar + MORE_BARS
  const inputs = barSeries({ minLength: maxLength, maxLength }).map((bars) => bars.map(input))
  const cut = fc.integer({ min: 0, max: maxLength - 1 })

  describe('keeps the indicator contract', () => {
    test(`the first value is at bar ${firstValueAtBar} and from then on there always is one`, () => {
      expect(create().warmUp).toBe(firstValueAtBar)
      fc.assert(
        fc.property(inputs, (all) => {
          const present = series(create(), all).map((output) => output !== undefined)
          expect(present).toEqual(all.map((_, index) => index + 1 >= firstValueAtBar))
        }),
        check,
      )
    })

    test('a value never depends on later bars', () => {
      fc.assert(
        fc.property(inputs, inputs, cut, (past, otherFuture, at) => {
          const whole = series(create(), past)
          const changed = series(create(), [...past.slice(0, at), ...otherFuture.slice(at)])
          expect(changed.slice(0, at)).toEqual(whole.slice(0, at))
        }),
        check,
      )
    })

    test('restored from JSON at any bar it goes on with the very same values', () => {
      fc.assert(
        fc.property(inputs, cut, (all, at) => {
          const first = create()
          series(first, all.slice(0, at))
          const saved = first.save()
          const text = JSON.stringify(saved)
          const expected = series(first, all.slice(at))
          const second = create()
          second.restore(JSON.parse(text))
          expect(series(second, all.slice(at))).toEqual(expected)
          expect(second.save()).toEqual(first.save())
          expect(JSON.stringify(saved)).toBe(text)
        }),
        check,
      )
    })

    test('restoring forgets what was seen before', () => {
      fc.assert(
        fc.property(inputs, inputs, (all, others) => {
          const used = create()
          series(used, others)
          used.restore(create().save())
          expect(series(used, all)).toEqual(series(create(), all))
        }),
        check,
      )
    })

    test('a peek shows what next would answer and changes nothing', () => {
      fc.assert(
        fc.property(inputs, inputs, (all, developing) => {
          const indicator = create()
          const outputs = all.map((bar, index) => {
            const before = indicator.save()
            indicator.peek(developing[index] ?? bar)
            const peeked = indicator.peek(bar)
            expect(indicator.save()).toEqual(before)
            expect(indicator.next(bar)).toEqual(peeked)
            return peeked
          })
          expect(outputs).toEqual(series(create(), all))
        }),
        check,
      )
    })
  })
}
