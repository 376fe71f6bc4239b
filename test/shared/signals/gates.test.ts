import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import type { Features } from '../../../shared/signals/features.ts'
import { type GateContext, type GateView, gateLimits } from '../../../shared/signals/gate.ts'
import { judgeGates } from '../../../shared/signals/gates.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { atMinute, sessionNow } from '../../support/session.ts'
import { STRONG } from '../../support/strong-features.ts'

const now = atMinute(60)

const CONTEXT: GateContext = {
  now,
  session: sessionNow(now),
  limits: gateLimits(parseConfig({}).entry, 'standard'),
  token: { active: true, minutesLeft: 600 },
  clockHealthy: true,
  budgetHealthy: true,
  symbolDay: { entries: 0 },
  earningsWithinMinutes: Infinity,
}

const VIEW: GateView = {
  features: STRONG,
  score: { total: 0.95 },
  agreement: { families: ['momentum', 'trend'] },
  context: CONTEXT,
}

function refusals(view: Partial<GateView>): string[] {
  return judgeGates({ ...VIEW, ...view }).refusals.map(({ code }) => code)
}

function seen(features: Partial<Features>): string[] {
  return refusals({ features: { ...STRONG, ...features } })
}

function during(context: Partial<GateContext>): string[] {
  return refusals({ context: { ...CONTEXT, ...context } })
}

function daily(rsi14: number | undefined): string[] {
  return seen({ daily: rsi14 === undefined ? {} : { rsi14 } })
}

function minutesAgo(minutes: number, milliseconds = 0): EpochMs {
  return (now - minutes * MINUTE_MS - milliseconds) as EpochMs
}

test('an entry with everything in order passes every gate', () => {
  expect(judgeGates(VIEW)).toEqual({ passed: true, refusals: [], warnings: [] })
})

describe('the gates of the symbol', () => {
  test.each([
    [4.99, ['price']],
    [5, []],
    [1_000, []],
    [1_000.01, ['price']],
  ])('price %d', (price, codes) => expect(seen({ price })).toEqual(codes))

  test.each([
    [99_999, ['average-volume']],
    [100_000, []],
    [undefined, ['average-volume-unknown']],
  ])('average volume %d', (averageVolume20, codes) => expect(seen({ averageVolume20 })).toEqual(codes))

  test.each([
    ['excellent', []],
    ['good', []],
    ['limited', []],
    ['minimal', ['data-quality']],
  ] as const)('data quality %s', (quality, codes) => expect(seen({ quality })).toEqual(codes))

  test.each([
    [0.8999, ['score']],
    [0.9, []],
  ])('score %d', (total, codes) => expect(refusals({ score: { total } })).toEqual(codes))

  test.each([
    ['advanced', 0.8999, ['score']],
    ['advanced', 0.9, []],
    ['quantum', 0.9499, ['score']],
    ['quantum', 0.95, []],
  ] as const)('in the %s style, score %d', (style, total, codes) => {
    const limits = gateLimits(parseConfig({}).entry, style)
    expect(refusals({ score: { total }, context: { ...CONTEXT, limits } })).toEqual(codes)
  })

  test('one family is not an agreement, two are', () => {
    expect(refusals({ agreement: { families: ['trend'] } })).toEqual(['agreement'])
    expect(refusals({ agreement: { families: ['trend', 'volume'] } })).toEqual([])
  })

  test.each([
    [54.99, ['rsi']],
    [55, []],
    [80, []],
    [80.01, ['rsi']],
    [undefined, ['rsi-unknown']],
  ])('daily RSI14 %d', (rsi14, codes) => expect(daily(rsi14)).toEqual(codes))

  test.each([
    [1.49, ['volume-ratio']],
    [1.5, []],
    [undefined, ['volume-ratio-unknown']],
  ])('volume ratio %d', (volumeRatio, codes) => expect(seen({ volumeRatio })).toEqual(codes))

  test.each([
    [-0.01, ['twenty-bar-return']],
    [0, ['twenty-bar-return']],
    [0.01, []],
    [undefined, ['twenty-bar-return-unknown']],
  ])('20-bar return %d', (twentyBarReturnPct, codes) => expect(seen({ twentyBarReturnPct })).toEqual(codes))

  test.each([
    [39.99, []],
    [40, []],
    [40.01, ['spread']],
  ])('spread %d bps', (spreadBps, codes) => expect(seen({ spreadBps })).toEqual(codes))
})

