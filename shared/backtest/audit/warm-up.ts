import type { EpochMs } from '../../time/instant.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import type { Audit } from './audit.ts'
import { lastBegun } from './bar-at.ts'
import { type Decision, type DecisionRun, decisionText, firstDifference } from './decision.ts'
import { judged } from './judged.ts'
import { moment } from './told.ts'

interface LaterStart {
  readonly begin: EpochMs
  /** When every symbol has had its warm-up after that begin; `undefined` where the bars end before. */
  readonly warmAt: EpochMs | undefined
  readonly earlier: readonly Decision[]
  readonly later: readonly Decision[]
}

/**
 * Runs the rules on bars that begin one and two warm-ups later: after the warm-up they must decide what they decided with
 * the longer past. Decisions must not hold what hangs on the account's past, such as quantities. Bars too short to judge
 * give a warning, never a silent pass.
 */
export async function warmUp(options: {
  readonly run: DecisionRun
  readonly series: readonly BarSeries[]
  readonly warmUpBars: number
}): Promise<Audit> {
  const { run, series, warmUpBars } = options
  const longest = series.toSorted((one, other) => other.length - one.length)[0]
  const starts: LaterStart[] = []
  let earlier = await run(series)
  for (const warmUps of [1, 2]) {
    const begin = longest?.time[warmUpBars * warmUps] as EpochMs | undefined
    if (begin === undefined) break
    const later = await run(series.map((one) => from(one, begin)))
    starts.push({ begin, warmAt: warmAt({ series, begin, warmUpBars }), earlier, later })
    earlier = later
  }
  const name = 'warm-up-too-short'
  if (starts.some((start) => start.warmAt !== undefined))
    return judged({ name, severity: 'bias', items: starts, judge: changedByPast })
  const text = `the bars are too few to judge a warm-up of ${warmUpBars} bars: needed are more than twice as many of each symbol`
  return { checks: [{ name, looked: 0 }], findings: [{ check: name, severity: 'warning', text }] }
}

function changedByPast({ begin, warmAt, earlier, later }: LaterStart) {
  if (warmAt === undefined) return undefined
  const afterWarmUp = ({ at }: Decision) => at > warmAt
  const difference = firstDifference(earlier.filter(afterWarmUp), later.filter(afterWarmUp))
  if (!difference) return undefined
  const { one, other } = difference
  return {
    text: `with bars from ${moment(begin)} on, ${decisionText(one)} became ${decisionText(other)} after the warm-up that ended at ${moment(warmAt)}`,
    at: (one ?? other)?.at ?? warmAt,
  }
}

/** Symbols that begin later anyway see no change. */
function warmAt(options: {
  readonly series: readonly BarSeries[]
  readonly begin: EpochMs
  readonly warmUpBars: number
}): EpochMs | undefined {
  const { series, begin, warmUpBars } = options
  const ends = series.flatMap((one) => {
    const first = firstFrom(one, begin)
    return first === 0 ? [] : [one.time[first + warmUpBars] ?? Infinity]
  })
  const latest = Math.max(...ends)
  return latest < Infinity ? (latest as EpochMs) : undefined
}

function from(series: BarSeries, begin: EpochMs): BarSeries {
  const first = firstFrom(series, begin)
  return {
    symbol: series.symbol,
    interval: series.interval,
    length: series.length - first,
    time: series.time.subarray(first, series.length),
    open: series.open.subarray(first, series.length),
    high: series.high.subarray(first, series.length),
    low: series.low.subarray(first, series.length),
    close: series.close.subarray(first, series.length),
    volume: series.volume.subarray(first, series.length),
  }
}

function firstFrom(series: BarSeries, begin: EpochMs): number {
  return lastBegun(series, begin - 1) + 1
}
