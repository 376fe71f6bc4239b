import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { EquityPoint } from '../../../shared/charts/equity-plots.ts'
import { add, type Money, money, percentOf } from '../../../shared/domain/money.ts'
import { addDays, isWeekend, parseExchangeDate } from '../../../shared/time/exchange-time.ts'

const CHANGE_PCT = 0.8
const DRIFT_PCT = 0.04

/** Closing equity of so many days in a row, made up with a seed, no account's. */
export function generatedEquity({ seed, days }: { readonly seed: number; readonly days: number }) {
  const random = xoroshiro128plus(seed)
  const points: EquityPoint[] = []
  let equity: Money = money('10000')
  for (let date = parseExchangeDate('2025-03-17'); points.length < days; date = addDays(date, 1)) {
    if (isWeekend(date)) continue
    points.push({ date, equity })
    const pct = (uniformFloat64(random) + uniformFloat64(random) - 1) * CHANGE_PCT + DRIFT_PCT
    equity = add(equity, percentOf(equity, pct, 'nearest'))
  }
  return points
}
