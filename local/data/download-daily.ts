import type { BarFolder } from '../../infra/history/bar-folder.ts'
import type { DateRange, YahooDownload } from '../../infra/history/yahoo-download.ts'
import type { DailyBar } from '../../shared/domain/bar.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { DownloadOrder } from './download-order.ts'
import { DownloadProblem } from './download-problem.ts'
import type { DownloadProgress } from './download-progress.ts'
import { openDates } from './open-dates.ts'

/** The provider corrects a close by cents; more than this apart is another scale. */
const SAME_CLOSE_WITHIN = 0.005

interface Parts {
  readonly source: YahooDownload
  readonly folder: BarFolder
  readonly progress: DownloadProgress
}

/** Fetches the daily bars that are not in the folder with one request and adds them to the symbol's file. */
export async function downloadDaily(symbol: Ticker, order: DownloadOrder, parts: Parts): Promise<void> {
  const { source, folder, progress } = parts
  const before = folder.dailyBars(symbol)
  const kept = order.replace ? [] : before
  const present = new Set(kept.map(({ date }) => date))
  const range = order.replace ? covering(order.range, before) : order.range
  const open = openDates(range.from, range.until)
  const wanted = open.filter((date) => !present.has(date))
  progress.count({ present: open.length - wanted.length })
  const [from, until] = [wanted[0], wanted.at(-1)]
  if (from === undefined || until === undefined) return
  const answer = await source.dailyBars(symbol, { from: lastBefore(kept, from), until })
  if (!answer) throw DownloadProblem.unknownSymbol(symbol)
  progress.count({ leftOut: answer.leftOut })
  assertSameScale(kept, answer)
  const fresh = answer.items.filter(({ date }) => !present.has(date))
  if (fresh.length === 0 && kept.length === 0) throw DownloadProblem.noBars(range)
  if (fresh.length === 0) return
  folder.writeDailyBars(symbol, [...kept, ...fresh].toSorted(byDate))
  progress.count({ written: fresh.length })
}

/** A file that is replaced must not end up shorter than it was. */
function covering({ from, until }: DateRange, bars: readonly DailyBar[]): DateRange {
  const dates = [from, until, ...bars.map(({ date }) => date)].toSorted()
  return { from: dates[0] ?? from, until: dates.at(-1) ?? until }
}

/** One kept bar is asked for again, so that a change of scale shows. */
function lastBefore(kept: readonly DailyBar[], date: DailyBar['date']): DailyBar['date'] {
  return kept.findLast((bar) => bar.date < date)?.date ?? date
}

/** The provider restates its whole past at a split; bars of two scales must not stand in one file. */
function assertSameScale(
  kept: readonly DailyBar[],
  answer: { readonly items: readonly DailyBar[]; readonly splits: readonly string[] },
): void {
  const before = new Map(kept.map((bar) => [bar.date, bar.close]))
  const overlap = answer.items.filter(({ date }) => before.has(date))
  for (const { date, close } of overlap) {
    const known = before.get(date) ?? close
    if (Math.abs(known / close - 1) > SAME_CLOSE_WITHIN)
      throw DownloadProblem.otherScale(`the close of ${date} was ${known} and is now ${close}`)
  }
  if (overlap.length === 0 && kept.length > 0 && answer.splits.length > 0)
    throw DownloadProblem.otherScale(`a split ${answer.splits.join(' and ')}`)
}

function byDate(first: DailyBar, second: DailyBar): number {
  return first.date < second.date ? -1 : 1
}
