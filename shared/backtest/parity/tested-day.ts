import type { RunRules } from '../../cycles/recording/rules-document.ts'
import type { TapedRun } from '../../cycles/replay/day-tapes.ts'
import type { Ticker } from '../../domain/ids.ts'
import type { History } from '../../ports/history.ts'
import type { OpenDay } from '../../time/market-calendar.ts'
import { costModelSchema } from '../costs/cost-model.ts'
import { Funnel } from '../engine/funnel.ts'
import { runDay, type Standing } from '../engine/run-day.ts'
import type { BacktestSetup } from '../engine/setup.ts'
import type { TestedDay } from './parity-of.ts'
import { quotedMarket } from './quoted-market.ts'
import type { SeenDay } from './taped-day.ts'
import { tapedNews } from './taped-news.ts'

/** What a backtest of a live day runs on. */
export interface TestedParts {
  readonly day: OpenDay
  readonly rules: RunRules
  readonly start: Standing
  readonly seen: SeenDay
  readonly tapes: readonly TapedRun[]
  readonly history: History
}

/** Runs the rules of a live day on the quotes that it saw, from how things stood before it, with the fills of DEMO. */
export async function testDay({ day, rules, start, seen, tapes, history }: TestedParts): Promise<TestedDay> {
  const { config, instruments, namedByOwner = false, calendar } = rules
  const setup: BacktestSetup = {
    ...{ config, instruments, namedByOwner, calendar, history },
    ...tapedNews(tapes),
    dates: [day.date],
    market: quotedMarket(seen),
    startCash: start.account.cash,
    fills: 'as-quoted',
    costs: costModelSchema.parse({}),
    judge: 'quick',
  }
  const { trades, decided, after } = await runDay(setup, day, { before: start, funnel: new Funnel() })
  return { trades, decided, held: Object.keys(after.account.holdings) as Ticker[] }
}
