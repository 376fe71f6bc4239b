import type {
  RecordedFill,
  RecordedOrder,
  RunRecord,
} from '../../../../../shared/backtest/audit/run-record.ts'
import type { RunAuditOptions } from '../../../../../shared/backtest/audit/run-view.ts'
import type { BarSeries } from '../../../../../shared/backtest/bars/bar-series.ts'
import { settled } from './account.ts'
import { type CleanRunOptions, cleanRun } from './clean-run.ts'

/** One way to spoil an honest run, and the check that is meant to see it. */
export interface SpoiledRun {
  readonly name: string
  readonly check: string
  readonly from?: Partial<CleanRunOptions>
  readonly options?: RunAuditOptions
  readonly spoil: (clean: RunRecord) => RunRecord
}

/** A fill with its order and its bar, as a spoiler looks for one to change. */
export interface Part {
  readonly fill: RecordedFill
  readonly order: RecordedOrder
  readonly series: BarSeries
  readonly bar: number
  /** The first fill of its order. */
  readonly isFirst: boolean
}

const BASE: CleanRunOptions = { seed: 7, interval: 'minute', symbols: 3, sessions: 5 }

/** The honest run that an entry spoils. */
export function cleanFor({ from }: SpoiledRun): RunRecord {
  const key = JSON.stringify(from ?? {})
  const run = cleanRuns.get(key) ?? cleanRun({ ...BASE, ...from })
  cleanRuns.set(key, run)
  return run
}

/** Nothing changes a record, so that entries may share it. */
const cleanRuns = new Map<string, RunRecord>()

/** Every fill of a run with what belongs to it. */
function partsOf({ fills, orders, series }: RunRecord): readonly Part[] {
  const seen = new Set<string>()
  return fills.map((fill) => {
    const order = orders.find(({ orderId }) => orderId === fill.orderId)!
    const one = series.find(({ symbol }) => symbol === fill.symbol)!
    const bar = one.time.findLastIndex((time) => time <= fill.time)
    const isFirst = !seen.has(fill.orderId)
    seen.add(fill.orderId)
    return { fill, order, series: one, bar, isFirst }
  })
}

/** The first fill that is fit to be spoiled; an entry that finds none is a broken entry. */
export function partWhere(record: RunRecord, isFit: (part: Part) => boolean): Part {
  const part = partsOf(record).find(isFit)
  if (!part) throw new Error('the honest run has no fill that this entry can spoil')
  return part
}

/** The run with one fill changed and its books told consistently. */
export function withFill(
  record: RunRecord,
  { fill, order }: Part,
  change: { readonly fill?: Partial<RecordedFill>; readonly order?: Partial<RecordedOrder> },
): RunRecord {
  return settled({
    ...record,
    fills: record.fills.map((one) => (one === fill ? { ...one, ...change.fill } : one)),
    orders: record.orders.map((one) => (one === order ? { ...one, ...change.order } : one)),
  })
}

/** The run with other fills and its books told consistently. */
export function withFills(record: RunRecord, change: (part: Part) => readonly RecordedFill[]): RunRecord {
  return settled({ ...record, fills: partsOf(record).flatMap(change) })
}
