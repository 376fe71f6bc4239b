import type { Ticker } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import type { NewsItem } from '../ports/news.ts'

/** What the advisor is told of one symbol. All of it is read on the server. */
export interface AdvisorFacts {
  readonly ticker: Ticker
  /** Last trade, from which the levels of a plan are measured; above 0. */
  readonly price: Money
  readonly bid?: Money
  readonly ask?: Money
  /** What is expected to move the price, in how many calendar days; absent when nothing is known. */
  readonly event?: { readonly kind: string; readonly days: number }
  /** Figures by name with its unit, e.g. "expectedMovePct"; `null` for one that is not known. */
  readonly figures: Readonly<Record<string, number | null>>
  /** In any order; of many only the newest are told. */
  readonly news: readonly NewsItem[]
}
