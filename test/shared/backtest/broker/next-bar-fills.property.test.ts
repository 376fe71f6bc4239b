import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { TimedFill } from '../../../../shared/backtest/broker/fill-model.ts'
import type { Print } from '../../../../shared/backtest/market/print.ts'
import { moneyFromNumber } from '../../../../shared/domain/money.ts'
import type { OrderPricing } from '../../../../shared/domain/order.ts'
import type { PaperOrder } from '../../../../shared/paper/paper-account.ts'
import { atMinute } from '../../../support/session.ts'
import { fillsOver, type Minute, orderAt, sessionOf } from './fill-bench.ts'

const cents = (min: number, max: number) => fc.integer({ min, max }).map((each) => each / 100)

const minute: fc.Arbitrary<Minute> = fc
  .record({ prices: fc.array(cents(1_900, 2_100), { minLength: 4, maxLength: 4 }), volume: fc.nat(900) })
  .map(({ prices, volume }) => ({
    open: prices[0]!,
    close: prices[1]!,
    high: Math.max(...prices),
    low: Math.min(...prices),
    volume,
  }))

const price = cents(1_900, 2_100).map((dollars) => moneyFromNumber(dollars))

const pricing: fc.Arbitrary<OrderPricing> = fc.oneof(
  fc.constant({ type: 'MARKET' } as const),
  price.map((limit) => ({ type: 'LIMIT', limit }) as const),
  price.map((stop) => ({ type: 'STOP', stop }) as const),
)

const scene = fc.record({
  minutes: fc.array(minute, { minLength: 1, maxLength: 6 }),
  pricing,
  side: fc.constantFrom('BUY' as const, 'SELL' as const),
  quantity: fc.integer({ min: 1, max: 200 }),
  placedMs: fc.integer({ min: 0, max: 120_000 }),
  looksMs: fc.array(fc.integer({ min: 0, max: 360_000 }), { maxLength: 6 }),
  costs: fc.record({
    spreadBps: fc.constantFrom(0, 2, 30),
    slippageBps: fc.constantFrom(0, 5, 40),
    volumeSharePctMax: fc.constantFrom(1, 10, 100),
  }),
})

type Scene = typeof scene extends fc.Arbitrary<infer Value> ? Value : never

/** No buy stop is ever sent: what is bought has a limit. */
const orderOf = ({ pricing: asked, side, quantity, placedMs }: Scene): PaperOrder =>
  orderAt(placedMs, asked.type === 'STOP' ? 'SELL' : side, { ...asked, quantity })

/** All that an order trades, seen in several looks. */
function tradedIn(each: Scene, order: PaperOrder): readonly TimedFill[] {
  const fills = fillsOver(each.minutes, each.costs)
  const looks = [...each.looksMs, 360_000].filter((ms) => ms >= each.placedMs).sort((one, two) => one - two)
  fills.onPlacement(order, order.placedAt)
  return looks.flatMap((ms) => fills.since(order, (atMinute(0) + ms) as typeof order.placedAt))
}

test('no fill is better than its print and its limit, or larger than its share of the volume', () => {
  fc.assert(
    fc.property(scene, (each) => {
      const order = orderOf(each)
      const fills = tradedIn(each, order)
      let isSetOff = order.pricing.type !== 'STOP'
      for (const print of sessionOf(each.minutes).printsBetween(order.placedAt, atMinute(6))) {
        const fill = fills.find(({ time }) => time === print.time)
        if (fill) expectAllowed(each, order, { fill, print, isSetOff })
        isSetOff ||= order.pricing.type === 'STOP' && print.price <= order.pricing.stop
      }
      const quantities = fills.map(({ quantity }) => quantity)
      expect(quantities.reduce((sum, shares) => sum + shares, 0)).toBeLessThanOrEqual(order.quantity)
      expect(fills.every(({ time }) => time > order.placedAt)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

function expectAllowed(
  { costs }: Scene,
  order: PaperOrder,
  { fill, print, isSetOff }: { readonly fill: TimedFill; readonly print: Print; readonly isSetOff: boolean },
): void {
  const { pricing: asked, side } = order
  if (asked.type === 'STOP' && !isSetOff) {
    expect(print.price).toBeLessThanOrEqual(asked.stop)
    expect(fill.price).toBeLessThanOrEqual(asked.stop)
  } else if (side === 'BUY') expect(fill.price).toBeGreaterThanOrEqual(print.price)
  else expect(fill.price).toBeLessThanOrEqual(print.price)
  if (asked.type === 'LIMIT')
    expect(side === 'BUY' ? fill.price - asked.limit : asked.limit - fill.price).toBeLessThanOrEqual(0)
  expect(fill.quantity).toBeLessThanOrEqual((print.size * costs.volumeSharePctMax) / 100)
}

test('how often somebody looks changes nothing of what an order trades', () => {
  fc.assert(
    fc.property(scene, (each) => {
      const order = orderOf(each)
      expect(tradedIn(each, order)).toEqual(tradedIn({ ...each, looksMs: [] }, order))
    }),
    { numRuns: 300 },
  )
})
