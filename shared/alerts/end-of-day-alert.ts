import type { DayUsage } from '../cost/day-usage.ts'
import { monthCost, totalUsd } from '../cost/month-cost.ts'
import { monthOfDays, TRADING_DAYS_A_MONTH } from '../cost/month-use.ts'
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
import { stillHeldLines } from './session-alerts.ts'
import { counted, signedPct, whole } from './wording.ts'

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
    /** The equity of the day, as SVG. */
    readonly picture?: string
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
      ...(held ? stillHeldLines(closing.stillHeld) : []),
      ...resultLines(trades),
      ...nakedLine(trades),
      calibrationLine(closing.calibration),
      `${day.scans} scans, ${day.monitors} monitor ticks, fees ${toDisplay(day.fees)} USD`,
      ...usageLines(day),
    ].join('\n'),
    ...(closing.picture !== undefined && { picture: closing.picture }),
  }
}

function resultLines(trades: readonly Trade[]): readonly string[] {
  if (trades.length === 0) return ['No trades.']
  return [...overallLines(tradeStatistics(trades)), ...strategyLines(trades), ...trades.map(tradeLine)]
}

function overallLines(statistics: TradeStatistics): readonly string[] {
  const { streaks } = statistics
  return [
    ...resultWords(statistics),
    `Profit factor ${statistics.profitFactor?.toFixed(2) ?? 'n/a, no losing trade'}`,
    `Drawdown ${toDisplay(statistics.drawdown)} USD`,
    `Best ${signedUsd(statistics.best)}, worst ${signedUsd(statistics.worst)}`,
    `Average win ${signedUsd(statistics.averageWin)}, loss ${signedUsd(statistics.averageLoss)}`,
    `Expectancy ${signedUsd(statistics.expectancy)} a trade`,
    `Longest run ${streaks.longestWin} won, ${streaks.longestLoss} lost`,
  ]
}

/** A trade counts for each strategy that voted for it. */
function strategyLines(trades: readonly Trade[]): readonly string[] {
  const { byStrategy } = groupedStatistics(trades)
  return Object.entries(byStrategy).map(
    ([name, { pnl, trades: count, wins }]) =>
      `${name}: ${signedUsd(pnl)} in ${counted(count, 'trade')}, ${wins} won`,
  )
}

function resultWords({ pnl, trades, wins, losses, winRatePct }: TradeStatistics): readonly string[] {
  const rate = winRatePct === undefined ? '' : `, win rate ${winRatePct.toFixed(0)} %`
  return [`P&L ${signedUsd(pnl)} in ${counted(trades, 'trade')}`, `${wins} won, ${losses} lost${rate}`]
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
  return [`Without a stop: half within ${p50} s, 99 % within ${p99} s, worst ${worst} s`]
}

function calibrationLine({ calibrated, trades, tradesMin }: CalibrationProgress): string {
  return calibrated
    ? `Win probability calibrated on ${trades} trades`
    : `Win probability uncalibrated: ${trades} of ${tradesMin} trades`
}

function usageLines({ usage }: DayTotals): readonly string[] {
  return usage ? [...callLines(usage), ...cloudLines(usage)] : []
}

/** "Calls: etrade 1,034, finnhub 12"; a provider's modules are summed up. */
function callLines({ calls }: DayUsage): readonly string[] {
  const byProvider = new Map<string, number>()
  for (const [name, count] of Object.entries(calls)) {
    const [provider = name] = name.split('/')
    byProvider.set(provider, (byProvider.get(provider) ?? 0) + count)
  }
  const words = [...byProvider].map(([provider, count]) => `${provider} ${whole(count)}`)
  return words.length > 0 ? [`Calls: ${words.join(', ')}`] : []
}

/** The cost is that of the deployed system, wherever the day was run. */
function cloudLines(usage: DayUsage): readonly string[] {
  const [reads, writes, runs] = [usage.reads, usage.writes, usage.runs].map(whole)
  const monthUsd = totalUsd(monthCost(monthOfDays(usage), PRICES))
  return [
    `Cloud: ${reads} documents read, ${writes} written, ${runs} runs`,
    `Cloud cost ${(monthUsd / TRADING_DAYS_A_MONTH).toFixed(2)} USD, a month of such days ${monthUsd.toFixed(2)} USD`,
  ]
}

function signedUsd(amount: Money | undefined): string {
  return amount === undefined ? 'n/a' : `${toDisplay(amount, { sign: true })} USD`
}
