import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { CATALYST_KINDS, MATERIALITY } from '../../../shared/catalysts/catalyst-kind.ts'
import type { RadarFigures } from '../../../shared/catalysts/radar-card.ts'
import { radarBadge, radarRank } from '../../../shared/catalysts/radar-rank.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { catalystEvent, NOON } from './radar-world.ts'

const DAY = parseExchangeDate('2026-03-02')

function figures(overrides: Partial<RadarFigures> = {}): RadarFigures {
  return {
    bid: money('99.99'),
    ask: money('100.01'),
    last: money('100'),
    quoteTime: NOON,
    spreadPct: 1,
    lastDay: DAY,
    averageDailyValue: money('1'),
    expectedMovePct: 0,
    events: [],
    ...overrides,
  }
}

const rankOf = (overrides: Partial<RadarFigures>) => radarRank(figures(overrides)).rank
const coming = (kind: (typeof CATALYST_KINDS)[number], daysAhead: number) => ({
  ...catalystEvent({ kind }),
  daysAhead,
})

test('the lowest rank is 60: least liquid, widest spread, no move, no event', () => {
  expect(radarRank(figures())).toEqual({
    rank: 60,
    points: { liquidity: 10, spread: 0, expectedMove: 0, event: 0 },
  })
})

describe('each term at its edges', () => {
  test.each([
    ['99999999.9999', 10],
    ['100000000', 16],
    ['100000000.0001', 16],
    ['999999999.9999', 16],
    ['1000000000', 20],
    ['1000000000.0001', 20],
  ])('%s USD traded a day earn %d', (value, points) => {
    expect(radarRank(figures({ averageDailyValue: money(value) })).points.liquidity).toBe(points)
  })

  test.each([
    [0, 15],
    [0.5, 7.5],
    [0.99, 0.15],
    [1, 0],
    [1.01, 0],
  ])('a spread of %d %% earns %d', (spreadPct, points) => {
    expect(radarRank(figures({ spreadPct })).points.spread).toBe(points)
  })

  test.each([
    [0, 0],
    [4, 6],
    [9.9, 14.85],
    [10, 15],
    [10.1, 15],
  ])('an expected move of %d %% earns %d', (expectedMovePct, points) => {
    expect(radarRank(figures({ expectedMovePct })).points.expectedMove).toBe(points)
  })

  test.each([
    ['EARNINGS', -1, 0],
    ['EARNINGS', 0, 9],
    ['EARNINGS', 1, 8.143536762],
    ['FDA_PDUFA', 0, 15],
    ['TRIAL_READOUT', 0, 13.5],
    ['GUIDANCE', 0, 7.5],
    ['PARTNERSHIP', 0, 7.5],
    ['DIVIDEND', 0, 3],
    ['SPLIT', 10, 1.103638324],
  ] as const)('%s in %d days earns %d', (kind, daysAhead, points) => {
    expect(radarRank(figures({ events: [coming(kind, daysAhead)] })).points.event).toBe(points)
  })

  test('of several events the one that earns most counts, not their sum', () => {
    const events = [coming('DIVIDEND', 0), coming('FDA_PDUFA', 20), coming('EARNINGS', 5)]
    expect(radarRank(figures({ events })).points.event).toBe(5.458775937)
  })
})

test.each([
  [59.999999999, 'red'],
  [60, 'amber'],
  [79.999999999, 'amber'],
  [80, 'green'],
  [100, 'green'],
])('%d is %s', (rank, badge) => {
  expect(radarBadge(rank)).toBe(badge)
})

test('everything at its best is 100, with an event as well', () => {
  const best = { averageDailyValue: money('1000000000'), spreadPct: 0, expectedMovePct: 10 }
  expect(rankOf(best)).toBe(100)
  expect(rankOf({ ...best, events: [coming('FDA_PDUFA', 0)] })).toBe(100)
})

const anyFigures = fc.record({
  averageDailyValue: fc.integer({ min: 0, max: 5e13 }).map((units) => units as Money),
  spreadPct: fc.double({ min: 0, max: 200, noNaN: true }),
  expectedMovePct: fc.double({ min: 0, max: 1_000, noNaN: true }),
  events: fc.array(
    fc
      .tuple(fc.constantFrom(...CATALYST_KINDS), fc.integer({ min: -10, max: 365 }))
      .map(([kind, daysAhead]) => coming(kind, daysAhead)),
    { maxLength: 4 },
  ),
})

test('every rank lies within 0 and 100 and is never below its base', () => {
  fc.assert(
    fc.property(anyFigures, (any) => {
      const rank = rankOf(any)
      expect(rank).toBeGreaterThanOrEqual(60)
      expect(rank).toBeLessThanOrEqual(100)
    }),
  )
})

test('a rank never falls when one thing gets better', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      anyFigures,
      share,
      fc.nat(1e13),
      fc.constantFrom(...CATALYST_KINDS),
      (any, by, more, kind) => {
        const before = rankOf(any)
        const betters: readonly Partial<RadarFigures>[] = [
          { averageDailyValue: (any.averageDailyValue + more) as Money },
          { spreadPct: any.spreadPct * by },
          { expectedMovePct: any.expectedMovePct + by * 10 },
          { events: [...any.events, coming(kind, 3)] },
          { events: any.events.map((event) => ({ ...event, daysAhead: Math.max(0, event.daysAhead - 1) })) },
          {
            events: any.events.map((event) =>
              MATERIALITY[event.kind] < MATERIALITY[kind] ? { ...event, kind } : event,
            ),
          },
        ]
        for (const better of betters) expect(rankOf({ ...any, ...better })).toBeGreaterThanOrEqual(before)
      },
    ),
  )
})
