import type { Ticker } from '../domain/ids.ts'
import type { Quote } from '../domain/quote.ts'
import { evaluateSymbol, type Signal, type SignalCircumstances } from '../signals/signal.ts'
import { recordQuote } from '../signals/symbol-tape.ts'
import type { Instrument } from '../symbols/instrument.ts'
import type { RegularSession } from '../time/session.ts'
import { tokenState } from '../token/token-state.ts'
import { currentToken } from './current-token.ts'
import type { UnderlyingNews } from './read-news.ts'
import type { Tick } from './tick.ts'
import type { UniversePlan, UniverseTape } from './warm-memory.ts'
import { canTrustClock } from './watch-clock.ts'

/** Takes the scan's quotes into the tape of each symbol. */
export function observeUniverse(
  tape: UniverseTape,
  quotes: ReadonlyMap<Ticker, Quote>,
  session: RegularSession,
): UniverseTape {
  const observed: Record<string, UniverseTape[string]> = { ...tape }
  for (const [symbol, quote] of quotes) {
    const known = tape[symbol]
    if (known) observed[symbol] = recordQuote(known, quote, session)
  }
  return observed
}

/** What a scan has before it when it judges. */
export interface SeenUniverse {
  readonly plan: UniversePlan
  readonly tape: UniverseTape
  readonly quotes: ReadonlyMap<Ticker, Quote>
  readonly session: RegularSession
}

/** Judges one instrument, with the news about it once they were read; absent when the day knows no plan for it. */
export type Judge = (instrument: Instrument, news?: UnderlyingNews) => Signal | undefined

/** A judge for every instrument of the universe at the moment of this scan. */
export async function universeJudge(tick: Tick, seen: SeenUniverse): Promise<Judge> {
  const shared = await signalCircumstances(tick, seen.session)
  return (instrument, { sentiment, minutesToEvent } = {}) => {
    const plan = seen.plan.get(instrument.symbol)
    const tape = seen.tape[instrument.symbol]
    if (!plan || !tape) return undefined
    const quote = seen.quotes.get(instrument.symbol)
    return evaluateSymbol(
      { instrument, plan, tape, quote, ...(sentiment && { news: sentiment }) },
      {
        ...shared,
        symbolDay: symbolDay(tick, instrument),
        ...(minutesToEvent !== undefined && { earningsWithinMinutes: minutesToEvent }),
      },
    )
  }
}

/** The moment and the state of the house that every entry of a run shares. */
export async function signalCircumstances(
  tick: Tick,
  session: RegularSession,
): Promise<Omit<SignalCircumstances, 'symbolDay'>> {
  const { config } = tick.world
  const token = tokenState(await currentToken(tick), tick.now)
  return {
    now: tick.now,
    session,
    entry: config.entry,
    style: config.style,
    token: { active: token.kind === 'ACTIVE', minutesLeft: 'minutesLeft' in token ? token.minutesLeft : 0 },
    clockHealthy: await canTrustClock(tick),
    budgetHealthy: tick.world.budget?.standing().isNearlyUsedUp !== true,
  }
}

/** What happened in a symbol today. */
export function symbolDay(tick: Tick, { symbol }: Pick<Instrument, 'symbol'>) {
  return tick.state.symbols[symbol] ?? { entries: 0 }
}
