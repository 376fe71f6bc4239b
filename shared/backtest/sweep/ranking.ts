import type { Finding } from '../audit/finding.ts'
import { deflatedSharpe } from '../metrics/deflated-sharpe.ts'
import { sampleDeviation } from '../metrics/moments.ts'
import type { Settings } from './space.ts'
import { isUntrue, type TrialRecord } from './trial-record.ts'

/** A trial with its place. */
export interface RankedTrial {
  readonly rank: number
  readonly trial: string
  readonly settings: Settings
  /** Given the number of all trials and the deviation of their Sharpe ratios; absent where the returns say nothing. */
  readonly deflatedSharpe?: number
  readonly headline: NonNullable<TrialRecord['headline']>
  /** Of the audit; none of them makes the figures untrue. */
  readonly warnings: number
  readonly tooFewTrades: boolean
}

/** A trial whose figures are untrue, and why. */
interface SetAside {
  readonly trial: string
  readonly settings: Settings
  readonly findings: readonly Finding[]
}

/** All trials on the same dates in their order. */
export interface Ranking {
  /** All that were tried, the untrue and the failed among them. */
  readonly trials: number
  /** Deviation of the Sharpe ratios per session; absent for fewer than two. */
  readonly sharpeDeviation?: number
  readonly ranked: readonly RankedTrial[]
  readonly setAside: readonly SetAside[]
}

/**
 * Ranks trials by deflated Sharpe, then by profit factor, then by their number. A trial with a finding of bias or fault
 * is set aside and never ranked, and its Sharpe ratio counts for nothing; it still counts as one that was tried.
 */
export function rankTrials(
  records: readonly TrialRecord[],
  { trials }: { readonly trials: number },
): Ranking {
  const believed = records.filter((record) => !isUntrue(record))
  const deviation = sampleDeviation(believed.flatMap(({ sessionSharpe }) => sessionSharpe ?? []))
  const judged = believed.map((record) => judge(record, { trials, deviation }))
  return {
    trials,
    ...(deviation !== undefined && { sharpeDeviation: deviation }),
    ranked: judged.toSorted(byMerit).map((each, index) => ({ rank: index + 1, ...each })),
    setAside: records.filter(isUntrue).toSorted(byNumber).map(setAside),
  }
}

type Judged = Omit<RankedTrial, 'rank'>

function judge(
  { trial, settings, sessionReturns, headline, findings }: TrialRecord,
  field: { readonly trials: number; readonly deviation: number | undefined },
): Judged {
  if (!headline) throw new Error(`trial ${trial} has no headline`)
  const deflated = deflatedSharpe({ returns: sessionReturns, ...field })
  return {
    ...{ trial, settings, headline },
    ...(deflated !== undefined && { deflatedSharpe: deflated }),
    warnings: findings.length,
    tooFewTrades: headline.verdict === 'too-few-trades',
  }
}

function byMerit(first: Judged, second: Judged): number {
  return (
    descending(first.deflatedSharpe, second.deflatedSharpe) ||
    descending(profitFactor(first), profitFactor(second)) ||
    byNumber(first, second)
  )
}

/** What is absent comes last. */
function descending(first = Number.NEGATIVE_INFINITY, second = Number.NEGATIVE_INFINITY): number {
  return first === second ? 0 : second - first
}

/** Without a single loss it is absent, which is better than any number; without a trade it is nothing. */
function profitFactor({ headline: { profitFactor: factor, wins, losses } }: Judged): number | undefined {
  return factor ?? (wins > 0 && losses === 0 ? Number.POSITIVE_INFINITY : undefined)
}

function byNumber(first: { readonly trial: string }, second: { readonly trial: string }): number {
  return first.trial < second.trial ? -1 : 1
}

function setAside({ trial, settings, findings }: TrialRecord): SetAside {
  return { trial, settings, findings }
}
