import { type RunRules, readRules } from '../../cycles/recording/rules-document.ts'
import { readDayTapes, type TapedRun } from '../../cycles/replay/day-tapes.ts'
import { ProviderError } from '../../domain/provider-error.ts'
import type { History } from '../../ports/history.ts'
import type { DocumentPath, Store } from '../../ports/store.ts'
import type { Digest } from '../../state/event-log.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import { marketDay, type OpenDay } from '../../time/market-calendar.ts'
import { parityOf } from './parity-of.ts'
import { ParityRefusedError } from './parity-refused.ts'
import type { ParityReport } from './parity-report.ts'
import { readLiveDay } from './read-live-day.ts'
import { unscannedTimes } from './run-gaps.ts'
import { seenDay } from './taped-day.ts'
import { tapedStart } from './taped-start.ts'
import { testDay } from './tested-day.ts'

/** Where a recorded day and what lies before it come from. */
export interface ComparedParts {
  readonly store: Store
  readonly history: History
  readonly digest: Digest
}

/** Compares the live day of a date with the backtest on what it saw; a day that can't be compared says why. */
export async function compareDay(date: ExchangeDate, parts: ComparedParts): Promise<ParityReport> {
  try {
    return await compared(date, parts)
  } catch (error) {
    if (error instanceof ParityRefusedError)
      return { status: 'not-possible', date, code: error.code, reason: error.message }
    if (error instanceof ProviderError)
      return { status: 'not-possible', date, code: 'no-history', reason: error.message }
    throw error
  }
}

async function compared(
  date: ExchangeDate,
  { store, history, digest }: ComparedParts,
): Promise<ParityReport> {
  const tapes = await readDayTapes(store, { date, digest })
  const changed = tapes.find(({ wasChanged }) => wasChanged)
  if (changed)
    throw new ParityRefusedError(
      'changed-tape',
      `the tape of ${changed.run} was changed after it was recorded`,
    )
  const seen = seenDay(tapes)
  if (seen.quotes.size === 0)
    throw new ParityRefusedError('no-tape', `no tape of the day: no run of ${date} left one`)
  const rules = await rulesOf(store, tapes)
  const day = openDay(date, rules)
  const start = await tapedStart(store, date, tapes)
  const tested = await testDay({ day, rules, start, seen, tapes, history })
  const live = await readLiveDay(store, { date, runs: seen.runs, tested })
  const unscanned = unscannedTimes(seen.runs, day)
  return { status: 'compared', date, ...parityOf({ live, tested }), unscanned: [...unscanned] }
}

/** The rules of the first run that saw a quote; a revision that was deployed within the day has others. */
async function rulesOf(store: Store, tapes: readonly TapedRun[]): Promise<RunRules> {
  const path = tapes.find(({ run, tape }) => tape && run.startsWith('signal-scan-'))?.tape?.rules
  const document = path === undefined ? undefined : await store.get(path as DocumentPath)
  if (!document)
    throw new ParityRefusedError(
      'no-rules',
      `the rules of the day are missing: ${path ?? 'no scan left a tape'}`,
    )
  return readRules(document.value)
}

function openDay(date: ExchangeDate, { calendar }: RunRules): OpenDay {
  const day = marketDay(date, calendar)
  if (day.kind === 'closed')
    throw new ParityRefusedError('no-tape', `${date} was no trading day (${day.name})`)
  return day
}
