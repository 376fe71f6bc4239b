import { parityAlert } from '../../alerts/parity-alert.ts'
import type { OpenTape } from '../../cycles/open-tape.ts'
import { tapeWrite } from '../../cycles/recording/tape-documents.ts'
import { type Finished, runAnyTime } from '../../cycles/run-tick.ts'
import { tellOnceToday } from '../../cycles/tell-once.ts'
import type { NotRun, Trigger } from '../../cycles/trigger.ts'
import type { World } from '../../cycles/world.ts'
import type { Money } from '../../domain/money.ts'
import type { History } from '../../ports/history.ts'
import type { DocumentPath } from '../../ports/store.ts'
import { exchangeDate, formatEt } from '../../time/exchange-time.ts'
import { DAY_MS, type EpochMs, type ExchangeDate } from '../../time/instant.ts'
import { compareDay } from './compare-day.ts'
import { ParityRefusedError } from './parity-refused.ts'
import type { ParityReport } from './parity-report.ts'

/** What the comparison of the day came to, as the door answers it. */
export type ParityDone =
  | { readonly livePnl: Money; readonly testedPnl: Money; readonly differences: number }
  | { readonly notPossible: string }

/**
 * Compares the day with its backtest, keeps the comparison as `parity/{date}` and tells the owner; once a date. The account
 * is taken for the last step alone. `until` is when reading the past has to be over.
 */
export async function nightlyParity(
  world: World,
  { scheduledAt, correlationId }: Trigger,
  { until }: { readonly until: EpochMs },
): Promise<(ParityDone & Finished) | NotRun> {
  if (!world.recorder) return { status: 'skipped', reason: 'runs are not recorded' }
  const date = exchangeDate(world.clock.now())
  if (await world.store.get(parityPath(date))) return { status: 'duplicate' }
  const report = await compareDay(date, { ...world, history: historyUntil(world, until) })
  const trigger: Trigger = {
    ...{ job: 'daily-report', scheduledAt, byHand: `parity-${date}` },
    ...(correlationId !== undefined && { correlationId }),
  }
  return runAnyTime(unrecorded(world, trigger), trigger, date, async (tick) => {
    tick.record(parityPath(date), report)
    tellOnceToday(tick, parityAlert(report, tick.now))
    return doneOf(report)
  })
}

/** Where the comparison of a date is kept. */
export function parityPath(date: ExchangeDate): DocumentPath {
  return `parity/${date}`
}

function doneOf(report: ParityReport): ParityDone {
  if (report.status === 'not-possible') return { notPossible: report.reason }
  const { livePnl, testedPnl, differences } = report
  return { livePnl, testedPnl, differences: differences.length }
}

/** The past of a whole universe may take its time, and the function has to answer. */
function historyUntil({ history, clock }: World, until: EpochMs): History {
  const inTime = <Answer>(read: () => Promise<Answer>): Promise<Answer> => {
    if (clock.now() < until) return read()
    const time = formatEt(until, 'time-seconds')
    throw new ParityRefusedError('no-time', `the bars before the day were not all read by ${time} ET`)
  }
  return {
    dailyBars: (...asked) => inTime(() => history.dailyBars(...asked)),
    minuteSessions: (...asked) => inTime(() => history.minuteSessions(...asked)),
  }
}

/** A run whose work is a whole day leaves a note on the tape, so that a replay knows of it. */
function unrecorded({ recorder: _, ...world }: World, trigger: Trigger): World {
  const openedAt = world.clock.now()
  const keptUntil = (openedAt + world.config.recording.keepDays * DAY_MS) as EpochMs
  const leftOut = 'it compared the day with its backtest, which takes every other tape'
  const tape: OpenTape = {
    close: ({ date, run, epoch }) => ({
      writes: [tapeWrite(trigger, { date, run, epoch, openedAt, leftOut }, keptUntil)],
    }),
  }
  return { ...world, tape }
}
