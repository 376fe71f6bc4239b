import { parseConfig } from '../../shared/config/config.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import { evaluateSymbol, type SymbolObservation } from '../../shared/signals/signal.ts'
import type { SymbolDay } from '../../shared/state/trading-state.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import type { RegularSession } from '../../shared/time/session.ts'

const { entry, style } = parseConfig({})
/** The whole session and more: the trial is about the market, not about a token that ends. */
const TOKEN_MINUTES_LEFT = 600

/** What a scan sees of one symbol at one moment. */
export interface Seen extends SymbolObservation {
  readonly quote: Quote | undefined
  readonly now: EpochMs
  readonly session: RegularSession
}

/**
 * The moments of one symbol's day at which the default rules enter. Each entry counts as left at once, so that only
 * the cooldown and the limit per symbol and day hold the next one back; a position that is held enters less often.
 */
export function* entriesOf(day: Iterable<Seen>): Generator<Seen> {
  let symbolDay: SymbolDay = { entries: 0 }
  for (const seen of day) {
    if (!enters(seen, symbolDay)) continue
    symbolDay = { entries: symbolDay.entries + 1, lastExitAt: seen.now }
    yield seen
  }
}

function enters({ now, session, ...observed }: Seen, symbolDay: SymbolDay): boolean {
  const { decision } = evaluateSymbol(observed, {
    now,
    session,
    entry,
    style,
    token: { active: true, minutesLeft: TOKEN_MINUTES_LEFT },
    clockHealthy: true,
    budgetHealthy: true,
    symbolDay,
  })
  return decision === 'enter'
}
