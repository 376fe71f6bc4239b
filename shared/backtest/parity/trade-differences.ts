import { add, divide, type Money, subtract, times, toDecimalText, toDisplay } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import { exitCause, isOtherExit } from './exit-cause.ts'
import type { LiveDay } from './live-day.ts'
import type { Explained, ParityDifference } from './parity-report.ts'

interface Pair {
  readonly live: Trade
  readonly tested: Trade
}

interface Part extends Explained {
  readonly amount: Money
  readonly at: Trade['entryTime']
}

/**
 * Splits the difference between the results of a pair into what fees, size, entry and exit made of it. Size counts at the
 * backtest's profit a share, the prices at the live size, so that the parts add up.
 */
export function tradeDifferences(pair: Pair, day: LiveDay): readonly ParityDifference[] {
  const { live, tested } = pair
  const parts = [feePart(pair), sizePart(pair), entryPart(pair), exitPart(pair, day)]
  const rest = subtract(subtract(live.pnl, tested.pnl), add(...parts.map(({ amount }) => amount)))
  return withRest(parts, rest, pair)
    .filter(({ amount, cause }) => amount !== 0 || (cause.startsWith('exit-') && isOtherExit(pair)))
    .map((part) => ({ ...part, symbol: live.symbol, live: live.tradeId, tested: tested.tradeId }))
}

function feePart({ live, tested }: Pair): Part {
  const evidence = `fees ${toDisplay(live.fees)} USD live, ${toDisplay(tested.fees)} USD in the backtest`
  return { cause: 'fees', amount: subtract(tested.fees, live.fees), at: live.exitTime, evidence }
}

function sizePart({ live, tested }: Pair): Part {
  const gross = add(tested.pnl, tested.fees)
  const scaled = divide(times(gross, live.quantity), tested.quantity, 'nearest')
  const evidence = `${live.quantity} shares live, ${tested.quantity} in the backtest: the account figures differed`
  return { cause: 'size', amount: subtract(scaled, gross), at: live.entryTime, evidence }
}

function entryPart({ live, tested }: Pair): Part {
  const worse = subtract(live.entryPrice, tested.entryPrice)
  return {
    cause: 'entry-price',
    amount: times(subtract(tested.entryPrice, live.entryPrice), live.quantity),
    at: live.entryTime,
    evidence:
      `bought for ${toDecimalText(live.entryPrice)} live, ${toDecimalText(tested.entryPrice)} in the backtest: ` +
      `slippage ${toDisplay(times(worse, live.quantity), { sign: true })} USD`,
  }
}

function exitPart(pair: Pair, day: LiveDay): Part {
  const { live, tested } = pair
  const amount = times(subtract(live.exitPrice, tested.exitPrice), live.quantity)
  return { ...exitCause(pair, day), amount, at: live.exitTime }
}

/**
 * Prices are means rounded to 1/10,000 USD, while results come from what was paid: what rounding leaves goes to the largest
 * part. More than that can't come from rounding.
 */
function withRest(parts: readonly Part[], rest: Money, { live, tested }: Pair): readonly Part[] {
  if (rest === 0) return parts
  const largest = parts.reduce((best, part) => (Math.abs(part.amount) > Math.abs(best.amount) ? part : best))
  if (largest.amount !== 0 && Math.abs(rest) <= live.quantity + tested.quantity)
    return parts.map((part) => (part === largest ? { ...part, amount: add(part.amount, rest) } : part))
  const evidence = 'the result of a trade is not what its prices, size and fees make'
  return [...parts, { cause: 'unexplained', amount: rest, at: live.exitTime, evidence }]
}
