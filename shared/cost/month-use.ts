import type { Operations } from '../ports/operations-count.ts'
import type { DayUsage } from './day-usage.ts'
import type { MonthUse } from './month-cost.ts'

export const TRADING_DAYS_A_MONTH = 21
export const DAYS_A_MONTH = 30.4
const SECONDS_MS = 1_000
/** A function of 512 MiB is given a third of a CPU. */
const SIZE = { vcpu: 1 / 3, gib: 0.5 }
/** One version of each secret (spec §13), and what cold starts read of them. */
const SECRETS = 8
/** As terraform/scheduler.tf makes them; the token has two. */
const SCHEDULER_JOBS = 7
const SECRET_ACCESSES_A_DAY = 60

/** A month of the deployed system: the documents of one trading day, and the calls of the whole month. */
export function monthUse(day: Operations, month: Pick<MonthUse, 'calls' | 'callSeconds'>): MonthUse {
  return {
    tradingDays: TRADING_DAYS_A_MONTH,
    readsADay: day.reads,
    writesADay: day.writes,
    deletesADay: day.deletes,
    ...month,
    ...SIZE,
    activeSecretVersions: SECRETS,
    secretAccesses: SECRET_ACCESSES_A_DAY * DAYS_A_MONTH,
    schedulerJobs: SCHEDULER_JOBS,
  }
}

/** A month of trading days that each use what this one has used. */
export function monthOfDays(day: DayUsage): MonthUse {
  return monthUse(day, {
    calls: day.runs * TRADING_DAYS_A_MONTH,
    callSeconds: (day.runMs / SECONDS_MS) * TRADING_DAYS_A_MONTH,
  })
}
