import { toDisplay } from '../domain/money.ts'
import type { DayTotals } from '../state/trading-state.ts'

/** "+1.16 %" or "-0.50 %": two decimals and always a sign. */
export function signedPct(pct: number): string {
  return `${pct < 0 ? '-' : '+'}${Math.abs(pct).toFixed(2)} %`
}

/** "1 trade" or "1,034 trades". */
export function counted(count: number, noun: string): string {
  return `${whole(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** "1,034". */
export function whole(count: number): string {
  return count.toLocaleString('en-US')
}

/** The words with a capital first letter, as a line of their own begins. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** "Today +101.20 USD in 1 trade, 1 won". */
export function todayWords({ realized, exits, wins }: DayTotals): string {
  if (exits === 0) return 'No trade was closed today.'
  return `Today ${toDisplay(realized, { sign: true })} USD in ${counted(exits, 'trade')}, ${wins} won`
}

/** The id under which the log tells the whole story, where the run has one. */
export function logIdLines(correlationId: string | undefined): readonly string[] {
  return correlationId === undefined ? [] : [`Log id ${correlationId}`]
}
