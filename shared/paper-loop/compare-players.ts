import { type Interval, percentileInterval, RESAMPLES } from '../backtest/metrics/bootstrap-interval.ts'
import { mean } from '../backtest/metrics/moments.ts'
import { randomIndexes } from '../backtest/metrics/random-indexes.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { isLearned, type PaperRound } from './paper-round.ts'
import type { ByPolicy } from './policies.ts'

/** Trading days that are drawn together, so that what neighbours have in common is kept: about a month. */
const BLOCK_DAYS = 21

/** What the bandit is held against; `never` is not to trade at all, which earns 0. */
export type Rival = 'random' | 'reactive' | 'never'

/** How much more reward a day the bandit earned than another, and how sure that is. */
export interface Comparison {
  readonly rival: Rival
  /** Mean over all days, below 0 when the bandit earned less. */
  readonly rewardADay: number
  /** 90 % interval; absent under two blocks of days. */
  readonly interval?: Interval
  /** `no-difference` when 0 lies in the interval. */
  readonly verdict: 'better' | 'no-difference' | 'worse' | 'too-few-days'
}

/** Holds the bandit against the others on the same days; a reward counts on the day of its decision. */
export function comparePlayers(
  rounds: ByPolicy<readonly PaperRound[]>,
  { dates, seed }: { readonly dates: readonly ExchangeDate[]; readonly seed: number },
): readonly Comparison[] {
  const own = rewardsByDay(rounds.bandit, dates)
  const rivals: Readonly<Record<Rival, readonly number[]>> = {
    random: rewardsByDay(rounds.random, dates),
    reactive: rewardsByDay(rounds.reactive, dates),
    never: dates.map(() => 0),
  }
  return (['random', 'reactive', 'never'] as const).map((rival) => {
    const differences = own.map((reward, day) => reward - (rivals[rival][day] ?? 0))
    return comparison(rival, differences, seed)
  })
}

function comparison(rival: Rival, differences: readonly number[], seed: number): Comparison {
  const rewardADay = differences.length === 0 ? 0 : mean(differences)
  const interval = intervalOfMean(differences, seed)
  if (!interval) return { rival, rewardADay, verdict: 'too-few-days' }
  const verdict = interval.low > 0 ? 'better' : interval.high < 0 ? 'worse' : 'no-difference'
  return { rival, rewardADay, interval, verdict }
}

function rewardsByDay(rounds: readonly PaperRound[], dates: readonly ExchangeDate[]): readonly number[] {
  const byDate = Map.groupBy(rounds.filter(isLearned), ({ date }) => date)
  return dates.map((date) => (byDate.get(date) ?? []).reduce((sum, { reward }) => sum + reward, 0))
}

/** Circular block bootstrap (Politis and Romano, "A circular block-resampling procedure for stationary data", 1992). */
function intervalOfMean(values: readonly number[], seed: number): Interval | undefined {
  if (values.length < 2 * BLOCK_DAYS) return undefined
  const sums = values.map((_, start) => blockSum(values, start))
  const starts = new Uint32Array(Math.round(values.length / BLOCK_DAYS))
  const drawIndexes = randomIndexes(seed, 'sessions')
  const means = Float64Array.from({ length: RESAMPLES }, () => {
    drawIndexes(starts, values.length)
    return starts.reduce((sum, start) => sum + (sums[start] ?? 0), 0) / (starts.length * BLOCK_DAYS)
  })
  return percentileInterval(means)
}

function blockSum(values: readonly number[], start: number): number {
  let sum = 0
  for (let day = 0; day < BLOCK_DAYS; day += 1) sum += values[(start + day) % values.length] ?? 0
  return sum
}
