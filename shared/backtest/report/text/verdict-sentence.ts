import type { Metrics } from '../../metrics/metrics.ts'
import { amountText, countText, usdText } from './number-text.ts'

/** Fewer trades tell nothing (metrics.ts). */
const TRADES_MIN = 30

/** What the figures say about the rules, in one plain sentence with the figures that it rests on. */
export function verdictSentence({ verdict, trades, bootstrap90 }: Metrics): string {
  const interval = intervalWords(bootstrap90.expectancyUsd)
  switch (verdict) {
    case 'edge':
      return `An edge: ${interval}, lies above 0.`
    case 'no-edge':
      return `No edge: ${interval}, holds 0.`
    case 'loses':
      return `It loses: ${interval}, lies below 0.`
    case 'too-few-trades':
      return `Too few trades to judge: ${countText(trades, 'trade')}, at least ${TRADES_MIN} are needed.`
  }
}

function intervalWords(interval: Metrics['bootstrap90']['expectancyUsd']): string {
  const what = `the 90${'\u00a0'}% interval of what a trade earns`
  if (!interval) return what
  return `${what}, ${amountText(interval.low, { sign: true })} to ${usdText(interval.high, { sign: true })}`
}
