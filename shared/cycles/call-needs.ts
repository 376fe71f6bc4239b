import type { CallNeeds } from '../ports/call-budget.ts'
import type { TradingState } from '../state/trading-state.ts'
import type { Job } from './trigger.ts'

/** The most symbols that one quote call answers. */
const SYMBOLS_PER_CALL = 50

/** Enough to follow a few orders up for the seconds that a run has for it; more is asked for when it is needed. */
const ORDER_CALLS = 20

/**
 * What a run is likely to ask of the broker. Whatever else it needs it takes on the way, which costs two round trips
 * to the store; what it does not need it gives back.
 */
export function callNeeds(
  job: Job,
  { positions, orders }: Pick<TradingState, 'positions' | 'orders'>,
  universe: number,
): CallNeeds {
  const held = Object.keys(positions).length
  const isAtWork = held > 0 || Object.keys(orders).length > 0
  const atWork: CallNeeds = isAtWork ? { orders: { calls: ORDER_CALLS, symbols: 0 } } : {}
  switch (job) {
    case 'signal-scan':
      return { market: quotesOf(universe), ...atWork }
    case 'position-monitor':
      // A doubtful quote is asked for a second time.
      return { ...(held > 0 && { market: quotesOf(2 * held) }), ...atWork }
    case 'telegram-webhook':
    case 'api':
      return atWork
    case 'token-renewal':
      return { accounts: { calls: 1, symbols: 0 } }
    case 'prepare-day':
    case 'daily-report':
    case 'watchdog':
    case 'safe-mode-on':
    case 'safe-mode-confirm':
      return {}
  }
}

function quotesOf(symbols: number) {
  return { calls: Math.ceil(symbols / SYMBOLS_PER_CALL), symbols }
}
