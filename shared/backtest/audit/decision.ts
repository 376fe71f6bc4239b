import type { EpochMs } from '../../time/instant.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import { moment } from './told.ts'

/** Something the rules decided, in words that are equal when the decisions are: "buy AAPL", "stop 47.60". */
export interface Decision {
  readonly at: EpochMs
  readonly what: string
}

/** The rules under test: from bars to decisions in order of time, with nothing kept from one call to the next. */
export type DecisionRun = (series: readonly BarSeries[]) => readonly Decision[] | Promise<readonly Decision[]>

/** The first place where two lists of decisions part; a list that ends has `undefined` there. */
export function firstDifference(
  one: readonly Decision[],
  other: readonly Decision[],
): { readonly one: Decision | undefined; readonly other: Decision | undefined } | undefined {
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    const [left, right] = [one[index], other[index]]
    if (left?.at !== right?.at || left?.what !== right?.what) return { one: left, other: right }
  }
  return undefined
}

/** A decision as a finding names it, with its moment in New York. */
export function decisionText(decision: Decision | undefined): string {
  return decision ? `"${decision.what}" of ${moment(decision.at)}` : 'no decision'
}
