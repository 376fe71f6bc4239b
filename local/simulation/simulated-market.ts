import type { Print } from '../../shared/backtest/market/print.ts'
import { type Ticker, ticker } from '../../shared/domain/ids.ts'
import type { Money } from '../../shared/domain/money.ts'
import { exchangeDate, exchangeInstant } from '../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, SECOND_MS } from '../../shared/time/instant.ts'
import { drawsOf } from '../simulator/market/draws.ts'
import type { Market, MarketQuote } from '../simulator/market/market.ts'

const STEP_MS = 15 * SECOND_MS
const OPEN_MINUTE = 570
const STEPS_A_DAY = (390 * 60 * SECOND_MS) / STEP_MS
const CENT = 100
const START_USD = 50
/** Of one step; about 2.5 % a day. */
const STEP_DEVIATION = 0.0006
/** In a calm market no stop is reached between two looks. */
const CALM_DEVIATION = 0.0002
const JUMP_CHANCE = 1 / 1_500
const JUMP_DEVIATION = 0.03
/** Some quotes show few shares, so that orders fill in parts. */
const THIN_CHANCE = 0.3
const SHARES_A_STEP = 2_000

/** Funds of different groups, so that several may be held at once. */
export const SIMULATED_SYMBOLS: readonly Ticker[] = ['TQQQ', 'SOXL', 'FAS'].map(ticker)

/** One symbol's day: a price and what is shown for each step. */
interface Day {
  readonly openAt: EpochMs
  readonly last: Int32Array
  readonly high: Int32Array
  readonly low: Int32Array
  readonly size: Int32Array
}

/** Prices that wander, jump now and then and are shown with few shares at times; the seed decides every one of them. */
export class SimulatedMarket implements Market {
  readonly symbols = SIMULATED_SYMBOLS
  readonly dates: readonly ExchangeDate[]
  readonly #seed: number
  readonly #calm: boolean
  readonly #days = new Map<string, Day>()

  constructor(seed: number, dates: readonly ExchangeDate[], calm: boolean) {
    this.#seed = seed
    this.dates = dates
    this.#calm = calm
  }

  quote(symbol: Ticker, at: EpochMs): MarketQuote | undefined {
    const day = this.#day(symbol, exchangeDate(at))
    if (!day) return undefined
    const step = Math.min(STEPS_A_DAY - 1, Math.floor((at - day.openAt) / STEP_MS))
    const [before, last] = [(START_USD * 10_000) as Money, (day.last[step] ?? START_USD * 10_000) as Money]
    const shown = { symbol, name: symbol, previousClose: before, averageVolume: 1_000_000, last }
    if (step < 0) return { ...shown, time: day.openAt, lastTime: day.openAt, totalVolume: 0 }
    const time = (day.openAt + step * STEP_MS) as EpochMs
    const size = day.size[step] ?? 0
    return {
      ...shown,
      time,
      lastTime: time,
      bid: (last - CENT) as Money,
      ask: (last + CENT) as Money,
      bidSize: size,
      askSize: size,
      open: day.last[0] as Money,
      high: day.high[step] as Money,
      low: day.low[step] as Money,
      totalVolume: (step + 1) * SHARES_A_STEP,
    }
  }

  prints(
    symbol: Ticker,
    { after, upTo }: { readonly after: EpochMs; readonly upTo: EpochMs },
  ): readonly Print[] {
    const day = this.#day(symbol, exchangeDate(upTo))
    if (!day) return []
    const first = Math.max(0, Math.floor((after - day.openAt) / STEP_MS) + 1)
    const last = Math.min(STEPS_A_DAY - 1, Math.floor((upTo - day.openAt) / STEP_MS))
    const prints: Print[] = []
    for (let step = first; step <= last; step += 1) {
      const price = day.last[step] as Money
      prints.push({ time: (day.openAt + step * STEP_MS) as EpochMs, price, size: SHARES_A_STEP })
    }
    return prints
  }

  #day(symbol: Ticker, date: ExchangeDate): Day | undefined {
    const key = `${symbol} ${date}`
    const known = this.#days.get(key)
    if (known || !this.dates.includes(date)) return known
    const day = this.#make(symbol, date)
    this.#days.set(key, day)
    return day
  }

  #make(symbol: Ticker, date: ExchangeDate): Day {
    const draws = drawsOf(this.#seed, 'simulated day', symbol, date)
    const [last, high, low, size] = [steps(), steps(), steps(), steps()]
    let price = START_USD * (1 + 0.01 * draws.normal())
    for (let step = 0; step < STEPS_A_DAY; step += 1) {
      const jump = draws.uniform() < JUMP_CHANCE && !this.#calm ? JUMP_DEVIATION * draws.normal() : 0
      price *= Math.exp((this.#calm ? CALM_DEVIATION : STEP_DEVIATION) * draws.normal() + jump)
      const cents = Math.max(CENT * 2, Math.round(price * 100) * CENT)
      last[step] = cents
      high[step] = step === 0 ? cents : Math.max(high[step - 1] as number, cents)
      low[step] = step === 0 ? cents : Math.min(low[step - 1] as number, cents)
      size[step] = draws.uniform() < THIN_CHANCE && !this.#calm ? Math.floor(draws.uniform() * 60) : 10_000
    }
    return { openAt: exchangeInstant(date, OPEN_MINUTE), last, high, low, size }
  }
}

function steps(): Int32Array {
  return new Int32Array(STEPS_A_DAY)
}
