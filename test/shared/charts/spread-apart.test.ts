import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { spreadApart } from '../../../shared/charts/spread-apart.ts'

const WITHIN = { from: 100, to: 700 }
const GAP = 36
const wishes = fc.array(fc.double({ min: 0, max: 900, noNaN: true }), { maxLength: 12 })

test('places are a gap apart, within, and in the order of their wishes', () => {
  fc.assert(
    fc.property(wishes, (wanted) => {
      const places = spreadApart(wanted, WITHIN, GAP)
      const rising = wanted
        .map((wish, index) => [wish, places[index]!] as const)
        .toSorted(([a], [b]) => a - b)
      for (const [index, [, place]] of rising.entries()) {
        expect(place).toBeGreaterThanOrEqual(WITHIN.from - 1e-9)
        expect(place).toBeLessThanOrEqual(WITHIN.to + 1e-9)
        if (index > 0) expect(place - rising[index - 1]![1]).toBeGreaterThanOrEqual(GAP - 1e-9)
      }
    }),
  )
})

test('who has room stays', () => {
  expect(spreadApart([300, 200, 500], WITHIN, GAP)).toEqual([300, 200, 500])
})

test('two at one place share the way, the first one above', () => {
  expect(spreadApart([300, 300], WITHIN, GAP)).toEqual([282, 318])
})

test('at the end nobody is pushed out', () => {
  expect(spreadApart([700, 699, 120], WITHIN, GAP)).toEqual([700, 664, 120])
})
