import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseConfig } from '../../../shared/config/config.ts'
import { type Money, money, moneyFromNumber } from '../../../shared/domain/money.ts'
import type { Position } from '../../../shared/domain/position.ts'
import { decideExit, type ExitDecision } from '../../../shared/exits/exit-machine.ts'
import { observe } from '../../../shared/exits/exit-watch.ts'
import type { HeldMarket } from '../../../shared/exits/held-market.ts'
import { observePrice } from '../../../shared/ledger/position-book.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { goldenPosition, leaving, NINE_THIRTY_SIX, plan } from '../../support/fixtures.ts'

const rules = parseConfig({}).exits
const closeAt = Date.parse('2026-03-03T21:00:00Z') as EpochMs
const after = (minutes: number) => (NINE_THIRTY_SIX + minutes * MINUTE_MS) as EpochMs

/** One look: the price is seen, then judged. */
function look(position: Position, price: string | Money, now: EpochMs = after(1)) {
  const seen = typeof price === 'string' ? money(price) : price
  const widened = observePrice(position, seen)
  const decision = decideExit({ position: widened, price: seen, now, closeAt, market: {} }, rules)
  return { position: widened, decision }
}

function moved(position: Position, price: string): Position {
  const { position: seen, decision } = look(position, price)
  if (decision.kind !== 'move-stop') throw new Error(`expected a moved stop, was ${decision.kind}`)
  return { ...seen, stop: decision.stop, stopKind: decision.stopKind }
}

describe('the golden day', () => {
  test('47.73 does not arm breakeven, 47.7375 does', () => {
    expect(look(goldenPosition(), '47.73').decision.kind).toBe('hold')
    expect(look(goldenPosition(), '47.7375').decision).toEqual({
      kind: 'move-stop',
      stop: money('47.595'),
      stopKind: 'breakeven',
    })
  })

  test('47.80 moves the stop to 47.595, a high of 48.50 trails it to 48.112, 48.05 ends it', () => {
    const breakeven = moved(goldenPosition(), '47.80')
    expect(breakeven.stop).toBe(money('47.595'))
    const trailing = moved(breakeven, '48.50')
    expect(trailing.stop).toBe(money('48.112'))
    expect(look(trailing, '48.12').decision.kind).toBe('hold')
    expect(look(trailing, '48.05').decision).toEqual({ kind: 'exit', reason: 'TRAILING_STOP' })
  })
})

describe('each rule on both sides of its edge', () => {
  test('the initial stop: above holds, at the stop leaves', () => {
    expect(look(goldenPosition(), '46.5001').decision.kind).toBe('hold')
    expect(look(goldenPosition(), '46.50').decision).toEqual({ kind: 'exit', reason: 'STOP_LOSS' })
  })

  test('a breakeven stop that is hit says so', () => {
    const breakeven = moved(goldenPosition(), '47.80')
    expect(look(breakeven, '47.595').decision).toEqual({ kind: 'exit', reason: 'BREAKEVEN_STOP' })
  })

  test('the target: below holds, at the target leaves', () => {
    const trailing: Position = {
      ...goldenPosition(),
      stop: money('49.476'),
      stopKind: 'trailing',
      highWater: money('49.875'),
    }
    expect(look(trailing, '49.8749').decision.kind).toBe('hold')
    expect(look(trailing, '49.875').decision).toEqual({ kind: 'exit', reason: 'TAKE_PROFIT' })
  })

  test('the trail arms at +0.8 %: 47.8799 is breakeven, 47.88 trails once the move is large enough', () => {
    expect(look(goldenPosition(), '47.8799').decision).toMatchObject({ stopKind: 'breakeven' })
    expect(look(goldenPosition(), '47.88').decision).toMatchObject({
      stopKind: 'breakeven',
      stop: money('47.595'),
    })
    const high = look(goldenPosition(), '48.00').decision
    expect(high).toEqual({ kind: 'move-stop', stop: money('47.616'), stopKind: 'trailing' })
  })

  test('of breakeven and trail at the same price the trail is named', () => {
    // 0.8 % below 47.9789 is 47.5950688.
    expect(look(goldenPosition(), '47.9789').decision).toEqual({
      kind: 'move-stop',
      stop: money('47.595'),
      stopKind: 'trailing',
    })
  })

  test('a trailing move below 0.05 % of the stop waits', () => {
    const trailing: Position = {
      ...goldenPosition(),
      stop: money('48.112'),
      stopKind: 'trailing',
      highWater: money('48.50'),
    }
    // 0.05 % of 48.112 is 0.0241; a high of 48.5242 would move the stop by 0.0240.
    expect(look(trailing, '48.5242').decision.kind).toBe('hold')
    expect(look(trailing, '48.5244').decision).toMatchObject({ kind: 'move-stop', stopKind: 'trailing' })
  })

  test('the time limit: one millisecond before four hours holds, at four hours leaves', () => {
    const fourHours = (NINE_THIRTY_SIX + 240 * MINUTE_MS) as EpochMs
    expect(look(goldenPosition(), '47.50', (fourHours - 1) as EpochMs).decision.kind).toBe('hold')
    expect(look(goldenPosition(), '47.50', fourHours).decision).toEqual({
      kind: 'exit',
      reason: 'TIME_LIMIT',
    })
  })

  test('the end of the day: ten minutes before the close, not a millisecond earlier', () => {
    const late = { ...goldenPosition(), openedAt: after(300) }
    const flattenAt = closeAt - 10 * MINUTE_MS
    expect(look(late, '47.50', (flattenAt - 1) as EpochMs).decision.kind).toBe('hold')
    expect(look(late, '47.50', flattenAt as EpochMs).decision).toEqual({ kind: 'exit', reason: 'END_OF_DAY' })
  })

  test('an exit that was decided is not called back by a better price', () => {
    const left: Position = { ...goldenPosition(), exiting: leaving('TIME_LIMIT', 1) }
    expect(look(left, '48.00').decision).toEqual({ kind: 'exit', reason: 'TIME_LIMIT' })
  })
})

