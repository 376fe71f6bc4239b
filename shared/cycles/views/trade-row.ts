import type { z } from 'zod'
import type { tradeRow } from '../../api/answers/account-answers.ts'
import { toDecimalText } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import { utcText } from '../../time/utc-text.ts'

/** A closed trade as the API tells it. */
export function tradeRowOf(trade: Trade): z.input<typeof tradeRow> {
  const { tradeId, decisionId, symbol, mode, simulated, quantity, reason, riskMultiple, nakedSeconds } = trade
  return {
    tradeId,
    decisionId,
    symbol,
    mode,
    simulated,
    quantity,
    entryPrice: toDecimalText(trade.entryPrice),
    exitPrice: toDecimalText(trade.exitPrice),
    entryTime: utcText(trade.entryTime),
    exitTime: utcText(trade.exitTime),
    fees: toDecimalText(trade.fees),
    profit: toDecimalText(trade.pnl),
    profitPct: trade.pnlPct,
    minutesHeld: trade.minutesHeld,
    reason,
    favourablePct: trade.favourablePct,
    adversePct: trade.adversePct,
    ...(riskMultiple !== undefined && { riskMultiple }),
    score: trade.score,
    strategies: [...trade.strategies],
    ...(nakedSeconds !== undefined && { nakedSeconds }),
  }
}
