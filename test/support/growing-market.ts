import type { Market, MarketQuote } from '../../local/simulator/market/market.ts'
import type { Print } from '../../shared/backtest/market/print.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import { exchangeDate } from '../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { NINE_THIRTY_SIX, TQQQ } from './fixtures.ts'
import { ScriptedMarket, type ScriptedPrint } from './scripted-market.ts'

/** A market whose tape grows while the test goes on. */
export class GrowingMarket implements Market {
  readonly symbols = [TQQQ]
  readonly dates = [exchangeDate(NINE_THIRTY_SIX)]
  #tape: readonly ScriptedPrint[] = []

  show(print: ScriptedPrint): void {
    this.#tape = [...this.#tape, print]
  }

  quote(symbol: Ticker, at: EpochMs): MarketQuote | undefined {
    return new ScriptedMarket(this.#tape, { symbols: this.symbols }).quote(symbol, at)
  }

  prints(symbol: Ticker, range: { readonly after: EpochMs; readonly upTo: EpochMs }): readonly Print[] {
    return new ScriptedMarket(this.#tape, { symbols: this.symbols }).prints(symbol, range)
  }
}
