import type { DailyBar } from '../domain/bar.ts'
import type { Ticker } from '../domain/ids.ts'
import { ProviderError } from '../domain/provider-error.ts'
import type { History } from '../ports/history.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { RADAR_DAYS } from './completed-days.ts'

/** Completed days, oldest first; or why they could not be read. */
export type ReadDays = readonly DailyBar[] | { readonly problem: string }

/** Days that reach up to the last one of the exchange and are enough for a rank; or what is missing. */
type KnownDays =
  | { readonly ok: true; readonly bars: readonly DailyBar[] }
  | { readonly ok: false; readonly code: 'no-days' | 'too-few-days' | 'old-days'; readonly text: string }

/** Reads the days of a symbol; a provider that can't be read is told in its own words. */
export async function readDays(
  history: Pick<History, 'dailyBars'>,
  symbol: Ticker,
  asked: { readonly before: ExchangeDate; readonly count: number },
): Promise<ReadDays> {
  try {
    return await history.dailyBars(symbol, asked)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { problem: error.message }
  }
}

/** Whether figures may be made of these days; `lastDay` is the last completed day of the exchange. */
export function knownDays(days: ReadDays, lastDay: ExchangeDate): KnownDays {
  if ('problem' in days) return { ok: false, code: 'no-days', text: days.problem }
  if (days.length < RADAR_DAYS)
    return {
      ok: false,
      code: 'too-few-days',
      text: `${days.length} completed days are known, at least ${RADAR_DAYS} are needed`,
    }
  const last = days.at(-1)?.date
  if (last !== lastDay)
    return { ok: false, code: 'old-days', text: `the last day known is ${last}, not ${lastDay}` }
  return { ok: true, bars: days }
}
