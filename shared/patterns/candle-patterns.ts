import { Incremental } from '../indicators/incremental.ts'
import { assertNumbers } from '../indicators/saved-state.ts'
import { isBullishEngulfing } from './bullish-engulfing.ts'
import type { Candle } from './candle.ts'
import { isDoji } from './doji.ts'
import { isHammer } from './hammer.ts'
import { isMorningStar } from './morning-star.ts'

export interface PatternReading {
  readonly doji: boolean
  readonly hammer: boolean
  /** Needs one earlier candle. */
  readonly bullishEngulfing: boolean | undefined
  /** Needs two earlier candles. */
  readonly morningStar: boolean | undefined
}

export interface CandlePatternsState {
  readonly candles: readonly Candle[]
}

const REMEMBERED_MAX = 2

/** The four patterns at each candle, with the two candles before it remembered. */
export class CandlePatterns extends Incremental<Candle, PatternReading, CandlePatternsState> {
  readonly warmUp = 1
  #previous: Candle | undefined
  #earlier: Candle | undefined

  peek(candle: Candle): PatternReading {
    const previous = this.#previous
    const earlier = this.#earlier
    return {
      doji: isDoji(candle),
      hammer: isHammer(candle),
      bullishEngulfing: previous && isBullishEngulfing(previous, candle),
      morningStar: previous && earlier && isMorningStar(earlier, previous, candle),
    }
  }

  remember({ open, high, low, close }: Candle): void {
    this.#earlier = this.#previous
    this.#previous = { open, high, low, close }
  }

  save(): CandlePatternsState {
    return { candles: [this.#earlier, this.#previous].filter((candle) => candle !== undefined) }
  }

  restore({ candles }: CandlePatternsState): void {
    if (!Array.isArray(candles) || candles.length > REMEMBERED_MAX)
      throw new TypeError(`saved candles must be an array of up to ${REMEMBERED_MAX}`)
    for (const candle of candles) assertNumbers('candle', candle, ['open', 'high', 'low', 'close'])
    this.#previous = candles.at(-1)
    this.#earlier = candles.at(-2)
  }
}
