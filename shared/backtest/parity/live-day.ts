import type { QuietStory } from '../../cycles/questions/decision-story.ts'
import type { Trade } from '../../domain/trade.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { PolledJob } from '../market/backtest-market.ts'

/** One run of a live day that looked for entries or after positions. */
export interface LiveRun {
  readonly job: PolledJob
  readonly dueAt: EpochMs
  /** When it had its quotes. */
  readonly begunAt: EpochMs
  /** Why it did not end as it should. */
  readonly failure?: string
}

/** What a live day left behind, as far as a comparison asks for it. */
export interface LiveDay {
  /** In the order of their exits. */
  readonly trades: readonly Trade[]
  /** Entry decisions with their orders: of the trades, and of the moments at which the backtest entered. */
  readonly stories: readonly QuietStory[]
  /** In the order in which they began. */
  readonly runs: readonly LiveRun[]
}
