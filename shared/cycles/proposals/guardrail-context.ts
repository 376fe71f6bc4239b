import { averageDailyValue, RADAR_DAYS } from '../../catalysts/completed-days.ts'
import type { Ticker } from '../../domain/ids.ts'
import { add, type Money } from '../../domain/money.ts'
import { ProviderError } from '../../domain/provider-error.ts'
import type { GuardrailContext } from '../../guardrails/guardrail-context.ts'
import { usableForEntry } from '../../market-data/quote-usability.ts'
import { valueHeld } from '../../risk/account-figures.ts'
import type { TradingState } from '../../state/trading-state.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import { type EpochMs, SECOND_MS } from '../../time/instant.ts'
import { sessionAt } from '../../time/session.ts'
import { readTradingState } from '../open-tick.ts'
import { lastPrices } from '../place-entry.ts'
import type { World } from '../world.ts'

/** A monitor looks every minute; so much older a price may be. */
const SEEN_SECONDS_MAX = 90

/** Reads what the guardrails look at, all of it here: what a caller says of it has no effect. What can't be read is absent, and refuses. */
export async function readGuardrailContext(world: World, symbol: Ticker): Promise<GuardrailContext> {
  const now = world.clock.now()
  const state = await readTradingState(world)
  const seen = pricesSeen(state, now)
  const unseen = Object.values(state.positions).flatMap((held) => (seen.has(held.symbol) ? [] : held.symbol))
  const [{ quotes }, value] = await Promise.all([
    world.recentQuotes.quotes([...new Set([symbol, ...unseen])]),
    readDailyValue(world, symbol),
  ])
  const usable = usableForEntry(quotes.get(symbol), {
    ...{ now, session: sessionAt(now, world.calendar) },
    ageSecondsMax: world.config.entry.quoteAgeSecondsMax,
  })
  const profit = dailyProfit(state, new Map([...lastPrices(quotes), ...seen]))
  return {
    openPositions: openPositions(state),
    ...(profit !== undefined && { dailyProfit: profit }),
    ...(value !== undefined && { averageDailyValue: value }),
    ...(usable.ok && { bid: usable.quote.bid, ask: usable.quote.ask }),
  }
}

/** Prices of what is held, where a monitor has looked a moment ago: the same look need not be paid for twice. */
function pricesSeen({ positions }: TradingState, now: EpochMs): ReadonlyMap<Ticker, Money> {
  return new Map(
    Object.values(positions).flatMap(({ symbol, watch }) =>
      watch && now - watch.quoteTime <= SEEN_SECONDS_MAX * SECOND_MS ? [[symbol, watch.price] as const] : [],
    ),
  )
}

/** Realised and open; not known while one of the positions has no price. */
function dailyProfit(state: TradingState, prices: ReadonlyMap<Ticker, Money>): Money | undefined {
  const held = valueHeld(state, prices)
  return 'code' in held ? undefined : add(state.day.realized, held.openProfit)
}

/** What is held, and what may be held once the entries under way are filled. */
function openPositions({ positions, orders }: TradingState): number {
  const entries = Object.values(orders).filter(({ purpose }) => purpose.kind === 'entry')
  return new Set([...Object.keys(positions), ...entries.map(({ symbol }) => symbol)]).size
}

async function readDailyValue({ history, clock }: World, symbol: Ticker): Promise<Money | undefined> {
  try {
    const before = exchangeDate(clock.now())
    const days = await history.dailyBars(symbol, { before, count: RADAR_DAYS })
    return days.length < RADAR_DAYS ? undefined : averageDailyValue(days)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return undefined
  }
}
