import { type Money, money } from '../domain/money.ts'
import { settledFigure } from '../symbols/percent-move.ts'
import { MATERIALITY } from './catalyst-kind.ts'
import type { RadarEvent, RadarFigures, RadarPoints } from './radar-card.ts'

const BASE = 50
const LIQUIDITY_POINTS = 20
const SPREAD_POINTS = 15
const MOVE_POINTS = 15
const EVENT_POINTS = 15

const VALUE_HIGH = money('1000000000')
const VALUE_MIDDLE = money('100000000')
/** A spread from here on earns nothing. */
const SPREAD_PCT_MAX = 1
/** A larger move earns no more. */
const MOVE_PCT_MAX = 10
/** In so many days an event loses all but a third of its weight; the same as in the context of the bandit. */
const PROXIMITY_DAYS = 10

const GREEN_FROM = 80
const AMBER_FROM = 60

/**
 * The rank of a symbol with the points behind it (spec §12): 50 + 20·liquidity + 15·(1 − min(1, spread ÷ 1 % of price))
 * + 15·min(1, expected move ÷ 10 %) + 15·m·exp(−days ÷ 10), where m is the materiality and days the calendar days of the
 * upcoming event that earns most; none earns 0. The other terms alone can reach 100, so the sum is clamped to 0-100.
 * Liquidity is never below .5, which makes 60 the lowest rank of a symbol that can be ranked.
 */
export function radarRank(figures: RadarFigures): { readonly rank: number; readonly points: RadarPoints } {
  const points = {
    liquidity: LIQUIDITY_POINTS * liquidity(figures.averageDailyValue),
    spread: settledFigure(SPREAD_POINTS * (1 - Math.min(1, figures.spreadPct / SPREAD_PCT_MAX))),
    expectedMove: settledFigure(MOVE_POINTS * Math.min(1, figures.expectedMovePct / MOVE_PCT_MAX)),
    event: settledFigure(EVENT_POINTS * Math.max(0, ...figures.events.map(weightOf))),
  }
  const sum = BASE + points.liquidity + points.spread + points.expectedMove + points.event
  return { rank: settledFigure(Math.min(100, Math.max(0, sum))), points }
}

/** The colour of a rank: green from 80, amber from 60, red below. */
export function radarBadge(rank: number): 'green' | 'amber' | 'red' {
  if (rank >= GREEN_FROM) return 'green'
  return rank >= AMBER_FROM ? 'amber' : 'red'
}

function liquidity(averageDailyValue: Money): number {
  if (averageDailyValue >= VALUE_HIGH) return 1
  return averageDailyValue >= VALUE_MIDDLE ? 0.8 : 0.5
}

/** From 0 to 1. What is over moves nobody any more. */
function weightOf({ kind, daysAhead }: Pick<RadarEvent, 'kind' | 'daysAhead'>): number {
  return daysAhead < 0 ? 0 : MATERIALITY[kind] * Math.exp(-daysAhead / PROXIMITY_DAYS)
}
