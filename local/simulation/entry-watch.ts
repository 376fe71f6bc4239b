import type { Config } from '../../shared/config/config.ts'
import { moneyFromNumber } from '../../shared/domain/money.ts'
import { openQuantity } from '../../shared/ledger/position-book.ts'
import type { OrderRecord } from '../../shared/orders/order-record.ts'
import type { TradingState } from '../../shared/state/trading-state.ts'
import { type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import { sessionAt } from '../../shared/time/session.ts'
import type { PromiseBook } from './promises.ts'
import type { RunSeen } from './run-seen.ts'
import { START_CASH_USD } from './simulated-config.ts'

/** Amounts are rounded to whole shares and tenths of a cent on the way. */
const ROUNDING = 1.001

/** What one batch makes of the trading state, and which run wrote it. */
export interface Change {
  readonly before: TradingState | undefined
  readonly next: TradingState
  readonly run: RunSeen | undefined
}

/** Looks at every decision to buy with what the run was told: I11, I16 and I22. */
export class EntryWatch {
  readonly #book: PromiseBook
  readonly #config: Config

  constructor(book: PromiseBook, config: Config) {
    this.#book = book
    this.#config = config
  }

  decided(entry: OrderRecord, change: Change, now: EpochMs): void {
    this.#isAllowed(entry, change)
    this.#isTimely(entry, change, now)
    this.#isWithinLimits(entry, change)
  }

  #isAllowed({ symbol }: OrderRecord, { before, next }: Change): void {
    const trips = [...(before?.risk.safeMode ?? []), ...next.risk.safeMode].map(({ reason }) => reason)
    this.#book.check('I11', trips.length === 0, () => `${symbol} was to be bought in safe mode ${trips}`)
  }

  #isTimely({ symbol, createdAt }: OrderRecord, { run }: Change, now: EpochMs): void {
    const session = sessionAt(now)
    const minutesLeft = session.phase === 'regular' ? session.minutesToClose : -1
    const quote = run?.quotes.get(symbol)
    const { quoteAgeSecondsMax, cutoffMinutesBeforeClose } = this.#config.entry
    const fresh =
      quote?.status === 'REALTIME' &&
      quote.bid !== undefined &&
      createdAt - quote.time <= quoteAgeSecondsMax * SECOND_MS
    this.#book.check(
      'I16',
      fresh && minutesLeft > cutoffMinutesBeforeClose,
      () => `${symbol}: ${JSON.stringify(quote)}, ${minutesLeft} min left`,
    )
  }

  #isWithinLimits({ symbol, intentId }: OrderRecord, { next, run }: Change): void {
    const entries = Object.values(next.orders).filter(({ side }) => side === 'BUY')
    const taken = new Set<string>([
      ...Object.keys(next.positions),
      ...entries.map((entry) => entry.symbol as string),
    ])
    const { openPositionsMax, investedPctMax } = this.#config.risk
    this.#book.check(
      'I22',
      taken.size <= openPositionsMax.standard,
      () => `${taken.size} positions and entries, at most ${openPositionsMax.standard}`,
    )
    const held = worthOf(next, run?.quotes)
    const committed = held + entries.reduce((sum, entry) => sum + wanted(entry), 0)
    const limit = ((cashOf(next) + held) * investedPctMax) / 100
    this.#book.check('I22', committed <= limit * ROUNDING, () => `${committed} committed, at most ${limit}`)
    const again = entries.some((entry) => entry.symbol === symbol && entry.intentId !== intentId)
    this.#book.check('I22', !again, () => `${symbol} is bought twice at once`)
  }
}

/** Nothing is paid in or out in a simulated world: cash is what the account began with and what fills moved. */
function cashOf({ risk }: TradingState): number {
  return moneyFromNumber(START_CASH_USD) + risk.cashMoved
}

/** Positions at what the run was told they are worth, or else at what was paid for them. */
function worthOf({ positions }: TradingState, quotes: RunSeen['quotes'] | undefined): number {
  return Object.values(positions).reduce((sum, position) => {
    const price = quotes?.get(position.symbol)?.last ?? position.cost / position.boughtQuantity
    return sum + price * openQuantity(position)
  }, 0)
}

function wanted({ pricing, quantity, filledQuantity }: OrderRecord): number {
  return pricing.type === 'LIMIT' ? pricing.limit * (quantity - filledQuantity) : 0
}