describe('the order of the checks', () => {
  /** Everything is wrong at once; each step takes one thing away. */
  const late = (closeAt - 10 * MINUTE_MS) as EpochMs
  const weak = { price: money('47.40'), quoteTime: late, weakRsiLooks: 2, quietSince: after(0) }
  const decide = (position: Position, price: string, now = late) =>
    decideExit({ position, price: money(price), now, closeAt, market: {} }, rules)
  const quiet = { ...weak, weakRsiLooks: 1 }

  test.each<readonly [string, Position, string]>([
    ['STOP_LOSS', goldenPosition({ stop: money('47.40'), watch: weak }), '47.40'],
    ['TAKE_PROFIT', goldenPosition({ plan: plan({ target: money('47.40') }), watch: weak }), '47.40'],
    ['RSI_WEAKNESS', goldenPosition({ watch: weak }), '47.40'],
    ['TIME_LIMIT', goldenPosition({ watch: quiet }), '47.40'],
    ['LOW_VOLUME', goldenPosition({ openedAt: after(300), watch: quiet }), '47.40'],
    ['END_OF_DAY', goldenPosition({ openedAt: after(345), watch: quiet }), '47.40'],
  ])('%s is next', (reason, position, price) => {
    expect(decide(position, price)).toEqual({ kind: 'exit', reason })
  })
})

describe('a surge of selling', () => {
  const now = after(60)
  const surge = { startedAt: after(58), minutes: 2, changePct: -1.2, volumeMultiple: 1.6 }
  const decide = (position: Position, price: string) =>
    decideExit({ position, price: money(price), now, closeAt, market: { latestBar: surge } }, rules)

  test('tightens the stop and names its weight', () => {
    expect(decide(goldenPosition(), '47.60')).toEqual({
      kind: 'move-stop',
      stop: money('47.50'),
      stopKind: 'surge',
      surge: 'moderate',
    })
  })

  test('leaves a higher stop alone', () => {
    const breakeven = goldenPosition({ stop: money('47.595'), stopKind: 'breakeven' })
    expect(decide(breakeven, '47.60')).toEqual({ kind: 'hold' })
  })

  test('leaves an equal stop alone', () => {
    const atEntry = goldenPosition({ stop: money('47.50'), stopKind: 'breakeven' })
    expect(decide(atEntry, '47.60')).toEqual({ kind: 'hold' })
  })

  test('whose stop lies at the price or above it leaves at once', () => {
    expect(decide(goldenPosition(), '47.50')).toEqual({ kind: 'exit', reason: 'SELLING_SURGE' })
    // The best gain was 2.50: 80 % of it are at 49.50.
    const ladder = parseConfig({ exits: { trailProfile: 'ladder' } }).exits
    const far = goldenPosition({ highWater: money('50'), plan: plan({ target: money('60') }) })
    const look = { now, closeAt, market: { latestBar: surge } }
    expect(decideExit({ ...look, position: far, price: money('49.50') }, ladder)).toEqual({
      kind: 'exit',
      reason: 'SELLING_SURGE',
    })
    expect(decideExit({ ...look, position: far, price: money('49.51') }, ladder)).toMatchObject({
      kind: 'move-stop',
      stop: money('49.50'),
    })
  })

  test('that was hit later says so', () => {
    const tightened = goldenPosition({ stop: money('47.50'), stopKind: 'surge' })
    expect(look(tightened, '47.50').decision).toEqual({ kind: 'exit', reason: 'SELLING_SURGE' })
  })
})

