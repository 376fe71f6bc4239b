import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Ohlcv } from '../../domain/bar.ts'
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

/** The same market up to the cut; bars that begin at it or later are drawn anew. */
export function scrambledMarket(market: BacktestMarket, cut: Cut): BacktestMarket {
  return {
    day(symbol: Ticker, date: ExchangeDate): RecordedDay | undefined {
      const recorded = market.day(symbol, date)
      if (!recorded) return undefined
      if (recorded.kind === 'quotes')
        throw new RangeError(`${symbol} ${date}: only bars can be scrambled, this day has polled quotes`)
      const draw = drawsOf(cut.seed, symbol)
      const { intraday, quotes } = recorded
      return {
        ...recorded,
        intraday: {
          ...intraday,
          bars: intraday.bars.map((bar) => (bar.time < cut.at ? bar : drawnAnew(bar, draw))),
        },
        // A quote is told at the end of its minute, so that one told at the cut itself is known.
        quotes: quotes.map((quote) => {
          const by = quote.time <= cut.at ? 1 : factor(draw)
          return { ...quote, bid: quote.bid * by, ask: quote.ask * by }
        }),
      }
    },
  }
}

/** The same history; should it tell of the day itself or of later ones, these are drawn anew. */
export function scrambledHistory(history: History, cut: Cut): History {
  return {
    dailyBars: async (symbol, request) => {
      const draw = drawsOf(cut.seed, symbol)
      const bars = await history.dailyBars(symbol, request)
      return bars.map((bar) => (bar.date < cut.date ? bar : drawnAnew(bar, draw)))
    },
    minuteSessions: async (symbol, request) => {
      const draw = drawsOf(cut.seed, symbol)
      const scrambled = (session: MinuteSession): MinuteSession =>
        session.date < cut.date
          ? session
          : { ...session, bars: session.bars.map((bar) => drawnAnew(bar, draw)) }
      return (await history.minuteSessions(symbol, request)).map(scrambled)
    },
  }
}

type Draw = () => number

/** Each symbol draws from a seed of its own, so that none mirrors another. */
function drawsOf(seed: number, symbol: string): Draw {
  const own = [...symbol].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), seed)
  const random = xoroshiro128plus(own | 0)
  return () => uniformFloat64(random)
}

function factor(draw: Draw): number {
  return 2 ** (DOUBLINGS * (draw() - 0.5))
}

/**
 * Another bar of another height, with open and close anywhere in it: a rule that only knows whether the next bar rises is
 * found too.
 */
function drawnAnew<Item extends Ohlcv>(bar: Item, draw: Draw): Item {
  const price = factor(draw)
  const [low, high] = [bar.low * price, bar.high * price]
  const within = () => low + draw() * (high - low)
  return { ...bar, low, high, open: within(), close: within(), volume: Math.round(bar.volume * factor(draw)) }
}
