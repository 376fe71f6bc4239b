import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { UsageError } from '../failure.ts'

/** Which of a market's dates a run is about. */
interface DateRange {
  readonly from?: string
  readonly until?: string
  readonly sessions?: number
}

/** The dates of a market within a range; none at all is refused, with what there is. */
export function testedDates(
  dates: readonly ExchangeDate[],
  { from, until, sessions }: DateRange,
): readonly ExchangeDate[] {
  const first = from === undefined ? undefined : readDate('--from', from)
  const last = until === undefined ? undefined : readDate('--until', until)
  const within = dates.filter(
    (date) => (first === undefined || date >= first) && (last === undefined || date <= last),
  )
  if (within.length === 0)
    throw new UsageError(
      `--from ${from ?? 'the first'} --until ${until ?? 'the last'}: no session with minute bars in between; the data have ${dates.length}, ${dates[0] ?? 'none'} to ${dates.at(-1) ?? 'none'}`,
    )
  return within.slice(0, sessions)
}

function readDate(option: string, text: string): ExchangeDate {
  try {
    return parseExchangeDate(text)
  } catch (cause) {
    throw new UsageError(`${option}: ${(cause as Error).message}`, { cause })
  }
}
