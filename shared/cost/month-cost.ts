import type { PriceList } from './price-list.ts'

/** What a month uses of the cloud. */
export interface MonthUse {
  readonly tradingDays: number
  /** Documents of one trading day. */
  readonly readsADay: number
  readonly writesADay: number
  readonly deletesADay: number
  /** Calls of all functions in the month, and how long all of them ran together. */
  readonly calls: number
  readonly callSeconds: number
  readonly vcpu: number
  readonly gib: number
  readonly activeSecretVersions: number
  readonly secretAccesses: number
  readonly schedulerJobs: number
}

/** One line of the month's bill, free amounts already taken off. */
export interface CostLine {
  readonly item: string
  /** What was used, in words. */
  readonly used: string
  readonly usd: number
}

/** The month's bill; free amounts of a day count day by day, as unused ones are not kept. */
export function monthCost(use: MonthUse, prices: PriceList): readonly CostLine[] {
  return [...firestoreLines(use, prices), ...runLines(use, prices), ...restLines(use, prices)]
}

export function totalUsd(lines: readonly CostLine[]): number {
  return lines.reduce((sum, { usd }) => sum + usd, 0)
}

function firestoreLines(use: MonthUse, { firestore }: PriceList): readonly CostLine[] {
  const { tradingDays } = use
  const line = (item: string, aDay: number, free: number, usdPer100k: number): CostLine => ({
    item: `Firestore ${item}`,
    used: `${whole(aDay)} a trading day, ${whole(free)} a day are free`,
    usd: (tradingDays * beyond(aDay, free) * usdPer100k) / 100_000,
  })
  return [
    line('reads', use.readsADay, firestore.freeReadsADay, firestore.usdPer100kReads),
    line('writes', use.writesADay, firestore.freeWritesADay, firestore.usdPer100kWrites),
    line('deletes', use.deletesADay, firestore.freeDeletesADay, firestore.usdPer100kDeletes),
  ]
}

function runLines({ calls, callSeconds, vcpu, gib }: MonthUse, { run }: PriceList): readonly CostLine[] {
  const [vcpuSeconds, gibSeconds] = [callSeconds * vcpu, callSeconds * gib]
  return [
    {
      item: 'Functions calls',
      used: `${whole(calls)}, ${whole(run.freeCallsAMonth)} are free`,
      usd: (beyond(calls, run.freeCallsAMonth) * run.usdPerMillionCalls) / 1_000_000,
    },
    {
      item: 'Functions CPU',
      used: `${whole(vcpuSeconds)} vCPU-seconds, ${whole(run.freeVcpuSecondsAMonth)} are free`,
      usd: beyond(vcpuSeconds, run.freeVcpuSecondsAMonth) * run.usdPerVcpuSecond,
    },
    {
      item: 'Functions memory',
      used: `${whole(gibSeconds)} GiB-seconds, ${whole(run.freeGibSecondsAMonth)} are free`,
      usd: beyond(gibSeconds, run.freeGibSecondsAMonth) * run.usdPerGibSecond,
    },
  ]
}

function restLines(use: MonthUse, { secrets, scheduler }: PriceList): readonly CostLine[] {
  const { activeSecretVersions, secretAccesses, schedulerJobs } = use
  return [
    {
      item: 'Secrets kept',
      used: `${activeSecretVersions} active versions, ${secrets.freeActiveVersions} are free`,
      usd: beyond(activeSecretVersions, secrets.freeActiveVersions) * secrets.usdPerActiveVersionAMonth,
    },
    {
      item: 'Secrets read',
      used: `${whole(secretAccesses)} accesses, ${whole(secrets.freeAccessesAMonth)} are free`,
      usd: (beyond(secretAccesses, secrets.freeAccessesAMonth) * secrets.usdPer10kAccesses) / 10_000,
    },
    {
      item: 'Scheduler jobs',
      used: `${schedulerJobs}, ${scheduler.freeJobs} are free for a billing account`,
      usd: beyond(schedulerJobs, scheduler.freeJobs) * scheduler.usdPerJobAMonth,
    },
  ]
}

function beyond(used: number, free: number): number {
  return Math.max(0, used - free)
}

function whole(amount: number): string {
  return Math.round(amount).toLocaleString('en-US')
}
