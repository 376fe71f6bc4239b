import { type Money, toDecimalText } from '../domain/money.ts'
import type { Quote } from '../domain/quote.ts'
import { type EpochMs, SECOND_MS } from '../time/instant.ts'
import type { SessionMoment } from '../time/session.ts'

/** A quote that passed every check: both sides of the spread and a last trade are there. */
export type UsableQuote = Quote & { readonly bid: Money; readonly ask: Money; readonly last: Money }

/** Why a quote may not be acted on. */
export type QuoteRefusalCode =
  | 'missing-quote'
  | 'status'
  | 'stale'
  | 'ahead-of-clock'
  | 'missing-bid'
  | 'missing-ask'
  | 'missing-last'
  | 'crossed'
  | 'out-of-session'

interface QuoteRefusal {
  readonly ok: false
  readonly code: QuoteRefusalCode
  readonly text: string
}

/** A quote that may be acted on, or why not. */
export type QuoteUsability = { readonly ok: true; readonly quote: UsableQuote } | QuoteRefusal

/** The moment of looking and how old the exchange's stamp may be. */
export interface FreshnessRule {
  readonly now: EpochMs
  readonly ageSecondsMax: number
}

/** Whether a quote may lead to an entry (spec §4); it must also be stamped within the session that is open. */
export function usableForEntry(
  quote: Quote | undefined,
  rule: FreshnessRule & { readonly session: SessionMoment },
): QuoteUsability {
  const usable = usableForExit(quote, rule)
  return usable.ok ? (outOfSession(usable.quote, rule.session) ?? usable) : usable
}

/** Whether a quote may lead to an exit: the same demands, except that the caller allows it to be older. */
export function usableForExit(quote: Quote | undefined, rule: FreshnessRule): QuoteUsability {
  if (!quote) return refuse('missing-quote', 'the provider has no quote for it')
  return unreliable(quote, rule) ?? complete(quote)
}

function unreliable(quote: Quote, { now, ageSecondsMax }: FreshnessRule): QuoteRefusal | undefined {
  if (quote.status !== 'REALTIME') return refuse('status', `the quote is ${quote.status}, not REALTIME`)
  const ageSeconds = (now - quote.time) / SECOND_MS
  if (ageSeconds > ageSecondsMax)
    return refuse('stale', `the quote is ${ageSeconds} s old, at most ${ageSecondsMax} s are allowed`)
  // A stamp that far in the future means that a clock is wrong, and then its age is not known.
  if (ageSeconds < -ageSecondsMax)
    return refuse('ahead-of-clock', `the quote is stamped ${-ageSeconds} s after our clock`)
  return undefined
}

function complete(quote: Quote): QuoteUsability {
  const { bid, ask, last } = quote
  if (bid === undefined) return refuse('missing-bid', 'the quote has no bid')
  if (ask === undefined) return refuse('missing-ask', 'the quote has no ask')
  if (last === undefined) return refuse('missing-last', 'the quote has no last trade')
  if (bid > ask)
    return refuse('crossed', `the bid ${toDecimalText(bid)} is above the ask ${toDecimalText(ask)}`)
  return { ok: true, quote: { ...quote, bid, ask, last } }
}

function outOfSession(quote: Quote, session: SessionMoment): QuoteRefusal | undefined {
  if (session.phase === 'closed') return refuse('out-of-session', `the market is closed: ${session.reason}`)
  if (quote.time >= session.openAt && quote.time < session.closeAt) return undefined
  return refuse('out-of-session', 'the quote is stamped outside of the session that is open')
}

function refuse(code: QuoteRefusalCode, text: string): QuoteRefusal {
  return { ok: false, code, text }
}
