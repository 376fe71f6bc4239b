import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { REPORT_ID, type ReportCard } from '../../infra/kept-reports/report-card.ts'
import type { BacktestResult } from '../../shared/backtest/result/backtest-result.ts'
import { REPORT_BYTES_MAX } from '../../shared/ports/reports.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { utcText } from '../../shared/time/utc-text.ts'
import { writeWholeFile } from '../write-whole-file.ts'

/** Where the dashboard of this computer looks for reports. */
export const REPORTS_FOLDER = join('.openbell', 'reports')

/** Older ones make room. */
const REPORTS_KEPT_MAX = 50
const MARKET_NAME_MAX = 60
/** Named in messages; without it there is nothing to write. */
const OPTION = 'keeping the report (--no-keep leaves it)'

/** A report that may be kept. */
interface ReportToKeep {
  readonly folder: string
  readonly result: BacktestResult
  readonly html: string
  /** When it was run, by the time of people. */
  readonly at: EpochMs
}

/** Keeps a report with its headline figures for the dashboard; answers the line that tells the owner so. */
export function keepReport({ folder, result, html, at }: ReportToKeep): string {
  if (Buffer.byteLength(html) > REPORT_BYTES_MAX)
    return `The report is not kept for the dashboard: it is larger than ${REPORT_BYTES_MAX / 1024 ** 2} MB. --report writes it whole.`
  const id = idOf(result, at)
  const file = join(folder, `${id}.html`)
  writeWholeFile(OPTION, file, html)
  // The figures come last: only a report that has them is listed.
  writeWholeFile(OPTION, join(folder, `${id}.json`), `${JSON.stringify(cardOf(result, at))}\n`)
  removeOldest(folder)
  return `Kept for the dashboard: ${file}`
}

/** "2026-03-02-143000-250-generated-market-seed-7": in the order of time, and the same call again is another one. */
function idOf({ about }: BacktestResult, at: EpochMs): string {
  const [date = '', time = ''] = utcText(at).split('T')
  const [seconds = '', milliseconds = ''] = time.replaceAll(':', '').replace('Z', '').split('.')
  const market = about.label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MARKET_NAME_MAX)
    .replace(/^-|-$/g, '')
  return `${date}-${seconds}-${milliseconds}-${market || 'market'}`
}

/** A biased run has no headline, here neither. */
function cardOf({ about, metrics }: BacktestResult, at: EpochMs): ReportCard {
  const { label, symbols, from, to } = about
  return {
    ...{ name: label, at, symbols, from, to, isBiased: metrics === undefined },
    ...(metrics && { returnPct: metrics.returnPct, trades: metrics.trades }),
  }
}

function removeOldest(folder: string): void {
  const ids = readdirSync(folder).flatMap((name) => {
    const id = name.replace(/\.html$/, '')
    return name.endsWith('.html') && REPORT_ID.test(id) ? [id] : []
  })
  for (const id of ids.toSorted().slice(0, -REPORTS_KEPT_MAX))
    for (const file of [`${id}.json`, `${id}.html`].map((name) => join(folder, name)))
      if (existsSync(file)) rmSync(file)
}
