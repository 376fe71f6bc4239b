import { signedPct } from '../shared/alerts/wording.ts'
import { formatEt } from '../shared/time/exchange-time.ts'
import type { EpochMs } from '../shared/time/instant.ts'
import type { DaySummary, TradeSummary } from './day-summary.ts'
import type { RunJournal } from './run-journal.ts'

/** The day as a person reads it in a terminal. */
export function summaryLines(day: DaySummary, invariants: RunJournal['invariants']): readonly string[] {
  return [
    `Summary of ${day.date}`,
    `  ticks       ${day.scans} scans, ${day.monitors} monitor ticks, ${day.skipped} outside the session, ${day.failed} failed`,
    `  broker      ${day.brokerCalls} calls, ${day.quoteCalls} of them for quotes`,
    `  store       ${day.storeReads} documents read, ${day.storeWrites} written, ${day.storeDeletes} deleted`,
    `  promises    ${invariants.checked} checks so far, ${invariants.violations.length} broken`,
    ...invariants.violations.map((violation) => `              ${violation}`),
    `  result      ${usd(day.pnlUsd)} USD, ${day.entries} entries, ${day.exits} exits`,
    ...day.trades.map(tradeLine),
  ]
}

function tradeLine(trade: TradeSummary): string {
  const times = `${clock(trade.entryTime)}-${clock(trade.exitTime)}`
  const prices = `${trade.entryPrice.toFixed(2).padStart(8)} to ${trade.exitPrice.toFixed(2).padStart(8)}`
  const result = `${usd(trade.pnlUsd).padStart(9)} USD ${signedPct(trade.pnlPct).padStart(8)}`
  return `  ${times}  ${trade.symbol.padEnd(5)} ${String(trade.quantity).padStart(5)}  ${prices}  ${result}  ${trade.reason}`
}

function usd(amount: number): string {
  return `${amount < 0 ? '-' : '+'}${Math.abs(amount).toFixed(2)}`
}

function clock(iso: string): string {
  return formatEt(Date.parse(iso) as EpochMs, 'time')
}
