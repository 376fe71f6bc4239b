import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseConfig } from '../../../shared/config/config.ts'
import {
  afterCall,
  afterWorstCase,
  type CallLimits,
  type CallRules,
  callLimitsSchema,
  callsOn,
  callWait,
  plausibleLimits,
  unusedLimits,
} from '../../../shared/pacing/call-limits.ts'
import type { BudgetedCall, CallPurpose } from '../../../shared/ports/call-budget.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../shared/time/instant.ts'

const { accounts, market, orders } = parseConfig({}).pacing
const START = Date.UTC(2026, 2, 3, 14, 36) as EpochMs
const after = (milliseconds: number, from: number = START) => (from + milliseconds) as EpochMs

const quotes = (symbols: number): BudgetedCall => ({ module: 'market', purpose: 'read', symbols })
const order = (purpose: CallPurpose): BudgetedCall => ({ module: 'orders', purpose, symbols: 0 })

interface Departure {
  readonly at: EpochMs
  readonly call: BudgetedCall
}

/** Lets calls leave one after the other, each as soon as it may, `gapMs` after the one before at the earliest. */
function departures(
  rules: CallRules,
  calls: readonly { readonly call: BudgetedCall; readonly gapMs?: number }[],
  start = START,
): readonly Departure[] {
  let limits = unusedLimits(start)
  let now: EpochMs = start
  return calls.map(({ call, gapMs = 0 }) => {
    now = after(gapMs, now)
    now = after(callWait(limits, rules, call, now).ms, now)
    // What has waited for one limit may have to wait for another.
    for (let left = 10; left > 0 && callWait(limits, rules, call, now).ms > 0; left -= 1) {
      now = after(callWait(limits, rules, call, now).ms, now)
    }
    limits = afterCall(limits, rules, call, now)
    return { at: now, call }
  })
}

/** The most that any span of this length held, by a measure of a call. */
function most(made: readonly Departure[], spanMs: number, measure: (call: BudgetedCall) => number): number {
  return Math.max(
    ...made.map(({ at: from }) =>
      made
        .filter(({ at }) => at >= from && at < from + spanMs)
        .reduce((sum, { call }) => sum + measure(call), 0),
    ),
  )
}

