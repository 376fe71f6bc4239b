import { exchangeDate } from '../../../time/exchange-time.ts'
import { DAY_MS, type EpochMs, type ExchangeDate } from '../../../time/instant.ts'
import type { Audit } from '../audit.ts'
import type { BarsView } from '../bars-view.ts'
import { judged, type Objection } from '../judged.ts'

const SYMBOLS_MIN = 20
const LONG_RANGE_MS = 2 * 365 * DAY_MS
/** A symbol that has a bar in the last week of the range counts as alive at its end. */
const LAST_DAYS_MS = 7 * DAY_MS

interface Range {
  readonly symbols: number
  readonly from: EpochMs
  readonly until: EpochMs
  /** The end of the symbol that ended first. */
  readonly firstEnd: EpochMs
}

/**
 * A universe chosen with hindsight: picked after the first bar, which is a bias, or so many symbols over two years or
 * more of which none was ever delisted, which is a warning.
 */
export function survivorList({ series, options }: BarsView): Audit {
  const range = rangeOf(series)
  return judged({
    name: 'survivor-list',
    severity: 'warning',
    items: range ? [range] : [],
    judge: (seen) =>
      pickedTooLate(seen, options.universePickedOn) ??
      allSurvived(seen, options.survivorSymbolsMin ?? SYMBOLS_MIN),
  })
}

function pickedTooLate({ from }: Range, pickedOn: ExchangeDate | undefined): Objection | undefined {
  const start = exchangeDate(from)
  if (pickedOn === undefined || pickedOn <= start) return undefined
  const text = `the symbols were picked on ${pickedOn}, after the first bar of ${start}: those that failed before are left out`
  return { text, at: from, severity: 'bias' }
}

function allSurvived({ symbols, from, until, firstEnd }: Range, symbolsMin: number): Objection | undefined {
  if (symbols < symbolsMin || until - from < LONG_RANGE_MS || firstEnd < until - LAST_DAYS_MS)
    return undefined
  const text = `all ${symbols} symbols trade until the end, ${exchangeDate(from)} to ${exchangeDate(until)}: a list of survivors flatters every rule that buys`
  return { text, at: until }
}

function rangeOf(all: BarsView['series']): Range | undefined {
  const filled = all.filter(({ length }) => length > 0)
  if (filled.length === 0) return undefined
  const ends = filled.map(({ time, length }) => time[length - 1]!)
  return {
    symbols: filled.length,
    from: Math.min(...filled.map(({ time }) => time[0]!)) as EpochMs,
    until: Math.max(...ends) as EpochMs,
    firstEnd: Math.min(...ends) as EpochMs,
  }
}
