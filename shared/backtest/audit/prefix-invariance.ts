import type { EpochMs } from '../../time/instant.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import type { Audit } from './audit.ts'
import { type Decision, type DecisionRun, decisionText, firstDifference } from './decision.ts'
import { judged } from './judged.ts'
import { scrambledBars } from './scrambled-bars.ts'
import { moment } from './told.ts'

interface CutRun {
  readonly cut: EpochMs
  readonly before: readonly Decision[]
  readonly changed: readonly Decision[]
}

/**
 * Runs the rules again with other bars after each cut: what they decided up to the cut must stay the same, or they looked
 * ahead. Cuts belong on starts of bars; a bar that contains a cut is left as it was. A look of one bar ahead shows at
 * about every second cut that a decision hangs on, so hand in a dozen or more where decisions are frequent.
 *
 *     await prefixInvariance({ run, series, cuts: [noonOfDay1, noonOfDay2] })
 */
export async function prefixInvariance(options: {
  readonly run: DecisionRun
  readonly series: readonly BarSeries[]
  readonly cuts: readonly EpochMs[]
}): Promise<Audit> {
  const { run, series, cuts } = options
  const decided = await run(series)
  const runs: CutRun[] = []
  for (const [index, cut] of cuts.entries()) {
    const upToCut = ({ at }: Decision) => at <= cut
    const changed = await run(scrambledAfter({ series, cut, seed: index + 1 }))
    runs.push({ cut, before: decided.filter(upToCut), changed: changed.filter(upToCut) })
  }
  return judged({ name: 'look-ahead', severity: 'bias', items: runs, judge: lookAhead })
}

/** Each symbol draws from a seed of its own, so that none mirrors another. */
function scrambledAfter(options: {
  readonly series: readonly BarSeries[]
  readonly cut: EpochMs
  readonly seed: number
}): readonly BarSeries[] {
  const { series, cut, seed } = options
  return series.map((one, index) => scrambledBars({ series: one, from: cut, seed: seed * 1_000 + index }))
}

function lookAhead({ cut, before, changed }: CutRun) {
  const difference = firstDifference(before, changed)
  if (!difference) return undefined
  const { one, other } = difference
  const first = one && other ? (one.at <= other.at ? one : other) : (one ?? other)
  return {
    text: `with other bars from ${moment(cut)} on, ${decisionText(one)} became ${decisionText(other)}: the rules knew what came later`,
    at: first?.at ?? cut,
  }
}