describe('the gates of the moment', () => {
  test.each([
    [atMinute(14, 59), ['opening-guard']],
    [atMinute(15), []],
    [atMinute(15, 1), []],
  ])('%d in the first minutes', (at, codes) => expect(during({ now: at })).toEqual(codes))

  test('a breakout need not wait for the first minutes to pass', () => {
    const families = ['breakout', 'volume'] as const
    expect(refusals({ agreement: { families }, context: { ...CONTEXT, now: atMinute(2) } })).toEqual([])
  })

  test.each([
    [atMinute(359, 59), []],
    [atMinute(360), ['entry-cutoff']],
    [atMinute(360, 1), ['entry-cutoff']],
  ])('%d before the close', (at, codes) => expect(during({ now: at })).toEqual(codes))

  test('the cut-off moves with an early close', () => {
    const session = { ...CONTEXT.session, closeAt: atMinute(210) }
    expect(during({ session, now: atMinute(179, 59) })).toEqual([])
    expect(during({ session, now: atMinute(180) })).toEqual(['entry-cutoff'])
  })

  test('a day without new positions refuses all of them', () => {
    expect(during({ session: { ...CONTEXT.session, noTrade: 'Fed day' } })).toEqual(['no-trade-day'])
  })

  test.each([
    [{ active: true, minutesLeft: 15 }, ['token']],
    [{ active: true, minutesLeft: 15.1 }, []],
    [{ active: false, minutesLeft: 600 }, ['token']],
  ])('token %j', (token, codes) => expect(during({ token })).toEqual(codes))

  test('clock and budget must be healthy', () => {
    expect(during({ clockHealthy: false })).toEqual(['clock'])
    expect(during({ budgetHealthy: false })).toEqual(['budget'])
  })

  test.each([
    [0, ['earnings']],
    [60, ['earnings']],
    [60.1, []],
    [Infinity, []],
  ])('earnings within %d minutes', (earningsWithinMinutes, codes) =>
    expect(during({ earningsWithinMinutes })).toEqual(codes),
  )

  test('unknown earnings pass with a warning', () => {
    const { earningsWithinMinutes: _, ...context } = CONTEXT
    expect(judgeGates({ ...VIEW, context })).toEqual({
      passed: true,
      refusals: [],
      warnings: ['earnings-unknown'],
    })
  })
})

describe('the gates of what already happened today', () => {
  test.each([
    [minutesAgo(30, -1), ['cooldown']],
    [minutesAgo(30), []],
    [minutesAgo(30, 1), []],
  ])('last exit at %d', (lastExitAt, codes) => {
    expect(during({ symbolDay: { entries: 1, lastExitAt } })).toEqual(codes)
  })

  test.each([
    [minutesAgo(60, -1), ['stop-cooldown']],
    [minutesAgo(60), []],
    [minutesAgo(60, 1), []],
  ])('last stop-out at %d', (lastStopOutAt, codes) => {
    expect(during({ symbolDay: { entries: 1, lastExitAt: lastStopOutAt, lastStopOutAt } })).toEqual(codes)
  })

  test.each([
    [1, []],
    [2, ['entries-today']],
    [3, ['entries-today']],
  ])('%d entries', (entries, codes) => expect(during({ symbolDay: { entries } })).toEqual(codes))
})

test('every refusal is told, in order, with its numbers', () => {
  const report = judgeGates({
    features: { ...STRONG, price: 4, spreadBps: 55.5, volumeRatio: undefined },
    score: { total: 0.5 },
    agreement: { families: [] },
    context: { ...CONTEXT, now: minutesAgo(-330), token: { active: false, minutesLeft: 0 } },
  })
  expect(report.passed).toBe(false)
  expect(report.refusals).toEqual([
    { code: 'price', text: 'price 4 USD, allowed 5-1000' },
    { code: 'score', text: 'score 0.5, at least 0.9' },
    { code: 'agreement', text: '0 families agree (none), 2 are needed' },
    { code: 'volume-ratio-unknown', text: 'time-of-day volume ratio is not known' },
    { code: 'spread', text: 'spread 55.5 bps, at most 40' },
    { code: 'entry-cutoff', text: '0 min before the close, entries end 30 min before' },
    { code: 'token', text: 'the access token is not active' },
  ])
})
