import type { RadarEvent } from '../catalysts/radar-card.ts'
import type { DailyBar } from '../domain/bar.ts'
import type { Money } from '../domain/money.ts'
import type { NewsSentiment } from '../news/news-sentiment.ts'

/** Days that everything a proposal rests on needs: volume over 30 days, an ATR that has warmed up. */
export const SIGHT_DAYS = 60

/** What is seen of one catalyst symbol when a proposal is made. What nobody knows is absent. */
export interface CatalystSight {
  readonly bid: Money
  readonly ask: Money
  /** Completed days, oldest first. */
  readonly days: readonly DailyBar[]
  readonly averageDailyValue: Money
  readonly expectedMovePct: number
  /** Past ones have negative days ahead; ascending by date. */
  readonly events: readonly RadarEvent[]
  readonly news?: NewsSentiment
  /** How old the newest story is. */
  readonly newsAgeMinutes?: number
  /** Completed days of the fund of its sector. */
  readonly sectorDays?: readonly DailyBar[]
}
