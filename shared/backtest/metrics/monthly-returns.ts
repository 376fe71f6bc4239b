import type { Account } from './check-input.ts'

/** One year of a backtest. */
export interface YearReturns {
  readonly year: number
  /** January to December in percent; `null` where the month has no session, as JSON knows nothing absent in a list. */
  readonly months: readonly (number | null)[]
  /** Of the sessions of the year, in percent. */
  readonly totalPct: number
}

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12']

/** What each month and each year returned, from the end of the session before it to the end of its last. */
export function monthlyReturns(equity: Account['equity'], startUsd: number): readonly YearReturns[] {
  const months = returnsBy({ startUsd, equity }, 'YYYY-MM'.length)
  return [...returnsBy({ startUsd, equity }, 'YYYY'.length)].map(([year, totalPct]) => ({
    year: Number(year),
    months: MONTHS.map((month) => months.get(`${year}-${month}`) ?? null),
    totalPct,
  }))
}

/** Percent by the first letters of the date. */
function returnsBy({ startUsd, equity }: Account, letters: number): ReadonlyMap<string, number> {
  const returns = new Map<string, number>()
  let before = startUsd
  for (const [index, { date, equityUsd }] of equity.entries()) {
    const period = date.slice(0, letters)
    if (equity[index + 1]?.date.startsWith(period)) continue
    returns.set(period, before === 0 ? 0 : (equityUsd / before - 1) * 100)
    before = equityUsd
  }
  return returns
}
