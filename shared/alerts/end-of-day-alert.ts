import { monthCost, totalUsd } from '../cost/month-cost.ts'
import { monthOfDays } from '../cost/month-use.ts'
import { PRICES } from '../cost/price-list.ts'
import type { Ticker } from '../domain/ids.ts'
import { type Money, toDisplay } from '../domain/money.ts'
import type { Trade } from '../domain/trade.ts'
import { groupedStatistics } from '../ledger/grouped-statistics.ts'
import { nakedSeconds } from '../ledger/naked-seconds.ts'
import { type TradeStatistics, tradeStatistics } from '../ledger/statistics.ts'
import type { DayTotals } from '../state/trading-state.ts'
import type { EpochMs } from '../time/instant.ts'
import type { Alert } from './alert.ts'
import { signedPct } from './wording.ts'

/** How many trades the win probability rests on, or still needs. */
export interface CalibrationProgress {
  readonly calibrated: boolean
  readonly trades: number
  readonly tradesMin: number
}

/** Sums up the day after the close; shares still held make it critical, as nothing may stay open overnight. */
export function endOfDayAlert(
  day: DayTotals,
  trades: readonly Trade[],
  closing: {
    readonly time: EpochMs
    readonly stillHeld: readonly Ticker[]
    readonly calibration: CalibrationProgress
  },
): Alert {
  const held = closing.stillHeld.length > 0
  return {
    alertId: `end-of-day-${day.date}`,
    type: 'END_OF_DAY',
    urgency: held ? 'critical' : 'info',
    time: closing.time,
    text: [
      `END OF DAY ${day.date}`,
      ...(held ? [`STILL HELD: ${closing.stillHeld.join(', ')}. Close these by hand at the broker.`] : []),
      ...resultLines(trades),
      ...nakedLine(trades),
      calibrationLine(closing.calibration),
      `${day.scans} scans, ${day.monitors} monitor ticks, fees ${toDisplay(day.fees)} USD`,
      ...cloudLine(day),
    ].join('\n'),
  }
}

function resultLines(trades: readonly Trade[]): readonly string[] {
  if (trades.length === 0) return ['No trades.']
  return [...overallLines(tradeStatistics(trades)), ...strategyLines(trades), ...trades.map(tradeLine)]
}

function overallLines(statistics: TradeStatistics): readonly string[] {
  const { streaks } = statistics
  return [
    resultWords(statistics),
    `Profit factor ${statistics.profitFactor?.toFixed(2) ?? 'n/a (no losing trade)'}, drawdown ${toDisplay(statistics.drawdown)} USD`,
    `Expectancy ${signedUsd(statistics.expectancy)} a trade, average win ${signedUsd(statistics.averageWin)}, average loss ${signedUsd(statistics.averageLoss)}`,
    `Best ${signedUsd(statistics.best)}, worst ${signedUsd(statistics.worst)}, ` +
      `at most ${streaks.longestWin} won and ${streaks.longestLoss} lost in a row`,
  ]
}

function strategyLines(trades: readonly Trade[]): readonly string[] {
  const { byStrategy } = groupedStatistics(trades)
  return Object.entries(byStrategy).map(([name, statistics]) => `${name}: ${resultWords(statistics)}`)
}

function resultWords({ pnl, trades, wins, losses, winRatePct }: TradeStatistics): string {
  const rate = winRatePct === undefined ? '' : ` (win rate ${winRatePct.toFixed(0)} %)`
  return (
    `P&L ${signedUsd(pnl)} in ${trades} ${trades === 1 ? 'trade' : 'trades'}, ` +
    `${wins} won, ${losses} lost${rate}`
  )
}

function tradeLine(trade: Trade): string {
  return (
    `${trade.symbol} ${trade.quantity}: ${toDisplay(trade.entryPrice)} to ${toDisplay(trade.exitPrice)}, ` +
    `${signedUsd(trade.pnl)}, ${signedPct(trade.pnlPct)}, ${trade.reason}`
  )
}

function nakedLine(trades: readonly Trade[]): readonly string[] {
  const naked = nakedSeconds(trades)
  if (!naked) return []
  const [p50, p99, worst] = [naked.p50, naked.p99, naked.worst].map((seconds) => seconds.toFixed(1))
  return [`Without a stop at the broker: half within ${p50} s, 99 % within ${p99} s, worst ${worst} s`]
}

function calibrationLine({ calibrated, trades, tradesMin }: CalibrationProgress): string {
  return calibrated
    ? `Win probability calibrated on ${trades} trades`
    : `Win probability uncalibrated: ${trades} of ${tradesMin} trades`
}

/** The cost is that of the deployed system, wherever the day was run. */
function cloudLine({ usage }: DayTotals): readonly string[] {
  if (!usage) return []
  const [reads, writes, runs] = [usage.reads, usage.writes, usage.runs].map((n) => n.toLocaleString('en-US'))
  const usd = totalUsd(monthCost(monthOfDays(usage), PRICES)).toFixed(2)
  return [
    `Cloud: ${reads} documents read, ${writes} written, ${runs} runs; ` +
      `a month of such days costs about ${usd} USD`,
  ]
}

function signedUsd(amount: Money | undefined): string {
  return amount === undefined ? 'n/a' : `${toDisplay(amount, { sign: true })} USD`
}
