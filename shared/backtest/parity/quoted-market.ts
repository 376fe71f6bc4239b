import type { EpochMs } from '../../time/instant.ts'
import type { BacktestMarket } from '../market/backtest-market.ts'
import type { SeenDay } from './taped-day.ts'

/** The market of one live day as its runs saw it: what was seen, and when each run saw it. */
export function quotedMarket({ runs, quotes }: SeenDay): BacktestMarket {
  const begun = new Map<string, EpochMs>(runs.map(({ job, dueAt, begunAt }) => [`${job} ${dueAt}`, begunAt]))
  return {
    day: (symbol) => {
      const seen = quotes.get(symbol)
      return seen && { kind: 'quotes', seen }
    },
    seenBy: (job, dueAt) => begun.get(`${job} ${dueAt}`) ?? dueAt,
  }
}
