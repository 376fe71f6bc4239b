import { BrokerError } from '../../shared/domain/errors.ts'
import { ProviderError } from '../../shared/domain/provider-error.ts'
import {
  afterBadPull,
  afterGoodPull,
  FRESH_TURN,
  isItsTurn,
  type ProviderTurn,
} from '../../shared/market-data/provider-turn.ts'
import type { Clock } from '../../shared/ports/clock.ts'

/** Where a value comes from and how far it lags behind the market. */
export interface Origin {
  readonly source: string
  /** 0 for a provider that answers in real time. */
  readonly delaySeconds: number
}

/** One provider of a chain with the port behind it. */
interface ChainedProvider<Port> extends Origin {
  readonly port: Port
}

/** At least one provider, best first. */
export type ProviderList<Port> = readonly [ChainedProvider<Port>, ...ChainedProvider<Port>[]]

/** Told when values begin to come from another provider than before. */
export type OnFailover = (change: { readonly from: string; readonly to: string }) => void

/**
 * Asks the first provider whose turn it is. A bad pull is the caller's to bear until the third in a row, which the
 * next provider answers, and all further ones for a minute. What is no outage, such as a mistake of our own, passes.
 */
export class ProviderChain<Port> {
  readonly #providers: ProviderList<Port>
  readonly #clock: Clock
  readonly #onFailover: OnFailover | undefined
  readonly #turns = new Map<string, ProviderTurn>()
  #source: string

  constructor(by: {
    readonly providers: ProviderList<Port>
    readonly clock: Clock
    readonly onFailover?: OnFailover
  }) {
    this.#providers = by.providers
    this.#clock = by.clock
    this.#onFailover = by.onFailover
    this.#source = by.providers[0].source
  }

  /** Throws the error of the last provider asked. */
  async pull<T>(ask: (port: Port) => Promise<T>): Promise<{ readonly answer: T; readonly origin: Origin }> {
    const ready = this.#providers.filter(({ source }) => isItsTurn(this.#turnOf(source), this.#clock.now()))
    // With every provider passed over, the best one is asked all the same: there is nothing to lose.
    const candidates = ready.length > 0 ? ready : [this.#providers[0]]
    let failure: unknown
    for (const { source, delaySeconds, port } of candidates) {
      try {
        const answer = await ask(port)
        this.#turns.set(source, afterGoodPull())
        this.#note(source)
        return { answer, origin: { source, delaySeconds } }
      } catch (error) {
        failure = error
        if (!isOutage(error)) throw error
        const turn = afterBadPull(this.#turnOf(source), this.#clock.now())
        this.#turns.set(source, turn)
        if (turn.passedOverUntil === undefined) throw error
      }
    }
    throw failure
  }

  #turnOf(source: string): ProviderTurn {
    return this.#turns.get(source) ?? FRESH_TURN
  }

  #note(source: string): void {
    if (source !== this.#source) this.#onFailover?.({ from: this.#source, to: source })
    this.#source = source
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof BrokerError || error instanceof ProviderError
}
