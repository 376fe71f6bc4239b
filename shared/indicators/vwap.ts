import { Incremental } from './incremental.ts'
import type { IndicatorBar } from './indicator-bar.ts'
import { assertNumbers } from './saved-state.ts'
import { typicalPrice } from './typical-price.ts'

type SessionTrade = Required<Pick<IndicatorBar, 'high' | 'low' | 'close' | 'volume' | 'session'>>

export interface VwapState {
  /** Empty before the first bar. */
  readonly session: string
  readonly turnover: number
  readonly volume: number
}

/** Volume-weighted average price of the exchange session so far; absent until a share has traded in it. */
export class Vwap extends Incremental<SessionTrade, number, VwapState> {
  readonly warmUp = 1
  #session = ''
  #turnover = 0
  #volume = 0

  peek(bar: SessionTrade): number | undefined {
    const volume = this.#before(bar, this.#volume) + bar.volume
    if (volume === 0) return undefined
    return (this.#before(bar, this.#turnover) + typicalPrice(bar) * bar.volume) / volume
  }

  remember(bar: SessionTrade): void {
    this.#turnover = this.#before(bar, this.#turnover) + typicalPrice(bar) * bar.volume
    this.#volume = this.#before(bar, this.#volume) + bar.volume
    this.#session = bar.session
  }

  /** What was gathered counts only within its session. */
  #before({ session }: SessionTrade, gathered: number): number {
    return session === this.#session ? gathered : 0
  }

  save(): VwapState {
    return { session: this.#session, turnover: this.#turnover, volume: this.#volume }
  }

  restore(state: VwapState): void {
    assertNumbers('VWAP', state, ['turnover', 'volume'])
    if (typeof state.session !== 'string')
      throw new TypeError(`saved VWAP.session must be text, was ${state.session}`)
    this.#session = state.session
    this.#turnover = state.turnover
    this.#volume = state.volume
  }
}
