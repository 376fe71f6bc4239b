import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type MarketChoice, type MarketSource, openMarketSource } from '../../local/market-source.ts'
import { CollectingNotifier } from '../../local/run-market.ts'
import { BrokerMeter, Runner } from '../../local/runner.ts'
import { startStack } from '../../local/stack.ts'
import { costModelSchema } from '../../shared/backtest/costs/cost-model.ts'
import { runBacktest } from '../../shared/backtest/engine/run-backtest.ts'
import type { BacktestSetup } from '../../shared/backtest/engine/setup.ts'
import { type Config, parseConfig } from '../../shared/config/config.ts'
import { moneyFromNumber } from '../../shared/domain/money.ts'
import type { DocumentValue } from '../../shared/ports/store.ts'
import { minuteOfDay } from '../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

/** Decisions and trades by their ids, whoever made them. */
export interface DaysMade {
  readonly decisions: Readonly<Record<string, DocumentValue>>
  readonly trades: Readonly<Record<string, DocumentValue>>
}

/** Market days through the whole local stack, as `openbell demo` runs them; `stopAtMinute` ends the run within the day. */
export async function demoDays(
  choice: MarketChoice,
  { days, stopAtMinute }: { readonly days: number; readonly stopAtMinute?: number },
): Promise<DaysMade> {
  const folder = mkdtempSync(join(tmpdir(), 'openbell-parity-'))
  const meter = new BrokerMeter()
  const stack = await startStack({
    source: openMarketSource(choice),
    config: parseConfig({}),
    folder,
    port: 0,
    notifier: new CollectingNotifier(),
    onBrokerRequest: meter.count,
  })
  const runner: Runner = new Runner(stack, meter, {
    speed: 'max',
    days,
    observer: {
      answered: (_job, at) => {
        if (stopAtMinute !== undefined && minuteOfDay(at) >= stopAtMinute) runner.stop()
      },
    },
  })
  try {
    await runner.run()
    const read = async (collection: string) => {
      const documents = await stack.store.query({ collection })
      return Object.fromEntries(documents.map(({ path, value }) => [path.split('/')[1] ?? '', value]))
    }
    return { decisions: await read('decisions'), trades: await read('trades') }
  } finally {
    await stack.close()
    rmSync(folder, { recursive: true })
  }
}

/** Entries that passed, moved stops and exits: what is left without the near misses. */
export function withoutNearMisses({ decisions }: DaysMade): DaysMade['decisions'] {
  return Object.fromEntries(Object.entries(decisions).filter(([, { decision }]) => decision !== 'refuse'))
}

/** What was decided and closed up to the run that a stopped day ended with. */
export function until({ decisions, trades }: DaysMade, minute: number): DaysMade {
  const before = (documents: DaysMade['trades'], field: 'at' | 'exitTime') =>
    Object.fromEntries(
      Object.entries(documents).filter(([, value]) => minuteOfDay(value[field] as EpochMs) < minute),
    )
  return { decisions: before(decisions, 'at'), trades: before(trades, 'exitTime') }
}

/** The same days through the backtest. */
export async function backtestDays(
  choice: MarketChoice,
  days: number,
  { config = parseConfig({}), judge }: { readonly config?: Config; readonly judge: BacktestSetup['judge'] },
): Promise<DaysMade> {
  const source = openMarketSource(choice)
  const decisions: Record<string, DocumentValue> = {}
  const trades: Record<string, DocumentValue> = {}
  const setup = asQuoted(source, { config, judge, days })
  await runBacktest(setup, {
    seed: 1,
    observer: {
      dayDone: ({ date, run }) => {
        for (const { id, value } of run.decided) decisions[id] = plain(value)
        for (const trade of run.trades) trades[trade.tradeId] = plain({ ...trade, date })
      },
    },
  })
  return { decisions, trades }
}

function asQuoted(
  source: MarketSource,
  parts: { readonly config: Config; readonly judge: BacktestSetup['judge']; readonly days: number },
): BacktestSetup {
  const { config, judge, days } = parts
  const { instruments, namedByOwner, dates, market, history, news, earnings } = source
  return {
    config,
    instruments,
    namedByOwner,
    calendar: [],
    dates: dates.slice(0, days),
    market,
    history,
    ...(news && { news }),
    ...(earnings && { earnings }),
    startCash: moneyFromNumber(config.demo.startCashUsd),
    fills: 'as-quoted',
    costs: costModelSchema.parse({}),
    judge,
  }
}

/** As a store gives it back. */
function plain(value: object): DocumentValue {
  return JSON.parse(JSON.stringify(value)) as DocumentValue
}
