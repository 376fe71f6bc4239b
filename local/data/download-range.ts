import { type DateRange, YAHOO_MINUTES_KEPT_DAYS } from '../../infra/history/yahoo-download.ts'
import { addDays, exchangeDate, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../shared/time/instant.ts'
import { UsageError } from '../failure.ts'
import { CALENDAR_BEGINS, openDay } from './open-dates.ts'

/** Without `--from`, so many days of daily bars: five years and a bit. */
const DAILY_DAYS = 1_830
/** The provider's bars lag by up to a quarter of an hour and are corrected after the close. */
const COMPLETE_AFTER_CLOSE_MS = 30 * MINUTE_MS

/** The complete days that a download asks for; throws `UsageError` for days that cannot be had. */
export function readRange(
  options: { readonly interval: 'minute' | 'day'; readonly from?: string; readonly until?: string },
  now: EpochMs,
): DateRange {
  const complete = lastCompleteDate(now)
  const oldest =
    options.interval === 'minute' ? addDays(exchangeDate(now), -YAHOO_MINUTES_KEPT_DAYS) : CALENDAR_BEGINS
  const usual = options.interval === 'minute' ? oldest : addDays(exchangeDate(now), -DAILY_DAYS)
  const from = options.from === undefined ? usual : readDate('--from', options.from)
  const asked = options.until === undefined ? complete : readDate('--until', options.until)
  if (from < oldest) throw tooOld(options.interval, { from, oldest })
  if (from > asked) throw new UsageError(`--from ${from} lies after --until ${asked}`)
  if (from > complete)
    throw new UsageError(
      `--from ${from}: the last complete day is ${complete}, and only complete days are kept`,
    )
  if (asked > complete) return { from, until: complete }
  return { from, until: asked }
}

function tooOld(
  interval: 'minute' | 'day',
  { from, oldest }: { readonly from: ExchangeDate; readonly oldest: ExchangeDate },
): UsageError {
  if (interval === 'day') return new UsageError(`--from ${from}: the exchange calendar begins on ${oldest}`)
  return new UsageError(
    `--from ${from}: Yahoo keeps minute bars for about 30 days, the oldest that can be asked for is ${oldest}; take --interval day for older ones, or openbell data import for files you have`,
  )
}

function lastCompleteDate(now: EpochMs): ExchangeDate {
  const today = exchangeDate(now)
  const session = openDay(today)
  return !session || now >= session.closeAt + COMPLETE_AFTER_CLOSE_MS ? today : addDays(today, -1)
}

function readDate(flag: string, text: string): ExchangeDate {
  try {
    return parseExchangeDate(text)
  } catch (cause) {
    throw new UsageError(`${flag}: ${(cause as Error).message}`, { cause })
  }
}
