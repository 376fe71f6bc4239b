import type { Reply } from '../../commands/reply.ts'
import type { TradingState } from '../../state/trading-state.ts'
import type { World } from '../world.ts'

/** What everything that only looks is worked out from. */
export interface Known {
  readonly world: World
  /** As it was when the question came. */
  readonly state: TradingState
}

/** What a question is answered from. */
export interface Asked extends Known {
  /** Symbols in capital letters. */
  readonly args: readonly string[]
  /** Of the product that runs. */
  readonly version: string
}

/** Answers from what is known; never writes, and never takes the account. */
export type Question = (asked: Asked) => Promise<Reply>
