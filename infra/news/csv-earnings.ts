import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AnnouncementMoment, Earnings, EarningsAnnouncement } from '../../shared/ports/earnings.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { type CsvRow, readCsvTableOf } from '../history/csv-table.ts'

const COLUMNS = ['symbol', 'date', 'hour_et', 'session']

/** The words of the file's session column: before the market opens, after it closes, during market hours. */
const MOMENTS: Readonly<Record<string, AnnouncementMoment>> = {
  bmo: 'before-open',
  dmh: 'during-session',
  amc: 'after-close',
  unknown: 'unknown',
}

/**
 * Earnings dates from a folder: `earnings/announcements.csv` or `.csv.gz`, whose columns begin with symbol, date,
 * hour_et, session. The file is read when the folder is opened. A company is known from its first date to its last:
 * beyond them the file says nothing.
 */
export class CsvEarnings implements Earnings {
  readonly #known: ReadonlyMap<string, readonly EarningsAnnouncement[]>

  private constructor(known: ReadonlyMap<string, readonly EarningsAnnouncement[]>) {
    this.#known = known
  }

  /** Throws `MarketDataFileError` naming file and line; `undefined` when the folder has no earnings dates. */
  static open({ folder }: { readonly folder: string }): CsvEarnings | undefined {
    const name = join(folder, 'earnings', 'announcements')
    const file = [`${name}.csv.gz`, `${name}.csv`].find((candidate) => existsSync(candidate))
    if (file === undefined) return undefined
    const bySymbol = Map.groupBy(readCsvTableOf(file, [COLUMNS]), (row) => row.text('symbol'))
    return new CsvEarnings(
      new Map([...bySymbol].map(([symbol, rows]) => [symbol, rows.map(toAnnouncement).toSorted(byDate)])),
    )
  }

  async announcements(
    underlying: string,
    { from, to }: { readonly from: ExchangeDate; readonly to: ExchangeDate },
  ): Promise<readonly EarningsAnnouncement[] | undefined> {
    const known = this.#known.get(underlying)
    const [first, last] = [known?.at(0), known?.at(-1)]
    if (!known || !first || !last || from < first.date || to > last.date) return undefined
    return known.filter(({ date }) => date >= from && date <= to)
  }
}

function toAnnouncement(row: CsvRow): EarningsAnnouncement {
  const moment = MOMENTS[row.text('session')]
  if (moment === undefined) throw row.problem('session', Object.keys(MOMENTS).join(', '))
  return { date: row.date('date'), moment }
}

function byDate(first: EarningsAnnouncement, second: EarningsAnnouncement): number {
  if (first.date === second.date) return 0
  return first.date < second.date ? -1 : 1
}
