import type { Plan } from '../advisor/plan.ts'
import type { Arm } from '../bandit/arm.ts'
import type { Ticker } from '../domain/ids.ts'
import {
  add,
  divide,
  type Money,
  max,
  money,
  moneyFromNumber,
  percentOf,
  subtract,
  toTick,
} from '../domain/money.ts'
import { Atr } from '../indicators/atr.ts'
import type { CatalystSight } from './catalyst-sight.ts'
import { closesBefore } from './closes-before.ts'

const ATR_DAYS = 14
const CENT = money('0.01')
const TIMEOUT_DAYS_MAX = 10
/** The least reward in percent of the risk (spec §12), which whole cents must not eat up where an ATR is a few cents. */
const REWARD_TO_RISK_PCT_MIN = 150

/** How an arm is played when nobody advises: distances in daily ATR, the longest stay in trading days. */
interface Play {
  readonly stopAtr: number
  readonly targetAtr: number
  readonly timeoutDays: number
}

/** Starting values of our own, calibrated on nothing: the bandit learns which play pays as it is, not as it might be. */
const PLAYS: Readonly<Record<Exclude<Arm, 'SKIP'>, Play>> = {
  EARNINGS_PRE: { stopAtr: 1, targetAtr: 2, timeoutDays: 5 },
  POST_EVENT_MOMO: { stopAtr: 1.5, targetAtr: 3, timeoutDays: 5 },
  NEWS_SPIKE: { stopAtr: 1, targetAtr: 2, timeoutDays: 2 },
  REACTIVE: { stopAtr: 1, targetAtr: 1.6, timeoutDays: 1 },
}

/**
 * The plan of an arm by rule: in at the middle of the quote, out at so many ATR on either side or after so many days, and before
 * results when it is the play before them. `undefined` when too few days are known for an ATR, when it leaves no room for a stop, or
 * when no session closes before those results.
 */
export function housePlan(
  arm: Exclude<Arm, 'SKIP'>,
  { ticker, sight }: { readonly ticker: Ticker; readonly sight: CatalystSight },
): Plan | undefined {
  const [atr, timeoutDays] = [atrOf(sight), timeoutDaysOf(arm, sight)]
  if (atr === undefined || timeoutDays < 1) return undefined
  const { stopAtr, targetAtr } = PLAYS[arm]
  const entryPrice = middleOf(sight)
  const stopPrice = toTick(subtract(entryPrice, moneyFromNumber(stopAtr * atr)), CENT, 'down')
  if (stopPrice <= 0 || stopPrice >= entryPrice) return undefined
  const leastReward = percentOf(subtract(entryPrice, stopPrice), REWARD_TO_RISK_PCT_MIN, 'up')
  const reward = max(moneyFromNumber(targetAtr * atr), leastReward)
  const targetPrice = toTick(add(entryPrice, reward), CENT, 'up')
  return {
    ticker,
    action: 'BUY',
    entryType: 'LIMIT',
    ...{ entryPrice, stopPrice, targetPrice },
    timeoutDays,
    confidence: 0.5,
    reason: `${arm} by rule: stop ${stopAtr} ATR, target ${targetAtr} ATR of ${atr.toFixed(2)} USD`,
    missingFields: [],
  }
}

/** Halfway between bid and ask, in whole cents. */
export function middleOf({ bid, ask }: Pick<CatalystSight, 'bid' | 'ask'>): Money {
  return toTick(divide(add(bid, ask), 2, 'nearest'), CENT, 'nearest')
}

function atrOf({ days }: CatalystSight): number | undefined {
  const atr = new Atr(ATR_DAYS)
  let value: number | undefined
  for (const day of days) {
    value = atr.peek(day)
    atr.remember(day)
  }
  return value
}

/** What is played before results is sold before them. */
function timeoutDaysOf(arm: Exclude<Arm, 'SKIP'>, { events }: CatalystSight): number {
  const results = events.find(({ kind, daysAhead }) => kind === 'EARNINGS' && daysAhead >= 0)
  if (arm !== 'EARNINGS_PRE' || !results) return PLAYS[arm].timeoutDays
  return Math.min(TIMEOUT_DAYS_MAX, closesBefore(results))
}
