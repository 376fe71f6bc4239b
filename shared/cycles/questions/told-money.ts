import { type Money, toDisplay } from '../../domain/money.ts'
import type { ExitReason } from '../../domain/trade.ts'

/** From here on a table has no room for cents. */
const CENTS_BELOW_USD = 100_000
const UNITS_PER_DOLLAR = 10_000

/** "+101.20 USD". */
export function signedUsd(amount: Money): string {
  return `${toDisplay(amount, { sign: true })} USD`
}

/** "+101.20" for a column, "+123,456" when it is large. */
export function pnlCell(amount: Money): string {
  const text = toDisplay(amount, { sign: true })
  return Math.abs(amount) < CENTS_BELOW_USD * UNITS_PER_DOLLAR ? text : text.slice(0, -3)
}

/** "+1.16%" for a column. */
export function pctCell(pct: number): string {
  return `${pct < 0 ? '-' : '+'}${Math.abs(pct).toFixed(2)}%`
}

/** "trailing stop" for TRAILING_STOP. */
export function reasonWords(reason: ExitReason | string): string {
  return reason === 'OWNER' ? 'your order' : reason.toLowerCase().replaceAll('_', ' ')
}
