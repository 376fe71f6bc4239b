import type { CostModel } from '../../shared/backtest/costs/cost-model.ts'

/** Sessions of the generated market that are run when nobody says how many: about what a minute takes. */
const GENERATED_SESSIONS = 60

/** What `backtest` and `sweep` are told alike about the dates and the costs. */
interface TestedOptions {
  readonly data?: string
  readonly until?: string
  readonly sessions?: number
  readonly slippageBps?: number
  readonly commissionUsd?: number
}

/** How many sessions are meant at most, and which costs are not the default ones. */
export function testedOptions({ data, until, sessions, slippageBps, commissionUsd }: TestedOptions): {
  readonly sessions: number | undefined
  readonly costs: Partial<Record<keyof CostModel, number>>
} {
  const isEndless = data === undefined && until === undefined
  return {
    sessions: sessions ?? (isEndless ? GENERATED_SESSIONS : undefined),
    costs: {
      ...(slippageBps !== undefined && { slippageBps }),
      ...(commissionUsd !== undefined && { commissionUsd }),
    },
  }
}
