import { toNumber } from '../domain/money.ts'
import type { IndicatorRow } from '../indicators/indicator-row.ts'
import type { DataQuality } from '../market-data/data-quality.ts'
import type { OpeningRange } from '../market-data/opening-range.ts'
import type { UsableQuote } from '../market-data/quote-usability.ts'
import type { TapeBar } from '../market-data/recorder.ts'
import { timeOfDayVolumeRatio } from '../market-data/volume-profile.ts'
import type { NewsSentiment } from '../news/news-sentiment.ts'
import type { MomentFigures } from '../symbols/candidate.ts'
import type { Instrument } from '../symbols/instrument.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import type { RegularSession } from '../time/session.ts'
import { fiveMinuteRsiNow } from './five-minute-rsi.ts'
import { minuteTrendPct } from './minute-trend.ts'
import { obvSlope } from './obv-slope.ts'
import { buyPressure, priceVolumeCorrelation, volumeSurge } from './recent-bars.ts'
import { sessionVwapNow } from './session-vwap.ts'
import type { RankablePlan, ReadyPlan } from './symbol-plan.ts'
import type { SymbolTape } from './symbol-tape.ts'
import { velocity } from './velocity.ts'
import { volumeBreakout } from './volume-breakout.ts'

/** Today's bar as the quote shows it; its close is the last trade. */
interface SessionBar {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

/**
 * Everything a strategy, a score or a gate may look at, in plain dollars and ratios. What can't be known yet is
 * absent; nothing is filled in.
 */
export interface Features {
  readonly instrument: Instrument
  /** The quote's own stamp. */
  readonly time: EpochMs
  readonly price: number
  readonly mid: number
  readonly spreadBps: number
  readonly quality: DataQuality
  readonly today?: SessionBar | undefined
  /** Daily indicators with today's developing bar, and at the last completed day. */
  readonly daily?: IndicatorRow | undefined
  readonly dailyPrevious?: IndicatorRow | undefined
  readonly rsi14FiveMinute?: number | undefined
  readonly rsi14FiveMinutePrevious?: number | undefined
  /** Volume so far ÷ mean volume at this time of day. */
  readonly volumeRatio?: number | undefined
  readonly volumeSurge?: number | undefined
  readonly priceVolumeCorrelation?: number | undefined
  /** 0 sellers to 1 buyers. */
  readonly buyPressure?: number | undefined
  readonly twentyBarReturnPct?: number | undefined
  readonly openingRange?: { readonly high: number; readonly low: number; readonly fixed: boolean } | undefined
  /** Close of today's last completed minute. */
  readonly lastMinuteClose?: number | undefined
  /** Change over today's last ten bars, in moves that are usual for the time. */
  readonly velocity?: number | undefined
  /** How many times the usual volume a close above the last twenty bars traded; 0 without such a close. */
  readonly volumeBreakout?: number | undefined
  readonly minuteTrendPct?: number | undefined
  /** Shares a bar. */
  readonly obvSlope?: number | undefined
  readonly sessionVwap?: number | undefined
  readonly atr14?: number | undefined
  readonly averageVolume20?: number | undefined
  readonly averageDollarVolume20?: number | undefined
  /** About the underlying, so that an instrument against it reads the score with the other sign. */
  readonly news?: NewsSentiment | undefined
}

/** One symbol as it is seen at one moment. */
export interface SymbolView {
  readonly instrument: Instrument
  readonly plan: ReadyPlan
  /** With this very quote already recorded. */
  readonly tape: SymbolTape
  readonly quote: UsableQuote
  readonly session: RegularSession
  /** What the news say of the underlying; absent when nobody has asked or nobody knows. */
  readonly news?: NewsSentiment
}

/** The part of the features that the selector ranks by; it needs no tape. */
export function momentOf({
  plan: { plan, daily },
  quote,
  session,
}: Pick<SymbolView, 'quote' | 'session'> & { readonly plan: RankablePlan }): MomentFigures {
  const today = sessionBar(quote)
  return {
    price: toNumber(quote.last),
    spreadBps: spreadBps(quote),
    volumeRatio: volumeRatio(plan.volumeProfile, quote, session),
    rsi14: today && daily.peekRsi14(today.close),
  }
}

/** Derives what is known of one symbol at one moment from its plan, its tape and its quote. */
export function deriveFeatures({
  instrument,
  plan: { plan, daily, dailyPrevious },
  tape,
  quote,
  session,
  news,
}: SymbolView): Features {
  const today = sessionBar(quote)
  const price = toNumber(quote.last)
  const recent = recentTrading(tape, session)
  return {
    instrument,
    time: quote.time,
    price,
    mid: mid(quote),
    spreadBps: spreadBps(quote),
    quality: plan.quality,
    today,
    daily: today && daily.peek(today),
    dailyPrevious,
    rsi14FiveMinute: fiveMinuteRsiNow(tape.fiveMinuteRsi),
    rsi14FiveMinutePrevious: tape.fiveMinuteRsi.previous,
    volumeRatio: volumeRatio(plan.volumeProfile, quote, session),
    volumeSurge: volumeSurge(recent),
    priceVolumeCorrelation: priceVolumeCorrelation(recent),
    buyPressure: buyPressure(recent),
    lastMinuteClose: recent.at(-1)?.close,
    velocity: velocity(
      recent.filter(({ time }) => time >= session.openAt),
      plan.atr14,
    ),
    volumeBreakout: volumeBreakout(recent),
    minuteTrendPct: minuteTrendPct(recent),
    obvSlope: obvSlope(recent),
    sessionVwap: sessionVwapNow(tape.sessionVwap, quote.totalVolume, session),
    twentyBarReturnPct: returnPct(plan.closeTwentyBarsAgo, price),
    openingRange: openingRange(tape.openingRange, session),
    atr14: plan.atr14,
    averageVolume20: plan.averageVolume20,
    averageDollarVolume20: plan.averageDollarVolume20,
    news,
  }
}

function mid({ bid, ask }: UsableQuote): number {
  return (toNumber(bid) + toNumber(ask)) / 2
}

/** From whole units, so that a spread of exactly 40 bps is told as 40. */
function spreadBps({ bid, ask }: UsableQuote): number {
  return ((ask - bid) * 20_000) / (ask + bid)
}

function returnPct(from: number | undefined, to: number): number | undefined {
  return from === undefined ? undefined : (to / from - 1) * 100
}

/** The last trade is part of the session, even when the quote's own high or low lags behind it. */
function sessionBar({ open, high, low, last, totalVolume }: UsableQuote): SessionBar | undefined {
  if (open === undefined || high === undefined || low === undefined || totalVolume === undefined)
    return undefined
  return {
    open: toNumber(open),
    high: toNumber(high > last ? high : last),
    low: toNumber(low < last ? low : last),
    close: toNumber(last),
    volume: totalVolume,
  }
}

function volumeRatio(
  profile: ReadyPlan['plan']['volumeProfile'],
  { time, totalVolume }: UsableQuote,
  { openAt }: RegularSession,
): number | undefined {
  if (!profile || totalVolume === undefined) return undefined
  return timeOfDayVolumeRatio(profile, (time - openAt) / MINUTE_MS, totalVolume)
}

/** Bars of earlier sessions only lend a past to today's bars: without a bar of today nothing recent is known. */
function recentTrading({ recent }: SymbolTape, { openAt }: RegularSession): readonly TapeBar[] {
  const last = recent.at(-1)
  return last && last.time >= openAt ? recent : []
}

function openingRange(range: OpeningRange | undefined, { openAt }: RegularSession): Features['openingRange'] {
  if (!range || range.sessionOpenAt !== openAt || range.status === 'missed') return undefined
  return { high: range.high, low: range.low, fixed: range.status === 'fixed' }
}
