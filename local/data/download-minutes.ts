import type { BarFolder } from '../../infra/history/bar-folder.ts'
import {
  type DateRange,
  YAHOO_MINUTE_DAYS_A_CALL,
  type YahooDownload,
} from '../../infra/history/yahoo-download.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import { addDays } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { datesInWords } from './dates-in-words.ts'
import type { DownloadOrder } from './download-order.ts'
import { DownloadProblem } from './download-problem.ts'
import type { DownloadProgress } from './download-progress.ts'
import { openDates } from './open-dates.ts'

interface Parts {
  readonly source: YahooDownload
  readonly folder: BarFolder
  readonly progress: DownloadProgress
  readonly isStopped: () => boolean
}

/** Fetches the sessions that are not in the folder, a week at a time, and writes each one that came whole. */
export async function downloadMinutes(symbol: Ticker, order: DownloadOrder, parts: Parts): Promise<void> {
  const all = openDates(order.range.from, order.range.until)
  const present = order.replace ? new Set<ExchangeDate>() : parts.folder.minuteDates(symbol)
  const wanted = all.filter((date) => !present.has(date))
  parts.progress.count({ present: all.length - wanted.length })
  const missed: Missed = { none: [], inPart: [] }
  for (const week of weeksOf(wanted)) {
    if (parts.isStopped()) break
    await fetchWeek(symbol, week, { ...parts, missed })
  }
  tellMissed(missed, parts.progress)
  if (wanted.length > 0 && missed.none.length === wanted.length) throw DownloadProblem.noBars(order.range)
}

/** Open days that were asked for and not written. */
interface Missed {
  readonly none: ExchangeDate[]
  readonly inPart: ExchangeDate[]
}

async function fetchWeek(
  symbol: Ticker,
  week: readonly ExchangeDate[],
  { source, folder, progress, missed }: Parts & { readonly missed: Missed },
): Promise<void> {
  const answer = await source.minuteDays(symbol, rangeOf(week))
  if (!answer) throw DownloadProblem.unknownSymbol(symbol)
  progress.count({ leftOut: answer.leftOut })
  for (const split of answer.splits) progress.note(splitNote(split))
  const days = new Map(answer.items.map((day) => [day.date, day]))
  for (const date of week) {
    const day = days.get(date)
    if (!day) missed.none.push(date)
    else if (!day.bars) missed.inPart.push(date)
    else {
      folder.writeMinuteDay(symbol, date, day.bars)
      progress.count({ written: 1 })
    }
  }
}

function tellMissed({ none, inPart }: Missed, progress: DownloadProgress): void {
  if (none.length > 0) progress.note(`nothing came for ${datesInWords(none)}`)
  if (inPart.length > 0) progress.note(`came in part and was not written: ${datesInWords(inPart)}`)
}

function splitNote(split: string): string {
  return `split ${split}: what came now is in new shares; days kept before the split are as they were traded`
}

/** Dates grouped so that each group fits into one request. */
function weeksOf(dates: readonly ExchangeDate[]): readonly (readonly ExchangeDate[])[] {
  const weeks: ExchangeDate[][] = []
  for (const date of dates) {
    const week = weeks.at(-1)
    const first = week?.[0]
    if (week && first && date < addDays(first, YAHOO_MINUTE_DAYS_A_CALL)) week.push(date)
    else weeks.push([date])
  }
  return weeks
}

function rangeOf(dates: readonly ExchangeDate[]): DateRange {
  return { from: dates[0] as ExchangeDate, until: dates.at(-1) as ExchangeDate }
}