describe('quotes', () => {
  test('a scan of 118 symbols leaves at once, three calls of 50, 50 and 18', () => {
    const made = departures(market, [{ call: quotes(50) }, { call: quotes(50) }, { call: quotes(18) }])
    expect(made.map(({ at }) => at - START)).toEqual([0, 0, 0])
  })

  test('200 symbols within 5 s leave, the next one waits until the first have left the span', () => {
    const made = departures(
      market,
      [50, 50, 50, 50, 1].map((symbols) => ({ call: quotes(symbols) })),
    )
    expect(made.map(({ at }) => at - START)).toEqual([0, 0, 0, 0, 5_000])
  })

  test('100,000 symbols an hour are the end of that hour', () => {
    const nearly = { ...unusedLimits(START), hour: { startsAt: hourOf(START), calls: 10, symbols: 99_951 } }
    expect(callWait(nearly, market, quotes(49), START).ms).toBe(0)
    expect(callWait(nearly, market, quotes(50), START)).toEqual({
      ms: hourOf(START) + HOUR_MS - START,
      because: '100000 symbols an hour',
    })
  })

  test('12,000 calls an hour are the end of that hour, and a new hour begins afresh', () => {
    const full = { ...unusedLimits(START), hour: { startsAt: hourOf(START), calls: 12_000, symbols: 0 } }
    expect(callWait(full, market, quotes(1), START).because).toBe('12000 calls an hour')
    expect(callWait(full, market, quotes(1), after(HOUR_MS, hourOf(START))).ms).toBe(0)
  })

  test('more symbols in one call than ever fit wait for ever', () => {
    expect(callWait(unusedLimits(START), market, quotes(201), START).ms).toBe(Number.POSITIVE_INFINITY)
  })

  test('no span exceeds any limit, whatever is asked and when', () => {
    const calls = fc.array(
      fc.record({
        call: fc.integer({ min: 1, max: 50 }).map(quotes),
        gapMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3_000 })),
      }),
      { minLength: 1, maxLength: 60 },
    )
    fc.assert(
      fc.property(calls, (asked) => {
        const made = departures(market, asked)
        expect(most(made, 5 * SECOND_MS, ({ symbols }) => symbols)).toBeLessThanOrEqual(200)
        // Half-open spans: at most burst + rate · t calls.
        expect(most(made, SECOND_MS, () => 1)).toBeLessThanOrEqual(4 + 2)
      }),
    )
  })

  test('no hour of the clock exceeds its limits, however long one asks', () => {
    const rules = { ...market, callsPerSecond: 50, callsPerHourMax: 100, symbolsPerHourMax: 1_000 }
    const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 150, maxLength: 250 })
    fc.assert(
      fc.property(sizes, (symbols) => {
        const made = departures(
          rules,
          symbols.map((count) => ({ call: quotes(count), gapMs: 400 })),
        )
        const hours = Map.groupBy(made, ({ at }) => hourOf(at))
        for (const inHour of hours.values()) {
          expect(inHour.length).toBeLessThanOrEqual(100)
          expect(inHour.reduce((sum, { call }) => sum + call.symbols, 0)).toBeLessThanOrEqual(1_000)
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('orders', () => {
  const inOneMinute = (purpose: CallPurpose, count: number) =>
    departures(
      orders,
      Array.from({ length: count }, () => ({ call: order(purpose) })),
    )

  test('48 calls a minute are for anything, the next one waits for the first to be a minute old', () => {
    const made = inOneMinute('entry', 49)
    expect(made[47]?.at).toBe(after(46 * SECOND_MS))
    expect(made[48]?.at).toBe(after(MINUTE_MS))
  })

  test('cancels and exits have 60 a minute', () => {
    for (const purpose of ['cancel', 'exit'] as const) {
      const made = inOneMinute(purpose, 61)
      expect(made[59]?.at).toBe(after(58 * SECOND_MS))
      expect(made[60]?.at).toBe(after(MINUTE_MS))
    }
  })

  test('a cancel finds its place when everything else has used its part', () => {
    const fast = { ...orders, callsPerSecond: 100, callBurst: 100 }
    let limits = unusedLimits(START)
    for (let call = 1; call <= 48; call += 1) limits = afterCall(limits, fast, order('read'), START)
    expect(callWait(limits, fast, order('read'), START)).toEqual({
      ms: MINUTE_MS,
      because: '60 calls a minute',
    })
    expect(callWait(limits, fast, order('entry'), START).ms).toBe(MINUTE_MS)
    expect(callWait(limits, fast, order('cancel'), START).ms).toBe(0)
    expect(callWait(limits, fast, order('exit'), START).ms).toBe(0)
  })

  test('no minute ever holds more than 60 calls, nor more than 48 that could wait', () => {
    const purposes = fc.constantFrom<CallPurpose>('read', 'entry', 'exit', 'cancel')
    const asked = fc.array(
      fc.record({ call: purposes.map(order), gapMs: fc.integer({ min: 0, max: 900 }) }),
      {
        minLength: 60,
        maxLength: 150,
      },
    )
    fc.assert(
      fc.property(asked, (calls) => {
        const made = departures({ ...orders, callsPerSecond: 5, callBurst: 10 }, calls)
        const patient = ({ purpose }: BudgetedCall) => (purpose === 'read' || purpose === 'entry' ? 1 : 0)
        expect(most(made, MINUTE_MS, () => 1)).toBeLessThanOrEqual(60)
        for (const [index, { at, call }] of made.entries()) {
          if (patient(call) === 0) continue
          const before = made.slice(0, index + 1).filter((one) => one.at > at - MINUTE_MS)
          expect(before.length).toBeLessThanOrEqual(48)
        }
      }),
      { numRuns: 50 },
    )
  })
})

test('accounts: two calls at once, then one a second', () => {
  const call: BudgetedCall = { module: 'accounts', purpose: 'read', symbols: 0 }
  const made = departures(accounts, [{ call }, { call }, { call }])
  expect(made.map(({ at }) => at - START)).toEqual([0, 0, 1_000])
})

describe('what a crash leaves behind', () => {
  test('is at least what any use of the reservation before its end would have left', () => {
    const use = fc.array(
      fc.record({
        call: fc.integer({ min: 1, max: 50 }).map(quotes),
        gapMs: fc.integer({ min: 0, max: 4_000 }),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(use, fc.integer({ min: 0, max: 6_000 }), (calls, laterMs) => {
        const made = departures(market, calls)
        const until = after(50 * SECOND_MS)
        const inTime = made.filter(({ at }) => at < until)
        const exact = inTime.reduce(
          (limits, { at, call }) => afterCall(limits, market, call, at),
          unusedLimits(START),
        )
        const reserved = { calls: 8, symbols: 400 }
        const worst = afterWorstCase(unusedLimits(START), market, reserved, until)
        const now = after(laterMs, until)
        const next = quotes(50)
        expect(callWait(worst, market, next, now).ms).toBeGreaterThanOrEqual(
          callWait(exact, market, next, now).ms,
        )
        expect(worst.hour.calls).toBeGreaterThanOrEqual(exact.hour.calls)
        expect(callsOn(worst, exchangeDate(now))).toBeGreaterThanOrEqual(callsOn(exact, exchangeDate(now)))
      }),
    )
  })

  test('counts for the hour in which the reservation ends', () => {
    const late = (hourOf(START) + HOUR_MS - 10 * SECOND_MS) as EpochMs
    const worst = afterWorstCase(unusedLimits(late), market, { calls: 3, symbols: 118 }, after(50_000, late))
    expect(worst.hour).toEqual({ startsAt: hourOf(START) + HOUR_MS, calls: 3, symbols: 118 })
  })

  test('survives the store unchanged', () => {
    const worst = afterWorstCase(unusedLimits(START), orders, { calls: 20, symbols: 0 }, after(50_000))
    expect(callLimitsSchema.parse(JSON.parse(JSON.stringify(worst)))).toEqual(worst)
  })
})

test('a clock that was set back by a day does not stop the calls for a day', () => {
  const tomorrow = after(24 * HOUR_MS)
  let limits: CallLimits = unusedLimits(tomorrow)
  for (let call = 1; call <= 4; call += 1) limits = afterCall(limits, market, quotes(50), tomorrow)
  limits = { ...limits, freeze: { since: tomorrow, until: after(SECOND_MS, tomorrow), seconds: 1 } }
  const plausible = plausibleLimits(limits, market, after(MINUTE_MS))
  expect(callWait(plausible, market, quotes(50), START).ms).toBeLessThanOrEqual(MINUTE_MS + 2 * SECOND_MS)
})

function hourOf(at: EpochMs): EpochMs {
  return (Math.floor(at / HOUR_MS) * HOUR_MS) as EpochMs
}
