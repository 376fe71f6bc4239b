import { add, type Money, min, toNumber } from '../../domain/money.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import { maxDrawdown } from '../metrics/drawdown.ts'
import type { EquityPoint } from '../result/backtest-result.ts'
import type { DayRecord } from './day-record.ts'
import type { KeptRun } from './kept-run.ts'

/**
 * The deepest fall of the account in percent, from the highest close to the lowest moment of a later session. Where a close was
 * not noted, the day's closed trades are added to the close before; where no tape is left, the close is the lowest moment.
 */
export function keptDrawdownPct(run: KeptRun, records: readonly DayRecord[]): number {
  const start = run.state?.risk.equity?.startCapital
  // An account that was never valued has bought nothing.
  if (start === undefined) return 0
  return maxDrawdown({ startUsd: toNumber(start), equity: equityPoints(run, records, start) }).pct
}

function equityPoints(run: KeptRun, records: readonly DayRecord[], start: Money): readonly EquityPoint[] {
  const lowest = new Map(records.map((record) => [record.date, record.lowest]))
  const realized = Map.groupBy(run.trades, ({ exitTime }) => exchangeDate(exitTime))
  let close = start
  return run.sessions.map((date: ExchangeDate) => {
    const ofDay = realized.get(date)?.map(({ pnl }) => pnl) ?? []
    close = run.closes.get(date) ?? add(close, ...ofDay)
    const low = min(close, lowest.get(date) ?? close)
    return { date, equityUsd: toNumber(close), lowUsd: toNumber(low), ...NOT_ASKED_FOR }
  })
}

/** A fall is measured without them. */
const NOT_ASKED_FOR = { exposurePct: 0, tradedUsd: 0 }
