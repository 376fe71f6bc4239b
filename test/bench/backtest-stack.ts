import { costModelSchema } from '../../shared/backtest/costs/cost-model.ts'
import { Funnel } from '../../shared/backtest/engine/funnel.ts'
import { firstStanding, runDay } from '../../shared/backtest/engine/run-day.ts'
import type { BacktestSetup } from '../../shared/backtest/engine/setup.ts'
import { parseConfig } from '../../shared/config/config.ts'
import { money } from '../../shared/domain/money.ts'
import { tradedInstruments } from '../../shared/symbols/traded-instruments.ts'
import { marketDay, type OpenDay } from '../../shared/time/market-calendar.ts'
import { type Bench, type Effort, type Figure, figureOf } from './figure.ts'
import { walkMarket } from './walk-market.ts'

const SYMBOLS = 118
const SESSIONS = 12
const NS_A_MS = 1_000_000
const LABEL = { group: 'backtest', name: 'whole decision stack, one bar', unit: 'ns' } as const

/** The product's own rules over days of the whole universe: indicators, strategies, gates, risk, orders and exits. */
export const backtestStack: Bench = {
  name: 'backtest',
  async run(effort) {
    const setup = walkSetup()
    // The first days compile the code.
    await timedRun(setup)
    const rounds: number[] = []
    for (let round = 0; round < roundsOf(effort); round += 1) rounds.push(await timedRun(setup))
    return [figureOf(LABEL, rounds)] satisfies readonly Figure[]
  },
}

/** 2,000 ns a bar are half a million bars a second. */
async function timedRun(setup: BacktestSetup): Promise<number> {
  const funnel = new Funnel()
  let before = firstStanding(setup.startCash)
  let bars = 0
  const startedAt = performance.now()
  for (const date of setup.dates) {
    const done = await runDay(setup, marketDay(date) as OpenDay, { before, funnel })
    before = done.after
    bars += done.bars
  }
  const elapsedMs = performance.now() - startedAt
  if (funnel.counts().entered === 0) throw new Error('the bench market let nothing through the gates')
  return (elapsedMs * NS_A_MS) / bars
}

function roundsOf({ rounds, scale }: Effort): number {
  return scale < 1 ? 2 : rounds
}

function walkSetup(): BacktestSetup {
  const instruments = tradedInstruments.slice(0, SYMBOLS)
  return {
    ...walkMarket(instruments, SESSIONS),
    config: parseConfig({}),
    instruments,
    namedByOwner: false,
    calendar: [],
    startCash: money('25000'),
    fills: 'next-bar',
    costs: costModelSchema.parse({}),
    judge: 'quick',
  }
}
