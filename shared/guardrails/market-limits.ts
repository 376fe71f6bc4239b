import { add, type Money, money, subtract, toDecimalText, ZERO } from '../domain/money.ts'
import type { GuardrailContext } from './guardrail-context.ts'
import { type GuardrailOutcome, passed, stopped } from './guardrail-outcome.ts'

/** A symbol that trades less a day is left alone (spec §12). */
const AVERAGE_DAILY_VALUE_MIN: Money = money('1000000')
/** The widest spread of all, in basis points of the middle between bid and ask (spec §12). */
const SPREAD_BPS_MAX = 50
/** A spread may be 5 cents, or so many basis points where that is more (spec §12). */
const NARROW_SPREAD_MAX: Money = money('0.05')
const NARROW_SPREAD_BPS_MAX = 5

/** Third guardrail: the symbol trades enough. */
export function guardTradedValue({ averageDailyValue }: GuardrailContext): GuardrailOutcome {
  const code = 'guard-traded-value'
  if (averageDailyValue === undefined) return stopped(code, 'the average daily value is not known')
  const words =
    `average daily value ${toDecimalText(averageDailyValue)} USD, ` +
    `must be ${toDecimalText(AVERAGE_DAILY_VALUE_MIN)} USD or more`
  return averageDailyValue >= AVERAGE_DAILY_VALUE_MIN ? passed(words) : stopped(code, words)
}

/** Fourth guardrail: bid and ask are close together. */
export function guardSpread({ bid, ask }: GuardrailContext): GuardrailOutcome {
  const code = 'guard-spread'
  if (bid === undefined || ask === undefined) return stopped(code, 'bid and ask are not known')
  const seen = `bid ${toDecimalText(bid)}, ask ${toDecimalText(ask)}`
  if (!(bid > ZERO && bid <= ask)) return stopped(code, `${seen}: must be above 0, the bid not above the ask`)
  const spread = subtract(ask, bid)
  const words =
    `${seen}: spread ${toDecimalText(spread)} USD, ${spreadBps(bid, ask).toFixed(2)} bps; must be at most ` +
    `${SPREAD_BPS_MAX} bps and at most ${toDecimalText(NARROW_SPREAD_MAX)} USD or ${NARROW_SPREAD_BPS_MAX} bps`
  const isNarrow = spread <= NARROW_SPREAD_MAX || isWithin(NARROW_SPREAD_BPS_MAX, { bid, ask })
  return isNarrow && isWithin(SPREAD_BPS_MAX, { bid, ask }) ? passed(words) : stopped(code, words)
}

/** spread ÷ ((bid + ask) ÷ 2) ≤ bps ÷ 10,000, multiplied out so that a limit is met to the last unit. */
function isWithin(bps: number, { bid, ask }: { readonly bid: Money; readonly ask: Money }): boolean {
  return subtract(ask, bid) * 20_000 <= bps * add(bid, ask)
}

function spreadBps(bid: Money, ask: Money): number {
  return (subtract(ask, bid) * 20_000) / add(bid, ask)
}
