import type { Ticker } from '../../domain/ids.ts'
import { add, type Money, subtract, ZERO } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import type { Decided } from '../engine/decided.ts'
import type { LiveDay } from './live-day.ts'
import { pairTrades, type TradePair } from './pair-trades.ts'
import type { ComparedDay, Explained, ParityDifference } from './parity-report.ts'
import { tradeDifferences } from './trade-differences.ts'
import { whyNotTaken } from './why-not-taken.ts'
import { whyOnlyLive } from './why-only-live.ts'

/** What the backtest made of the quotes of a live day. */
export interface TestedDay {
  readonly trades: readonly Trade[]
  readonly decided: readonly Decided[]
  /** Not sold by the close: the quotes of the symbol ended before. */
  readonly held: readonly Ticker[]
}

/**
 * Compares a live day with the backtest on the same quotes. Each trade of either side is accounted for once, and the
 * differences add up to the difference of the results.
 */
export function parityOf(sides: {
  readonly live: LiveDay
  readonly tested: TestedDay
}): Omit<ComparedDay, 'status' | 'date' | 'unscanned'> {
  const pairs = pairTrades(sides.live.trades, sides.tested.trades)
  const differences = pairs.flatMap((pair) => differencesOf(pair, sides))
  return {
    livePnl: pnlOf(sides.live.trades),
    testedPnl: pnlOf(sides.tested.trades),
    trades: pairs.map(({ live, tested }) => ({
      ...(live && { live: live.tradeId }),
      ...(tested && { tested: tested.tradeId }),
    })),
    differences: differences.toSorted(byAmount),
    heldInBacktest: [...sides.tested.held],
  }
}

function differencesOf(
  { live, tested }: TradePair,
  sides: { readonly live: LiveDay; readonly tested: TestedDay },
): readonly ParityDifference[] {
  if (live && tested) return tradeDifferences({ live, tested }, sides.live)
  if (live) return [alone(live, whyOnlyLive(live, sides.live, sides.tested.decided))]
  if (!tested) return []
  const decision = sides.tested.decided.find(({ id }) => id === tested.decisionId)
  return [notMade(tested, whyNotTaken(tested, decision?.at ?? tested.entryTime, sides.live))]
}

function alone(trade: Trade, explained: Explained): ParityDifference {
  const { symbol, entryTime: at, pnl: amount, tradeId: live } = trade
  return { ...explained, symbol, at, amount, live }
}

function notMade(trade: Trade, explained: Explained): ParityDifference {
  const { symbol, entryTime: at, pnl, tradeId: tested } = trade
  return { ...explained, symbol, at, amount: subtract(ZERO, pnl), tested }
}

function pnlOf(trades: readonly Trade[]): Money {
  return add(...trades.map(({ pnl }) => pnl))
}

function byAmount(one: ParityDifference, other: ParityDifference): number {
  return Math.abs(other.amount) - Math.abs(one.amount) || one.at - other.at
}
