import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CostLine, type MonthUse, monthCost, totalUsd } from '../../shared/cost/month-cost.ts'
import { DAYS_A_MONTH, monthUse, TRADING_DAYS_A_MONTH } from '../../shared/cost/month-use.ts'
import { PRICES } from '../../shared/cost/price-list.ts'
import type { Job } from '../../shared/cycles/trigger.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { DaySummary } from '../day-summary.ts'
import { UsageError } from '../failure.ts'
import { type MarketChoice, openMarketSource } from '../market-source.ts'
import { ownUniverse, runConfig, runMarket } from '../run-market.ts'
import { scheduleOf } from '../schedule.ts'

const CLOSE_MINUTE = 960

interface CostOptions extends MarketChoice {
  readonly live: boolean
  readonly config?: string
  readonly scanSeconds: number
  readonly monitorSeconds: number
  readonly otherSeconds: number
  readonly json: boolean
}

/** `openbell cost`: counts what one market day uses and prices a month of such days. */
export async function cost(options: CostOptions): Promise<void> {
  if (!options.json) process.stderr.write('running one market day to count what it uses ...\n')
  const day = await countedDay(options)
  const use = useOf(day, options)
  const lines = monthCost(use, PRICES)
  const answer = { day, use, lines, usdAMonth: round(totalUsd(lines)), pricesOf: PRICES.lookedUpOn }
  process.stdout.write(
    options.json ? `${JSON.stringify(answer)}\n` : `${report(day, use, lines, options).join('\n')}\n`,
  )
}

async function countedDay(options: CostOptions): Promise<DaySummary> {
  const config = runConfig(options)
  const source = openMarketSource({ ...options, ...ownUniverse(config, options.config) })
  const folder = mkdtempSync(join(tmpdir(), 'openbell-cost-'))
  const days: DaySummary[] = []
  try {
    await runMarket({
      ...{ source, config, folder, port: 0, speed: 'max', days: 1 },
      notifier: { deliver: async () => {} },
      observer: { dayEnded: (day) => void days.push(day) },
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const [day] = days
  if (!day) throw new UsageError('the market day was interrupted: without a whole day nothing can be priced')
  return day
}

function useOf(day: DaySummary, options: CostOptions): MonthUse {
  const callsADay = countJobs(day.date as ExchangeDate)
  const seconds: Partial<Record<Job, number>> = {
    'signal-scan': options.scanSeconds,
    'position-monitor': options.monitorSeconds,
  }
  const month = [...callsADay].map(([job, calls]) => {
    const callsAMonth = calls * (job === 'token-renewal' ? DAYS_A_MONTH : TRADING_DAYS_A_MONTH)
    return { calls: callsAMonth, seconds: callsAMonth * (seconds[job] ?? options.otherSeconds) }
  })
  const { storeReads: reads, storeWrites: writes, storeDeletes: deletes } = day
  return monthUse(
    { reads, writes, deletes },
    {
      calls: month.reduce((sum, { calls }) => sum + calls, 0),
      callSeconds: month.reduce((sum, each) => sum + each.seconds, 0),
    },
  )
}

function countJobs(date: ExchangeDate): ReadonlyMap<Job, number> {
  const counts = new Map<Job, number>()
  for (const { what } of scheduleOf(date, CLOSE_MINUTE))
    if (what !== 'owner-signs-in') counts.set(what, (counts.get(what) ?? 0) + 1)
  return counts
}

function report(
  day: DaySummary,
  use: MonthUse,
  lines: readonly CostLine[],
  { scanSeconds, monitorSeconds, otherSeconds }: CostOptions,
): readonly string[] {
  return [
    `Counted on ${day.date}: ${day.scans} scans, ${day.monitors} monitor ticks, ${day.exits} closed trades, ${day.brokerCalls} broker calls`,
    `Assumed: ${use.tradingDays} trading days a month; a scan takes ${scanSeconds} s, a monitor ${monitorSeconds} s, any other call ${otherSeconds} s`,
    '',
    ...lines.map(({ item, used, usd }) => `  ${item.padEnd(18)} ${usd.toFixed(2).padStart(6)} USD  ${used}`),
    `  ${'A month'.padEnd(18)} ${totalUsd(lines).toFixed(2).padStart(6)} USD`,
    '',
    `Prices as of ${PRICES.lookedUpOn}, in shared/cost/price-list.ts. Not counted: network, logs beyond 50 GiB, image storage.`,
  ]
}

function round(usd: number): number {
  return Math.round(usd * 100) / 100
}
