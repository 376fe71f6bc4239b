import type { UsableQuote } from '../market-data/quote-usability.ts'
import { timeOfDayVolumeRatio } from '../market-data/volume-profile.ts'
import { fiveMinuteRsiNow } from '../signals/five-minute-rsi.ts'
import { minuteAtr } from '../signals/minute-atr.ts'
import { volumeSurge } from '../signals/recent-bars.ts'
import type { SymbolPlan } from '../signals/symbol-plan.ts'
import { recordQuote, type SymbolTape } from '../signals/symbol-tape.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import type { RegularSession } from '../time/session.ts'

/** The last completed bar of today against the five before it. */
export interface LatestBar {
  readonly startedAt: EpochMs
  readonly minutes: number
  readonly changePct: number
  /** Its volume per minute ÷ that of the five bars before. */
  readonly volumeMultiple: number
}

/** What is known of the market of a held symbol. What is not known is absent, and no rule acts on what is absent. */
export interface HeldMarket {
  /** Daily ATR 14 in USD. */
  readonly atr14?: number
  /** ATR 14 of today's minutes in USD. */
  readonly minuteAtr?: number
  readonly rsi14FiveMinute?: number
  /** Volume so far ÷ mean volume at this time of day. */
  readonly volumeRatio?: number
  readonly latestBar?: LatestBar
}

/** What the day's plan and the tape so far know of one symbol; either may be missing. */
export interface HeldKnowledge {
  readonly plan?: Pick<SymbolPlan, 'atr14' | 'volumeProfile'>
  readonly tape?: SymbolTape
}

/** Derives what the exit rules may look at; the quote of this look is taken into the tape first. */
export function heldMarket(
  { plan, tape }: HeldKnowledge,
  quote: UsableQuote,
  session: RegularSession,
): HeldMarket {
  return {
    ...known('atr14', plan?.atr14),
    ...known('volumeRatio', volumeRatio(plan, quote, session)),
    ...(tape && fromTape(recordQuote(tape, quote, session), session)),
  }
}

function volumeRatio(plan: HeldKnowledge['plan'], quote: UsableQuote, { openAt }: RegularSession) {
  if (!plan?.volumeProfile || quote.totalVolume === undefined) return undefined
  return timeOfDayVolumeRatio(plan.volumeProfile, (quote.time - openAt) / MINUTE_MS, quote.totalVolume)
}

/** A tape without a bar of today knows only of earlier days, which say nothing about leaving now. */
function fromTape({ recent, fiveMinuteRsi }: SymbolTape, { openAt }: RegularSession): HeldMarket {
  const last = recent.at(-1)
  if (!last || last.time < openAt) return {}
  return {
    ...known('rsi14FiveMinute', fiveMinuteRsiNow(fiveMinuteRsi)),
    ...known('minuteAtr', minuteAtr(recent.filter(({ time }) => time >= openAt))),
    ...known('latestBar', latestBar(recent)),
  }
}

function latestBar(recent: SymbolTape['recent']): LatestBar | undefined {
  const last = recent.at(-1)
  const volumeMultiple = volumeSurge(recent)
  if (!last || volumeMultiple === undefined) return undefined
  return {
    startedAt: last.time,
    minutes: last.minutes,
    changePct: (last.close / last.open - 1) * 100,
    volumeMultiple,
  }
}

function known<Key extends keyof HeldMarket>(key: Key, value: HeldMarket[Key] | undefined): HeldMarket {
  return value === undefined ? {} : { [key]: value }
}
