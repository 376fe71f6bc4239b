import type { Metrics } from '../metrics/metrics.ts'

/** What is known about a strategy that wants real money. */
export interface PromotionEvidence {
  readonly metrics: Pick<Metrics, 'trades' | 'profitFactor' | 'bootstrap90' | 'maxDrawdownPct'>
  readonly sessions: number
  /** `undefined` where nobody counted them, which is not the same as none. */
  readonly reconciliationErrors?: number | undefined
  /** Longest time between two looks at a position that was held; `undefined` where it was not measured. */
  readonly longestMonitorGapSeconds?: number | undefined
}

/** One thing that is asked for, in words. */
interface PromotionCondition {
  readonly name: string
  readonly passed: boolean
  readonly seen: string
  readonly needed: string
}

/** Whether real money may follow, and every condition with what was seen of it. */
export interface PromotionAnswer {
  readonly promoted: boolean
  readonly conditions: readonly PromotionCondition[]
}

const SESSIONS_MIN = 20
const TRADES_MIN = 100
const PROFIT_FACTOR_MIN = 1.2
const INTERVAL_ABOVE = 1
const DRAWDOWN_BELOW_PCT = 5
const MONITOR_GAP_MAX_SECONDS = 150

/** Judges the conditions of spec §17; all of them must hold, and what was not measured does not hold. */
export function promotionGate(evidence: PromotionEvidence): PromotionAnswer {
  const conditions = [
    sessionCount(evidence),
    tradeCount(evidence),
    profitFactor(evidence),
    profitFactorInterval(evidence),
    drawdown(evidence),
    reconciliation(evidence),
    monitorGap(evidence),
  ]
  return { promoted: conditions.every(({ passed }) => passed), conditions }
}

function sessionCount({ sessions }: PromotionEvidence): PromotionCondition {
  return {
    name: 'sessions',
    passed: sessions >= SESSIONS_MIN,
    seen: String(sessions),
    needed: `at least ${SESSIONS_MIN}`,
  }
}

function tradeCount({ metrics: { trades } }: PromotionEvidence): PromotionCondition {
  return {
    name: 'trades',
    passed: trades >= TRADES_MIN,
    seen: String(trades),
    needed: `at least ${TRADES_MIN}`,
  }
}

function profitFactor({ metrics: { trades, profitFactor: factor } }: PromotionEvidence): PromotionCondition {
  const absent = trades === 0 ? 'none, there is no trade' : 'none, no trade lost'
  return {
    name: 'profit factor',
    passed: factor !== undefined && factor >= PROFIT_FACTOR_MIN,
    seen: factor === undefined ? absent : decimals(factor),
    needed: `at least ${decimals(PROFIT_FACTOR_MIN)}`,
  }
}

function profitFactorInterval({ metrics: { bootstrap90 } }: PromotionEvidence): PromotionCondition {
  const interval = bootstrap90.profitFactor
  return {
    name: 'profit factor, 90 % interval',
    passed: interval !== undefined && interval.low > INTERVAL_ABOVE,
    seen: interval ? `${decimals(interval.low)} to ${decimals(interval.high)}` : 'none, too few losses',
    needed: `all above ${decimals(INTERVAL_ABOVE)}`,
  }
}

function drawdown({ metrics: { maxDrawdownPct } }: PromotionEvidence): PromotionCondition {
  return {
    name: 'drawdown',
    passed: maxDrawdownPct < DRAWDOWN_BELOW_PCT,
    seen: `${decimals(maxDrawdownPct)} %`,
    needed: `below ${decimals(DRAWDOWN_BELOW_PCT)} %`,
  }
}

function reconciliation({ reconciliationErrors: errors }: PromotionEvidence): PromotionCondition {
  return {
    name: 'reconciliation errors',
    passed: errors === 0,
    seen: errors === undefined ? 'not measured' : String(errors),
    needed: 'none',
  }
}

function monitorGap({ longestMonitorGapSeconds: seconds }: PromotionEvidence): PromotionCondition {
  return {
    name: 'longest monitor gap while holding',
    passed: seconds !== undefined && seconds <= MONITOR_GAP_MAX_SECONDS,
    seen: seconds === undefined ? 'not measured' : `${seconds} s`,
    needed: `at most ${MONITOR_GAP_MAX_SECONDS} s`,
  }
}

/** Two, cut off and not rounded: 1.199 must not read like the 1.20 that is needed. */
function decimals(value: number): string {
  return (Math.floor(value * 100) / 100).toFixed(2)
}
