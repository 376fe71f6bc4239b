import type { PaperSymbol } from '../../shared/paper-loop/paper-loop-setup.ts'
import { marketDay } from '../../shared/time/market-calendar.ts'
import { UsageError } from '../failure.ts'

/** Refuses bars of a day on which the exchange was closed: they are of another market, or of another date. */
export function assertTradingDays(symbols: readonly PaperSymbol[]): void {
  for (const { symbol, days } of symbols)
    for (const { date } of days) {
      const day = marketDay(date)
      if (day.kind === 'closed')
        throw new UsageError(
          `--data: ${symbol} has a bar of ${date}, on which the exchange was closed (${day.name}); run "openbell data check" on the folder`,
        )
    }
}
