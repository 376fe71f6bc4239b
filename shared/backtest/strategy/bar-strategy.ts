import { z } from 'zod'
import type { Ticker } from '../../domain/ids.ts'
import type { EpochMs } from '../../time/instant.ts'

/**
 * What a strategy sees: one completed bar of its symbol and what the account holds after it. It is the same object for
 * every bar, so that a strategy copies what it wants to remember.
 */
export interface BarView {
  /** How many bars of this symbol came before. */
  readonly index: number
  /** Start of the bar. */
  readonly time: EpochMs
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  /** Shares traded within the bar. */
  readonly volume: number
  /** Shares of this symbol that are held. */
  readonly position: number
  /** Cash and every position at its last close, in USD. */
  readonly equity: number
}

/** What a strategy wants to be so from the next bar on. What it leaves out of the prices stays as it was. */
export interface Wish {
  /** Share of the equity to be in this symbol, from 0 (out) to 1. */
  readonly target: number
  /** The order that it takes buys no dearer and sells no cheaper than this, in USD; a market order without it. */
  readonly limit?: number
  /** Sells everything once a bar comes down to it, in USD. */
  readonly stop?: number
  /** Sells everything once the bid comes up to it, in USD. */
  readonly takeProfit?: number
  /** A word for the report, on a wish that sells. */
  readonly reason?: string
}

/** Hears each completed bar of one symbol and answers only when something shall change. */
export type OnBar = (bar: BarView) => Wish | undefined

/** A user's own rules. */
export interface BarStrategy {
  readonly name: string
  /** From which bar of a symbol on its wishes count; 30 for an average of 30 bars. */
  readonly warmUpBars: number
  /** Makes the rules of one symbol, with a memory of their own. */
  open(symbol: Ticker): OnBar
}

/** Something that is not a strategy, or a wish that can't be meant; names the field, what was seen and what is allowed. */
export class StrategyError extends Error {
  override readonly name = 'StrategyError'
}

const strategySchema = z.object({
  name: z.string().min(1),
  warmUpBars: z.number().int().min(0),
  open: z.custom<BarStrategy['open']>((value) => typeof value === 'function', 'must be a function'),
})

/** Takes what a user's file exports as a strategy; `place` is the name of the file. Throws `StrategyError`. */
export function parseStrategy(place: string, exported: unknown): BarStrategy {
  const parsed = strategySchema.safeParse(exported)
  if (parsed.success) return exported as BarStrategy
  const problems = parsed.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || 'default'}: ${message}`,
  )
  throw new StrategyError(
    `${place} exports no strategy; its default export must have name, warmUpBars and open(symbol):\n${problems.join('\n')}`,
  )
}
