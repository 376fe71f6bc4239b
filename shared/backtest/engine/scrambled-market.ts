import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { DailyBar } from '../../domain/bar.ts'
import type { Ticker } from '../../domain/ids.ts'
import type { History, MinuteSession } from '../../ports/history.ts'
import type { EpochMs, ExchangeDate } from '../../time/instant.ts'
import type { BacktestMarket, RecordedDay } from '../market/backtest-market.ts'

/** Factors lie between 1/2 and 2. */
const DOUBLINGS = 2

/** The moment after which everything is another, and what the other is drawn from. */
export interface Cut {
  readonly at: EpochMs
  readonly date: ExchangeDate
  readonly seed: number
}

/** The same market up to the cut; bars that begin at it or later are multiplied by chance. */
export function scrambledMarket(market: BacktestMarket, cut: Cut): BacktestMarket {
  return {
    day(symbol: Ticker, date: ExchangeDate): RecordedDay | undefined {
      const recorded = market.day(symbol, date)
      if (!recorded) return undefined
      if (recorded.kind === 'quotes')
        throw new RangeError(`${symbol} ${date}: only bars can be scrambled, this day has polled quotes`)
      const factor = factors(cut.seed, symbol)
      const scramble = <Item extends { readonly time: EpochMs }>(
        items: readonly Item[],
        change: (item: Item, by: number) => Item,
      ) => items.map((item) => (item.time < cut.at ? item : change(item, factor())))
      const { intraday, quotes } = recorded
      return {
        ...recorded,
        intraday: { ...intraday, bars: scramble(intraday.bars, multiplied) },
        // A quote is told at the end of its minute, so that one told at the cut itself is known.
        quotes: quotes.map((quote) => {
          const by = quote.time <= cut.at ? 1 : factor()
          return { ...quote, bid: quote.bid * by, ask: quote.ask * by }
        }),
      }
    },
  }
}

/** The same history; should it tell of the day itself or of later ones, these are multiplied by chance. */
export function scrambledHistory(history: History, cut: Cut): History {
  const dailyOf = (symbol: Ticker) => {
    const factor = factors(cut.seed, symbol)
    return (bar: DailyBar) => (bar.date < cut.date ? bar : multiplied(bar, factor()))
  }
  return {
    dailyBars: async (symbol, request) => (await history.dailyBars(symbol, request)).map(dailyOf(symbol)),
    minuteSessions: async (symbol, request) => {
      const factor = factors(cut.seed, symbol)
      const scrambled = (session: MinuteSession): MinuteSession =>
        session.date < cut.date
          ? session
          : { ...session, bars: session.bars.map((bar) => multiplied(bar, factor())) }
      return (await history.minuteSessions(symbol, request)).map(scrambled)
    },
  }
}

/** Each symbol draws from a seed of its own, so that none mirrors another. */
function factors(seed: number, symbol: string): () => number {
  const own = [...symbol].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), seed)
  const random = xoroshiro128plus(own | 0)
  return () => 2 ** (DOUBLINGS * (uniformFloat64(random) - 0.5))
}

interface Ohlcv {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

function multiplied<Item extends Ohlcv>(bar: Item, by: number): Item {
  const { open, high, low, close, volume } = bar
  return {
    ...bar,
    open: open * by,
    high: high * by,
    low: low * by,
    close: close * by,
    volume: Math.round(volume * by),
  }
}
