import type { ContextFigures } from '../bandit/context-scalings.ts'
import { MATERIALITY } from '../catalysts/catalyst-kind.ts'
import type { RadarEvent } from '../catalysts/radar-card.ts'
import type { DailyBar } from '../domain/bar.ts'
import { toNumber } from '../domain/money.ts'
import type { CatalystSight } from './catalyst-sight.ts'

const RANGE_DAYS = 10
const LEAN_DAYS = 5
const RESISTANCE_DAYS = 20
const [SURGE_DAYS, SURGE_BASE_DAYS] = [5, 30]
/** An event so far away is not at hand at all. */
const IMMEDIATE_DAYS = 10
/** News of so many minutes act now. */
const FRESH_NEWS_MINUTES = 60

/**
 * The figures behind the context of the bandit. `participationRatio` and the implied volatility are not known here: no port tells
 * them, so their terms stay empty.
 */
export function contextFigures(sight: CatalystSight): ContextFigures {
  const price = (toNumber(sight.bid) + toNumber(sight.ask)) / 2
  const next = sight.events.find(({ daysAhead }) => daysAhead >= 0)
  return {
    averageDailyValueUsd: toNumber(sight.averageDailyValue),
    expectedMovePct: sight.expectedMovePct,
    ...known('bias', leanOf(sight.days, sight.expectedMovePct)),
    ...known('immediacy', immediacyOf(next, sight.newsAgeMinutes)),
    ...(next && { materiality: MATERIALITY[next.kind], daysToEvent: next.daysAhead }),
    ...known('newsSentiment', sight.news?.distinctItems ? sight.news.score : undefined),
    ...known('sectorStrength10dPct', strengthOf(sight)),
    ...known('positionInRange10d', positionInRange(price, sight.days)),
    ...known('volumeSurge5To30', volumeSurge(sight.days)),
    ...known('resistanceDistancePct', resistanceDistance(price, sight.days)),
  }
}

function known<Name extends keyof ContextFigures>(name: Name, value: number | undefined) {
  return value === undefined ? {} : { [name]: value }
}

/** Where the price has leaned over five days, in expected moves: the market's own word on the direction. */
function leanOf(days: readonly DailyBar[], expectedMovePct: number): number | undefined {
  const returned = returnPct(days, LEAN_DAYS)
  return returned === undefined || expectedMovePct === 0 ? undefined : returned / expectedMovePct
}

function immediacyOf(next: RadarEvent | undefined, newsAgeMinutes: number | undefined): number | undefined {
  const byEvent = next && Math.max(0, 1 - next.daysAhead / IMMEDIATE_DAYS)
  if (newsAgeMinutes !== undefined && newsAgeMinutes <= FRESH_NEWS_MINUTES) return 1
  return byEvent
}

function strengthOf({ days, sectorDays }: CatalystSight): number | undefined {
  const [own, sector] = [returnPct(days, RANGE_DAYS), sectorDays && returnPct(sectorDays, RANGE_DAYS)]
  return own === undefined || sector === undefined ? undefined : own - sector
}

function positionInRange(price: number, days: readonly DailyBar[]): number | undefined {
  const last = lastOf(days, RANGE_DAYS)
  if (!last) return undefined
  const [low, high] = [Math.min(...last.map((day) => day.low)), Math.max(...last.map((day) => day.high))]
  return high > low ? (price - low) / (high - low) : undefined
}

function volumeSurge(days: readonly DailyBar[]): number | undefined {
  const [recent, base] = [lastOf(days, SURGE_DAYS), lastOf(days, SURGE_BASE_DAYS)]
  if (!recent || !base) return undefined
  const usual = meanVolume(base)
  return usual > 0 ? meanVolume(recent) / usual : undefined
}

function resistanceDistance(price: number, days: readonly DailyBar[]): number | undefined {
  const last = lastOf(days, RESISTANCE_DAYS)
  return last && (Math.max(...last.map((day) => day.high)) / price - 1) * 100
}

function returnPct(days: readonly DailyBar[], count: number): number | undefined {
  const [first, last] = [days.at(-1 - count)?.close, days.at(-1)?.close]
  return first === undefined || last === undefined ? undefined : (last / first - 1) * 100
}

function lastOf(days: readonly DailyBar[], count: number): readonly DailyBar[] | undefined {
  return days.length < count ? undefined : days.slice(-count)
}

function meanVolume(days: readonly DailyBar[]): number {
  return days.reduce((sum, { volume }) => sum + volume, 0) / days.length
}
