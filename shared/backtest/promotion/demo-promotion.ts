import { toNumber } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import { tradeStatistics } from '../../ledger/statistics.ts'
import type { Store } from '../../ports/store.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import { tradeIntervals } from '../metrics/trade-bootstrap.ts'
import { type DayRecord, readDayRecords } from './day-record.ts'
import { keptDrawdownPct } from './kept-drawdown.ts'
import { readKeptRun } from './kept-run.ts'
import { datesHeld, longestMonitorGap } from './monitor-gap.ts'
import type { PromotionAnswer, PromotionEvidence } from './promotion-gate.ts'
import { answeredWithReasons, type MissingReasons } from './promotion-reasons.ts'
import type { PromotionRefused } from './promotion-refused.ts'
import { reconciliationErrors } from './reconciliation-errors.ts'

/** Of the bootstrap: the same run gets the same interval. */
const SEED = 13

/** What the promotion gate says of a DEMO run, and what it was measured on. */
export interface DemoPromotion extends PromotionAnswer {
  /** First and last session; absent without one. */
  readonly from?: ExchangeDate
  readonly to?: ExchangeDate
  /** In words, which documents the figures come from. */
  readonly measuredOn: readonly string[]
}

/** Judges the books of a DEMO run by spec §17; refused where they are of another kind, or take longer to read than there is time. */
export async function demoPromotion(
  store: Store,
  { isTimeUp = () => false }: { readonly isTimeUp?: () => boolean } = {},
): Promise<DemoPromotion | PromotionRefused> {
  const run = await readKeptRun(store)
  if ('refused' in run) return run
  const held = datesHeld(run)
  const dates = [...new Set([...run.sessions, ...held])]
  const records = await readDayRecords(store, dates, isTimeUp)
  if (!records)
    return { refused: 'time-is-up', why: `the records of ${dates.length} sessions take too long to read` }
  const gap = longestMonitorGap(run, records)
  const mismatches = await reconciliationErrors(store, run)
  const evidence: PromotionEvidence = {
    sessions: run.sessions.length,
    metrics: { ...tradeEvidence(run.trades), maxDrawdownPct: keptDrawdownPct(run, records) },
    ...('errors' in mismatches && { reconciliationErrors: mismatches.errors }),
    ...('seconds' in gap && { longestMonitorGapSeconds: gap.seconds }),
  }
  const why: MissingReasons = {
    ...('unknown' in mismatches && { reconciliationErrors: mismatches.unknown }),
    ...('unknown' in gap && { longestMonitorGapSeconds: gap.unknown }),
  }
  const [from, to] = [run.sessions[0], run.sessions.at(-1)]
  return {
    ...answeredWithReasons(evidence, why),
    ...(from !== undefined && to !== undefined && { from, to }),
    measuredOn: [
      drawdownSource(run.closes.size, records),
      gapSource(records.filter(({ date }) => held.includes(date))),
      'Reconciliation errors: the alerts of safe mode that are kept, and the trips that still hold.',
    ],
  }
}

function tradeEvidence(trades: readonly Trade[]): Omit<PromotionEvidence['metrics'], 'maxDrawdownPct'> {
  const { profitFactor } = tradeStatistics(trades)
  const intervals = tradeIntervals(
    trades.map(({ pnl }) => toNumber(pnl)),
    SEED,
  )
  return {
    trades: trades.length,
    ...(profitFactor !== undefined && { profitFactor }),
    bootstrap90: intervals,
  }
}

function drawdownSource(closes: number, records: readonly DayRecord[]): string {
  const taped = records.filter(({ lowest }) => lowest !== undefined).length
  const ends = closes === 0 ? 'start cash and closed trades' : 'the closes that the daily reports noted'
  return `Drawdown: ${ends}; the lowest moment of a session from its tapes on ${taped} of ${records.length} sessions, else its close.`
}

function gapSource(held: readonly DayRecord[]): string {
  const days = (source: DayRecord['source']) => held.filter((record) => record.source === source).length
  return `Monitor gap, of the sessions with a position (${held.length}): ${days('tapes')} from tapes of runs that ended well, ${days('claims')} from claims of runs that began, ${days('none')} without a record.`
}
