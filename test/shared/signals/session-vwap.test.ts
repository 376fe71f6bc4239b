import { describe, expect, test } from '@jest/globals'
import { feedSessionVwap, sessionVwapNow } from '../../../shared/signals/session-vwap.ts'
import { DAY_MS, type EpochMs } from '../../../shared/time/instant.ts'
import { OPEN_AT } from '../../support/session.ts'
import { tapeBars } from '../../support/tape-bars.ts'

const today = { openAt: OPEN_AT }
const tomorrow = { openAt: (OPEN_AT + DAY_MS) as EpochMs }

/** 100 shares at 50 and 300 at 54. */
const state = feedSessionVwap(undefined, tapeBars([50, 54], { volume: 300 }), today)

describe('the average price of the session', () => {
  test('weighs each bar by its volume', () => {
    expect(sessionVwapNow(state, 400, today)).toBeCloseTo(53, 12)
  })

  test('goes on from where it was', () => {
    const [first, second] = tapeBars([50, 54], { volume: 300 })
    if (!first || !second) throw new Error('two bars were made')
    const inSteps = feedSessionVwap(feedSessionVwap(undefined, [first], today), [second], today)
    expect(inSteps).toEqual(state)
  })

  test('is not known when more than a quarter of the volume was not recorded', () => {
    const three = feedSessionVwap(undefined, tapeBars([50, 54], { volume: 200 }), today)
    expect(sessionVwapNow(three, 400, today)).toBeCloseTo(158 / 3, 12)
    expect(sessionVwapNow(state, 533, today)).toBeCloseTo(53, 12)
    expect(sessionVwapNow(state, 534, today)).toBeUndefined()
    expect(sessionVwapNow(state, undefined, today)).toBeUndefined()
  })

  test('begins anew with each session', () => {
    expect(sessionVwapNow(state, 400, tomorrow)).toBeUndefined()
    const next = feedSessionVwap(state, tapeBars([60]), tomorrow)
    expect(sessionVwapNow(next, 100, tomorrow)).toBeCloseTo(60, 12)
  })
})
