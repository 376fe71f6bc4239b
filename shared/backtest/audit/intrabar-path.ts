import { type Money, moneyFromNumber } from '../../domain/money.ts'
import type { BarSeries } from '../bars/bar-series.ts'

/**
 * When the prints of a minute bar happen, in milliseconds after its start: open, the two extremes, close. The audit
 * keeps its own copy of this rule: one that it shared with the engine could not show the engine wrong.
 */
const MINUTE_PRINTS_MS = [500, 20_000, 40_000, 59_500]
/** Of a daily bar only the open has a moment that everyone knows; its extremes and its close come later. */
const DAILY_PRINTS_MS = [0]

/** How many prints of a bar had happened at a moment. */
export function printsUntil(series: BarSeries, index: number, at: number): number {
  const elapsed = at - series.time[index]!
  return momentsOf(series).filter((moment) => moment <= elapsed).length
}

/** How many prints of a bar can be told in time: four of a minute, one of a day. */
export function printsOf(series: BarSeries): number {
  return momentsOf(series).length
}

/** The price of a print, counted from 0: the low comes before the high in a bar that did not fall. */
export function printPrice(series: BarSeries, index: number, print: number): Money {
  const [open, close] = [series.open[index]!, series.close[index]!]
  const [low, high] = [series.low[index]!, series.high[index]!]
  const path = close >= open ? [open, low, high, close] : [open, high, low, close]
  return moneyFromNumber(path[print]!)
}

/** Whether an order decided at a moment already stood when the bar opened. */
export function stoodAtOpen(series: BarSeries, index: number, decidedAt: number): boolean {
  return decidedAt <= series.time[index]! || printsUntil(series, index, decidedAt) === 0
}

function momentsOf(series: BarSeries): readonly number[] {
  return series.interval === 'minute' ? MINUTE_PRINTS_MS : DAILY_PRINTS_MS
}
