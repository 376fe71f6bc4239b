import type { z } from 'zod'
import type { backtestAnswer, backtestsAnswer } from '../../api/answers/dashboard-answers.ts'
import { Refused } from '../../api/refused.ts'
import type { Reports } from '../../ports/reports.ts'
import { utcText } from '../../time/utc-text.ts'

/** The kept reports of backtests, newest first. */
export async function backtestsView(reports: Reports): Promise<Readonly<z.input<typeof backtestsAnswer>>> {
  const kept = await reports.list()
  return {
    reports: kept.map(({ at, symbols, ...report }) => ({
      ...report,
      at: utcText(at),
      ...(symbols && { symbols: [...symbols] }),
    })),
  }
}

/** One report as its file is; refused when there is none of this id. */
export async function backtestView(
  reports: Reports,
  id: string,
): Promise<Readonly<z.input<typeof backtestAnswer>> | Refused> {
  const html = await reports.read(id)
  return html === undefined
    ? new Refused(404, `No report "${id}" is kept. The list of backtests tells the ids that there are.`)
    : { id, html }
}
