import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { money } from '../../../shared/domain/money.ts'
import type { LatestBar } from '../../../shared/exits/held-market.ts'
import { surgeLevel, surgeStop } from '../../../shared/exits/selling-surge.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const rules = parseConfig({}).exits
const now = NINE_THIRTY_SIX

function bar(changePct: number, volumeMultiple: number, overrides: Partial<LatestBar> = {}): LatestBar {
  return { startedAt: (now - 2 * MINUTE_MS) as EpochMs, minutes: 2, changePct, volumeMultiple, ...overrides }
}

describe('how heavy the selling is', () => {
  test.each([
    ['too little fall', -0.4999, 5, undefined],
    ['too little volume', -5, 1.1999, undefined],
    ['a rise on volume', 5, 5, undefined],
    ['minor', -0.5, 1.2, 'minor'],
    ['minor, as the fall is not yet moderate', -0.9999, 5, 'minor'],
    ['minor, as the volume is not yet moderate', -5, 1.4999, 'minor'],
    ['moderate', -1, 1.5, 'moderate'],
    ['moderate, as the fall is not yet major', -1.9999, 5, 'moderate'],
    ['moderate, as the volume is not yet major', -5, 1.9999, 'moderate'],
    ['major', -2, 2, 'major'],
  ] as const)('%s', (_, changePct, volumeMultiple, level) => {
    expect(surgeLevel(bar(changePct, volumeMultiple), now, rules)).toBe(level)
  })

  test('without a bar there is no surge', () => {
    expect(surgeLevel(undefined, now, rules)).toBeUndefined()
  })

  test('a bar that began five minutes ago counts, an older one does not', () => {
    const began = (ago: number) => bar(-2, 2, { startedAt: (now - ago) as EpochMs })
    expect(surgeLevel(began(5 * MINUTE_MS), now, rules)).toBe('major')
    expect(surgeLevel(began(5 * MINUTE_MS + 1), now, rules)).toBeUndefined()
  })

  test('a bar of five minutes counts, a longer one does not', () => {
    expect(surgeLevel(bar(-2, 2, { minutes: 5 }), now, rules)).toBe('major')
    expect(surgeLevel(bar(-2, 2, { minutes: 5.01 }), now, rules)).toBeUndefined()
  })
})

describe('where it puts the stop of a position bought at 100', () => {
  const stopAt = (price: string, high = price) =>
    surgeStop({ entry: money('100'), highWater: money(high), price: money(price) }, rules)

  test.each([
    ['at a loss nowhere', '99.9999', undefined],
    ['from 0 % to the entry', '100', money('100')],
    ['up to 0.5 % to the entry', '100.5', money('100')],
    ['above 0.5 % to the entry + 0.5 %', '100.5001', money('100.5')],
    ['up to 1 % to the entry + 0.5 %', '101', money('100.5')],
    ['above 1 % it locks 80 % of the best', '101.0001', money('100.8')],
  ])('%s', (_, price, stop) => {
    expect(stopAt(price)).toBe(stop)
  })

  test('no edge and no stop is rounded up', () => {
    // 0.5 % above 47.5001 is 47.7376005, 1 % above is 47.975101; the best gain at 47.9752 is 0.4751.
    const at = (price: string) =>
      surgeStop({ entry: money('47.5001'), highWater: money(price), price: money(price) }, rules)
    expect(at('47.7376')).toBe(money('47.5001'))
    expect(at('47.7377')).toBe(money('47.7376'))
    expect(at('47.9751')).toBe(money('47.7376'))
    expect(at('47.9752')).toBe(money('47.8801'))
  })

  test('the best gain counts, not the present one', () => {
    expect(stopAt('102', '103')).toBe(money('102.4'))
  })
})
