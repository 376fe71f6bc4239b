import { type EarlyClose, earlyClosesOf } from './early-close-rules.ts'
import { holidaysOf } from './holiday-rules.ts'
import type { ExchangeDate } from './instant.ts'

interface YearRules {
  readonly holidays: ReadonlyMap<ExchangeDate, string>
  readonly earlyCloses: ReadonlyMap<ExchangeDate, EarlyClose>
}

const rulesByYear = new Map<number, YearRules>()

/** The rules of the year in which a date lies; a year is worked out on its first use. */
export function rulesOf(date: ExchangeDate): YearRules {
  const year = Number(date.slice(0, 4))
  const known = rulesByYear.get(year)
  if (known) return known
  const rules = { holidays: holidaysOf(year), earlyCloses: earlyClosesOf(year) }
  rulesByYear.set(year, rules)
  return rules
}
