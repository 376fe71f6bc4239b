import type { Arm } from '../bandit/arm.ts'
import type { RadarEvent } from '../catalysts/radar-card.ts'
import type { CatalystSight } from './catalyst-sight.ts'
import { closesBefore } from './closes-before.ts'

/** Before results so near the price moves with what is expected of them. */
const PRE_DAYS_MAX = 10
/** What happened longer ago moves the price no more than anything else. */
const POST_DAYS_MAX = 5
const NEWS_ITEMS_MIN = 3
const NEWS_SENTIMENT_MIN = 0.3
const NEWS_AGE_MINUTES_MAX = 120

/**
 * The arms that can be played at all: there is no play before results that nobody expects. The bandit chooses among them alone, since
 * an arm that was named and not played would learn from what did not happen.
 */
export function playableArms(
  sight: Pick<CatalystSight, 'events' | 'news' | 'newsAgeMinutes'>,
): readonly Arm[] {
  return [
    ...(sight.events.some(isBeforeEarnings) ? (['EARNINGS_PRE'] as const) : []),
    ...(sight.events.some(isJustOver) ? (['POST_EVENT_MOMO'] as const) : []),
    ...(hasNewsSpike(sight) ? (['NEWS_SPIKE'] as const) : []),
    'REACTIVE',
    'SKIP',
  ]
}

/** Only while there is a session left to get out in before them. */
function isBeforeEarnings(event: RadarEvent): boolean {
  const { kind, daysAhead } = event
  return kind === 'EARNINGS' && daysAhead >= 0 && daysAhead <= PRE_DAYS_MAX && closesBefore(event) > 0
}

function isJustOver({ daysAhead, moment }: RadarEvent): boolean {
  return (daysAhead < 0 && daysAhead >= -POST_DAYS_MAX) || (daysAhead === 0 && moment === 'before-open')
}

/** Good news, since nothing is ever sold short. */
function hasNewsSpike({ news, newsAgeMinutes }: Pick<CatalystSight, 'news' | 'newsAgeMinutes'>): boolean {
  return (
    news !== undefined &&
    newsAgeMinutes !== undefined &&
    news.distinctItems >= NEWS_ITEMS_MIN &&
    news.score >= NEWS_SENTIMENT_MIN &&
    newsAgeMinutes <= NEWS_AGE_MINUTES_MAX
  )
}
