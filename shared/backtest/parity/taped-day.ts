import { LEASE_SECONDS } from '../../cycles/lease.ts'
import { unpackQuotes } from '../../cycles/recording/quote-columns.ts'
import type { RunTape } from '../../cycles/recording/run-tape.ts'
import type { TapedRun } from '../../cycles/replay/day-tapes.ts'
import type { Ticker } from '../../domain/ids.ts'
import type { Quote } from '../../domain/quote.ts'
import type { EpochMs } from '../../time/instant.ts'
import { SECOND_MS } from '../../time/instant.ts'
import type { PolledJob, SeenQuote } from '../market/backtest-market.ts'
import type { LiveRun } from './live-day.ts'

/** What the tapes of a day tell of its runs and of what they were shown. */
export interface SeenDay {
  /** In the order in which they began. */
  readonly runs: readonly LiveRun[]
  readonly quotes: ReadonlyMap<Ticker, readonly SeenQuote[]>
}

/** Reads runs and quotes of a day from its tapes, which are in the order of their runs. */
export function seenDay(tapes: readonly TapedRun[]): SeenDay {
  const found = new Map<Ticker, SeenQuote[]>()
  for (const { tape } of tapes) {
    if (!tape) continue
    const begunAt = begunAtOf(tape)
    for (const quote of answersOf(tape).flat()) {
      // A run looks several times when it waits: what is stamped after its beginning was seen no earlier.
      const seenAt = Math.max(begunAt, quote.time) as EpochMs
      const known = found.get(quote.symbol) ?? []
      known.push({ seenAt, quote })
      found.set(quote.symbol, known)
    }
  }
  return {
    runs: tapes.flatMap(liveRun).toSorted((one, other) => one.begunAt - other.begunAt),
    quotes: new Map([...found].map(([symbol, seen]) => [symbol, ascending(seen)])),
  }
}

/** The same moment is asked about more than once: then the younger stamp is what was known in the end. */
function ascending(seen: readonly SeenQuote[]): readonly SeenQuote[] {
  return seen.toSorted((one, other) => one.seenAt - other.seenAt || one.quote.time - other.quote.time)
}

/**
 * When a run had its first quotes: not before their stamps. A run that holds the account longer than its lease is none, so that
 * a broker's clock that is far ahead moves nothing further.
 */
function begunAtOf(tape: RunTape): EpochMs {
  const stamps = (answersOf(tape)[0] ?? []).map(({ time }) => time)
  const latest = Math.min(Math.max(0, ...stamps), tape.openedAt + LEASE_SECONDS * SECOND_MS)
  return Math.max(tape.openedAt, latest) as EpochMs
}

/** Each answer with quotes, in their order. */
function answersOf({ calls }: RunTape): readonly (readonly Quote[])[] {
  return calls
    .filter(({ key, error }) => /^(marketData|recentQuotes)\.quotes /.test(key) && !error)
    .map(({ answer }) => [...unpackQuotes(answer).quotes.values()])
}

function liveRun({ run, openedAt, tape, leftOut }: TapedRun): readonly LiveRun[] {
  // A call by hand is a run of its own and stands for none of the schedule.
  const [, job, due] = /^(signal-scan|position-monitor)-(\d+)$/.exec(run) ?? []
  if (job === undefined) return []
  const of = { job: job as PolledJob, dueAt: Number(due) as EpochMs }
  if (!tape) return [{ ...of, begunAt: openedAt, ...(leftOut === undefined && { failure: 'no tape of it' }) }]
  const failure = 'failure' in tape.outcome ? { failure: tape.outcome.failure } : {}
  return [{ ...of, begunAt: begunAtOf(tape), ...failure }]
}
