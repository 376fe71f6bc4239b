import { percentChange, toDecimalText } from '../domain/money.ts'
import type { DoubtedJump, Position } from '../domain/position.ts'
import type { UsableQuote } from '../market-data/quote-usability.ts'
import type { EpochMs } from '../time/instant.ts'
import type { ExitRules } from './exit-rules.ts'
import { watchOfToday } from './exit-watch.ts'
import type { HeldMarket } from './held-market.ts'
import { bearsOut, isJump } from './price-jump.ts'

/** Whether the rules may act on the price of a quote, or must see it a second time first. */
export type Belief =
  | { readonly kind: 'believed' }
  | { readonly kind: 'doubted'; readonly jump: DoubtedJump; readonly text: string }

/**
 * Doubts a price that jumped since the last look of this session until a newer quote shows it too. The first look of
 * a session has nothing to compare with: an opening gap through the stop leads to an exit at once (spec §10).
 */
export function believe(
  held: Position,
  seen: { readonly quote: UsableQuote; readonly market: HeldMarket; readonly openAt: EpochMs },
  rules: ExitRules,
): Belief {
  const { quote, market, openAt } = seen
  const from = watchOfToday(held, openAt)?.price
  if (held.exiting || from === undefined) return { kind: 'believed' }
  if (!isJump({ from, to: quote.last, minuteAtr: market.minuteAtr }, rules)) return { kind: 'believed' }
  const jump = { price: quote.last, quoteTime: quote.time }
  if (held.doubtedJump && bearsOut(held.doubtedJump, jump, from)) return { kind: 'believed' }
  const pct = percentChange(from, quote.last).toFixed(2)
  const text = `the price went from ${toDecimalText(from)} to ${toDecimalText(quote.last)} (${pct} %) and no second quote shows it yet`
  return { kind: 'doubted', jump, text }
}