/** Any market a look may find, with any of its figures missing. */
const markets = fc.record(
  {
    atr14: fc.double({ min: 0.01, max: 10, noNaN: true }),
    rsi14FiveMinute: fc.double({ min: 0, max: 100, noNaN: true }),
    volumeRatio: fc.double({ min: 0, max: 4, noNaN: true }),
    latestBar: fc.record({
      startedAt: fc.constant(after(0)),
      minutes: fc.double({ min: 0.5, max: 6, noNaN: true }),
      changePct: fc.double({ min: -4, max: 4, noNaN: true }),
      volumeMultiple: fc.double({ min: 0, max: 4, noNaN: true }),
    }),
  },
  { requiredKeys: [] },
)
const looks = fc.array(
  fc.record({
    price: fc.double({ min: 44, max: 56, noNaN: true }).map((price) => moneyFromNumber(price)),
    market: markets,
  }),
  { maxLength: 120 },
)
const profiles = fc.constantFrom('simple', 'ladder')

/** Lives through the looks, a minute apart, as the monitor does; answers every step. */
function live(path: readonly { readonly price: Money; readonly market: HeldMarket }[], trailProfile: string) {
  const { exits } = parseConfig({ exits: { trailProfile } })
  const steps: { readonly position: Position; readonly decision: ExitDecision; readonly price: Money }[] = []
  let position = goldenPosition({ plan: plan({ target: money('55') }) })
  for (const [index, { price, market }] of path.entries()) {
    const now = after(index)
    position = observe(position, { price, quoteTime: now, now, openAt: NINE_THIRTY_SIX, market }, exits)
    const decision = decideExit({ position, price, now, closeAt, market }, exits)
    if (decision.kind === 'move-stop')
      position = { ...position, stop: decision.stop, stopKind: decision.stopKind }
    if (decision.kind === 'exit') position = { ...position, exiting: leaving(decision.reason, 1) }
    steps.push({ position, decision, price })
  }
  return steps
}

test('on any path and in any market a stop never falls, and a moved one lies below the price', () => {
  fc.assert(
    fc.property(looks, profiles, (path, profile) => {
      let stop = goldenPosition().stop
      for (const step of live(path, profile)) {
        expect(step.position.stop).toBeGreaterThanOrEqual(stop)
        if (step.decision.kind === 'move-stop') expect(step.position.stop).toBeLessThan(step.price)
        stop = step.position.stop
      }
    }),
  )
})

test('an exit once decided stays, with its reason', () => {
  fc.assert(
    fc.property(looks, profiles, (path, profile) => {
      const decisions = live(path, profile).map(({ decision }) => decision)
      const first = decisions.findIndex(({ kind }) => kind === 'exit')
      if (first < 0) return
      for (const decision of decisions.slice(first)) expect(decision).toEqual(decisions[first])
    }),
  )
})

test('with nothing known of the market only stops, target and times decide', () => {
  const known: readonly string[] = ['STOP_LOSS', 'BREAKEVEN_STOP', 'TRAILING_STOP', 'TAKE_PROFIT']
  fc.assert(
    fc.property(looks, profiles, (path, profile) => {
      for (const { decision } of live(
        path.map(({ price }) => ({ price, market: {} })),
        profile,
      )) {
        if (decision.kind === 'exit') expect(known).toContain(decision.reason)
        if (decision.kind === 'move-stop') expect(decision.surge).toBeUndefined()
      }
    }),
  )
})

test('a stop never moves down and never passes the price that moved it, on any path', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 44, max: 52, noNaN: true }), { maxLength: 200 }), (path) => {
      let position = goldenPosition()
      for (const price of path) {
        const { position: seen, decision } = look(position, moneyFromNumber(price))
        if (decision.kind === 'exit') return
        const stop = decision.kind === 'move-stop' ? decision.stop : seen.stop
        expect(stop).toBeGreaterThanOrEqual(position.stop)
        expect(stop).toBeLessThan(seen.highWater)
        position = decision.kind === 'move-stop' ? { ...seen, stop, stopKind: decision.stopKind } : seen
      }
    }),
  )
})
