import { mean } from '../metrics/moments.ts'
import { sessionSharpe } from '../metrics/session-sharpe.ts'
import type { PlannedRun, RunWindow, SweepWindow } from './planned-run.ts'
import { testRun } from './planned-run.ts'
import { type RankedTrial, type Ranking, rankTrials } from './ranking.ts'
import { isUntrue, type TrialRecord } from './trial-record.ts'

/** A window after its training: who was best on the training dates, and the run that tests it. */
export interface TrainedWindow {
  readonly train: RunWindow
  readonly test: RunWindow
  readonly ranking: Ranking
  /** Absent when no trial of the training could be ranked. */
  readonly best?: RankedTrial
  readonly testRun?: PlannedRun
}

/** The best of each window's training; `records` are those of all training runs. */
export function trainedWindows(
  windows: readonly SweepWindow[],
  records: readonly TrialRecord[],
  field: { readonly trials: number },
): readonly TrainedWindow[] {
  return windows.flatMap(({ train, test }, index) => {
    if (!test) return []
    const ranking = rankTrials(recordsOf(records, train), field)
    const [best] = ranking.ranked
    const run = best && testRun({ id: best.trial, settings: best.settings }, test, index)
    return [{ train, test, ranking, ...(best && { best }), ...(run && { testRun: run }) }]
  })
}

/** A window with what its best trial did on dates that it was not chosen on. */
export interface WalkedWindow {
  readonly train: RunWindow
  readonly test: RunWindow
  readonly trial?: string
  readonly settings?: RankedTrial['settings']
  readonly trainReturnPct?: number
  readonly testReturnPct?: number
  readonly trades?: number
  readonly findings: TrialRecord['findings']
}

/** The test dates of all windows one after the other, as if they had been one run. */
interface Stitched {
  readonly sessions: number
  readonly returnPct: number
  readonly sessionSharpe?: number
  /** From the highs of session ends to the ends of later sessions. */
  readonly maxDrawdownPct: number
  readonly trades: number
  readonly profitFactor?: number
  /** Test ÷ training return, each as the mean of a session; absent where the training made nothing. */
  readonly efficiency?: number
}

export interface WalkForwardReport {
  readonly windows: readonly WalkedWindow[]
  /** Absent when a test failed or has a finding of bias or fault, and when no window has a test. */
  readonly stitched?: Stitched
}

/** Stitches the tests of all windows together; `tests` and `training` are looked up by run and by dates. */
export function walkForwardReport(
  trained: readonly TrainedWindow[],
  { training, tests }: { readonly training: readonly TrialRecord[]; readonly tests: readonly TrialRecord[] },
): WalkForwardReport {
  const walked = trained.map((window) => walk(window, { training, tests }))
  const tested = walked.flatMap(({ train, test }) => (train && test ? [{ train, test }] : []))
  const believed = tested.length > 0 && !tested.some(({ test }) => isUntrue(test))
  const complete = tested.length === trained.filter(({ best }) => best).length
  return {
    windows: walked.map(({ row }) => row),
    ...(believed && complete && { stitched: stitch(tested) }),
  }
}

interface Walked {
  readonly row: WalkedWindow
  readonly train?: TrialRecord
  readonly test?: TrialRecord
}

function walk(
  { train: trainDates, test: testDates, best, testRun: run }: TrainedWindow,
  { training, tests }: { readonly training: readonly TrialRecord[]; readonly tests: readonly TrialRecord[] },
): Walked {
  const dates = { train: trainDates, test: testDates }
  const test = tests.find(({ id }) => id === run?.id)
  const train = recordsOf(training, trainDates).find(({ trial }) => trial === best?.trial)
  if (!best || !train || !test) return { row: { ...dates, findings: [] } }
  return {
    row: {
      ...dates,
      ...{ trial: best.trial, settings: best.settings, trainReturnPct: best.headline.returnPct },
      ...(test.headline && { testReturnPct: test.headline.returnPct, trades: test.headline.trades }),
      findings: test.findings,
    },
    train,
    test,
  }
}

function recordsOf(records: readonly TrialRecord[], { from, to }: RunWindow): readonly TrialRecord[] {
  return records.filter(({ window }) => window.from === from && window.to === to)
}

function stitch(pairs: readonly { readonly train: TrialRecord; readonly test: TrialRecord }[]): Stitched {
  const returns = pairs.flatMap(({ test }) => test.sessionReturns)
  const sharpe = sessionSharpe(returns)
  const total = (of: (test: TrialRecord) => number) => pairs.reduce((sum, { test }) => sum + of(test), 0)
  const lost = total(({ grossLossUsd }) => grossLossUsd)
  const trained = mean(pairs.flatMap(({ train }) => train.sessionReturns))
  return {
    sessions: returns.length,
    returnPct: (growth(returns).at(-1) ?? 1) * 100 - 100,
    ...(sharpe !== undefined && { sessionSharpe: sharpe }),
    maxDrawdownPct: deepestFallPct(growth(returns)),
    trades: total(({ headline }) => headline?.trades ?? 0),
    ...(lost > 0 && { profitFactor: total(({ grossWinUsd }) => grossWinUsd) / lost }),
    ...(trained > 0 && returns.length > 0 && { efficiency: mean(returns) / trained }),
  }
}

/** What 1 became after each session. */
function growth(returns: readonly number[]): readonly number[] {
  let worth = 1
  return returns.map((gained) => {
    worth *= 1 + gained
    return worth
  })
}

function deepestFallPct(curve: readonly number[]): number {
  let high = 1
  let deepest = 0
  for (const worth of curve) {
    high = Math.max(high, worth)
    deepest = Math.max(deepest, 1 - worth / high)
  }
  return deepest * 100
}
