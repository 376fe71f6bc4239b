import type { Ticker } from '../domain/ids.ts'
import { toDisplay } from '../domain/money.ts'
import type { Trade } from '../domain/trade.ts'
import { tradeStatistics } from '../ledger/statistics.ts'
import type { DayTotals } from '../state/trading-state.ts'
import type { EpochMs } from '../time/instant.ts'
import type { Alert } from './alert.ts'
import { signedPct } from './wording.ts'

/** Sums up the day after the close; shares still held make it critical, as nothing may stay open overnight. */
export function endOfDayAlert(
  day: DayTotals,
  trades: readonly Trade[],
  closing: { readonly time: EpochMs; readonly stillHeld: readonly Ticker[] },
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
      `${day.scans} scans, ${day.monitors} monitor ticks, fees ${toDisplay(day.fees)} USD`,
    ].join('\n'),
  }
}

function resultLines(trades: readonly Trade[]): readonly string[] {
  const statistics = tradeStatistics(trades)
  if (statistics.best === undefined || statistics.worst === undefined) return ['No trades.']
  return [
    `P&L ${toDisplay(statistics.pnl, { sign: true })} USD in ${statistics.trades} ${statistics.trades === 1 ? 'trade' : 'trades'}, ` +
      `${statistics.wins} won, ${statistics.losses} lost (win rate ${(statistics.winRatePct ?? 0).toFixed(0)} %)`,
    `Profit factor ${statistics.profitFactor?.toFixed(2) ?? 'n/a (no losing trade)'}, drawdown ${toDisplay(statistics.drawdown)} USD`,
    `Best ${toDisplay(statistics.best, { sign: true })} USD, worst ${toDisplay(statistics.worst, { sign: true })} USD`,
    ...trades.map(
      (trade) =>
        `${trade.symbol} ${trade.quantity}: ${toDisplay(trade.entryPrice)} to ${toDisplay(trade.exitPrice)}, ` +
        `${toDisplay(trade.pnl, { sign: true })} USD, ${signedPct(trade.pnlPct)}, ${trade.reason}`,
    ),
  ]
}
