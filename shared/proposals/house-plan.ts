import type { Plan } from '../advisor/plan.ts'
import type { Arm } from '../bandit/arm.ts'
import type { Ticker } from '../domain/ids.ts'
import { add, divide, type Money, money, moneyFromNumber, subtract, toTick } from '../domain/money.ts'
import { Atr } from '../indicators/atr.ts'
import type { CatalystSight } from './catalyst-sight.ts'

const ATR_DAYS = 14
const CENT = money('0.01')
const TIMEOUT_DAYS_MAX = 10

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
 * results when it is the play before them. `undefined` when too few days are known for an ATR, or when it leaves no room for a stop.
 */
export function housePlan(
  arm: Exclude<Arm, 'SKIP'>,
  { ticker, sight }: { readonly ticker: Ticker; readonly sight: CatalystSight },
): Plan | undefined {
  const atr = atrOf(sight)
  if (atr === undefined) return undefined
  const { stopAtr, targetAtr } = PLAYS[arm]
  const entryPrice = middleOf(sight)
  const stopPrice = toTick(subtract(entryPrice, moneyFromNumber(stopAtr * atr)), CENT, 'down')
  const targetPrice = toTick(add(entryPrice, moneyFromNumber(targetAtr * atr)), CENT, 'up')
  if (stopPrice <= 0 || stopPrice >= entryPrice) return undefined
  return {
    ticker,
    action: 'BUY',
    entryType: 'LIMIT',
    ...{ entryPrice, stopPrice, targetPrice },
    timeoutDays: timeoutDays(arm, sight),
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

/** Of seven days five are trading days; what is played before results is sold before them. */
function timeoutDays(arm: Exclude<Arm, 'SKIP'>, { events }: CatalystSight): number {
  const { timeoutDays: usual } = PLAYS[arm]
  const results = events.find(({ kind, daysAhead }) => kind === 'EARNINGS' && daysAhead >= 0)
  if (arm !== 'EARNINGS_PRE' || !results) return usual
  return Math.min(TIMEOUT_DAYS_MAX, Math.max(1, Math.floor((results.daysAhead * 5) / 7)))
}
