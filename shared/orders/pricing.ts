import type { Config } from '../config/config.ts'
import { type Money, min, money, percentOf, toTick } from '../domain/money.ts'
import type { OrderPricing } from '../domain/order.ts'
import type { Position } from '../domain/position.ts'

const CENT = money('0.01')

/** The limit of an entry: the ask, yet no further above the middle of the spread than the rule allows; whole cents. */
export function entryLimit(
  quote: { readonly bid: Money; readonly ask: Money },
  rules: Config['execution'],
): Money {
  const middle = (quote.bid + quote.ask) / 2
  const highest = toTick(
    percentOf(middle as Money, 100 + rules.entryOverMidBpsMax / 100, 'down'),
    CENT,
    'down',
  )
  return min(quote.ask, highest)
}

/** Where the stop of a position rests at the broker: its initial stop in whole cents, never above it. */
export function restingStop({ plan }: Pick<Position, 'plan'>): Money {
  return toTick(plan.stop, CENT, 'down')
}

/** A limit so far below the bid that it fills at once unless the market runs away; whole cents. */
export function exitPricing(bid: Money, rules: Config['execution']): OrderPricing {
  return {
    type: 'LIMIT',
    limit: toTick(percentOf(bid, 100 - rules.exitUnderBidBps / 100, 'down'), CENT, 'down'),
  }
}
