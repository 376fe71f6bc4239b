import { UsageError } from '../failure.ts'

/** Sessions of the generated market that are run when nobody says how many: about what a minute takes. */
const GENERATED_SESSIONS = 60

/** What `backtest` and `sweep` are told alike about the dates, the costs and the cash. */
interface TestedOptions {
  readonly data?: string
  readonly until?: string
  readonly sessions?: number
  readonly slippageBps?: number
  readonly commissionUsd?: number
  readonly startCash?: number
}

/** How many sessions are meant at most, which costs are not the default ones, and with how much cash it begins. */
export function testedOptions(options: TestedOptions): {
  readonly sessions?: number
  readonly costs: { readonly slippageBps?: number; readonly commissionUsd?: number }
  readonly startCashUsd?: number
} {
  const { data, until, slippageBps, commissionUsd, startCash } = options
  if (startCash !== undefined && startCash <= 0)
    throw new UsageError(`--start-cash: was ${startCash}, allowed is more than 0`)
  const isEndless = data === undefined && until === undefined
  const sessions = options.sessions ?? (isEndless ? GENERATED_SESSIONS : undefined)
  return {
    ...(sessions !== undefined && { sessions }),
    costs: {
      ...(slippageBps !== undefined && { slippageBps }),
      ...(commissionUsd !== undefined && { commissionUsd }),
    },
    ...(startCash !== undefined && { startCashUsd: startCash }),
  }
}
