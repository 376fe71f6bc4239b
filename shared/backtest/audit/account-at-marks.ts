import type { Ticker } from '../../domain/ids.ts'
import type { EquityMark } from './run-record.ts'
import type { RunView } from './run-view.ts'

/** What the fills alone make of the account up to a mark. */
export interface AccountAtMark {
  readonly mark: EquityMark
  /** In units of 1/10,000 USD. */
  readonly cash: number
  /** Shares held; one map that changes from mark to mark. */
  readonly held: ReadonlyMap<Ticker, number>
}

/** Adds the fills up anew, mark by mark: cash change = −Σ fills − fees, position = Σ signed fills. */
export function* accountAtMarks({ record, fills }: RunView): Iterable<AccountAtMark> {
  const held = new Map<Ticker, number>()
  let cash: number = record.startCash
  let next = 0
  for (const mark of record.marks) {
    for (; next < fills.length && fills[next]!.fill.time <= mark.time; next += 1) {
      const { symbol, side, quantity, price, fees } = fills[next]!.fill
      const bought = side === 'BUY' ? quantity : -quantity
      held.set(symbol, (held.get(symbol) ?? 0) + bought)
      cash -= bought * price + fees
    }
    yield { mark, cash, held }
  }
}
