import { z } from 'zod'
import type { DailyBar } from '../domain/bar.ts'
import { moneyFromNumber, toNumber } from '../domain/money.ts'
import type { IndicatorRow } from '../indicators/indicator-row.ts'
import { IndicatorSet, type IndicatorSetState } from '../indicators/indicator-set.ts'
import { DATA_QUALITIES, dataQuality } from '../market-data/data-quality.ts'
import { volumeProfile, volumeProfileSchema } from '../market-data/volume-profile.ts'
import type { MinuteSession } from '../ports/history.ts'
import { dateSchema, tickerSchema } from '../state/document-schemas.ts'
import type { Instrument } from '../symbols/instrument.ts'

/** `restore` of the indicators checks what is inside; here only the shape of a JSON object is held. */
const jsonObject = <T>() => z.record(z.string(), z.unknown()) as unknown as z.ZodType<T>

/**
 * What is known of one symbol before the day begins, worked out once from completed days so that a scan needs no
 * history. A figure for which there are too few bars is absent.
 */
export const symbolPlanSchema = z.strictObject({
  symbol: tickerSchema,
  /** The last completed day. */
  lastDay: z
    .strictObject({
      date: dateSchema,
      open: z.number(),
      high: z.number(),
      low: z.number(),
      close: z.number(),
      volume: z.number(),
    })
    .exactOptional(),
  dailyBarCount: z.number().int().min(0),
  quality: z.enum(DATA_QUALITIES),
  /** The daily indicators before the last completed day; with that day fed they are ready for today's developing bar. */
  dailyState: jsonObject<IndicatorSetState>(),
  /** The close that today's price is compared with for the 20-bar return. */
  closeTwentyBarsAgo: z.number().exactOptional(),
  averageVolume20: z.number().exactOptional(),
  /** Mean of close × shares over 20 days, in USD. */
  averageDollarVolume20: z.number().exactOptional(),
  /** Daily ATR 14 in USD at the last completed day. */
  atr14: z.number().exactOptional(),
  volumeProfile: volumeProfileSchema.exactOptional(),
})

/** One symbol prepared for one day. */
export type SymbolPlan = Readonly<z.infer<typeof symbolPlanSchema>>

/** The completed past of one symbol. */
export interface SymbolHistory {
  readonly instrument: Instrument
  /** Completed days only, oldest first. */
  readonly dailyBars: readonly DailyBar[]
  readonly minuteSessions: readonly MinuteSession[]
  /** Minute sessions below which the volume profile is not known. */
  readonly minSessions: number
}

/** Days that the averages of a plan are over. */
export const AVERAGE_DAYS = 20

/** Prepares one symbol for the day. */
export function planSymbol(history: SymbolHistory): SymbolPlan {
  const dailyBars = history.dailyBars.map(settled)
  const lastDay = dailyBars.at(-1)
  const daily = new IndicatorSet()
  for (const bar of dailyBars.slice(0, -1)) daily.remember(bar)
  return {
    symbol: history.instrument.symbol,
    dailyBarCount: dailyBars.length,
    quality: dataQuality(dailyBars.length),
    dailyState: daily.save(),
    ...known('lastDay', lastDay),
    ...known('atr14', lastDay && daily.peek(lastDay).atr14),
    ...twentyDays(dailyBars),
    ...known('volumeProfile', volumeProfile(history.minuteSessions, history.minSessions)),
  }
}

/** Prices on the 1/10,000 USD that money has too: providers send binary noise behind it, which triples a plan's size. */
export function settled({ date, open, high, low, close, volume }: DailyBar): DailyBar {
  return { date, open: settle(open), high: settle(high), low: settle(low), close: settle(close), volume }
}

/** A price on the 1/10,000 USD. */
export function settle(price: number): number {
  return toNumber(moneyFromNumber(price))
}

type TwentyDays = Partial<
  Pick<SymbolPlan, 'closeTwentyBarsAgo' | 'averageVolume20' | 'averageDollarVolume20'>
>
type Figures = Partial<SymbolPlan>

/** What the last twenty days say; empty where there are fewer. */
export function twentyDays(dailyBars: readonly DailyBar[]): TwentyDays {
  const days = dailyBars.slice(-AVERAGE_DAYS)
  const first = days[0]
  if (!first || days.length < AVERAGE_DAYS) return {}
  return {
    closeTwentyBarsAgo: first.close,
    averageVolume20: mean(days.map(({ volume }) => volume)),
    averageDollarVolume20: mean(days.map(({ close, volume }) => close * volume)),
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function known<Key extends keyof SymbolPlan>(key: Key, value: SymbolPlan[Key] | undefined): Figures {
  return value === undefined ? {} : { [key]: value }
}

/** A plan with its indicators in working order; made once and used for every scan of the day. */
export interface ReadyPlan {
  readonly plan: SymbolPlan
  /** Only ever looked at, never fed. */
  readonly daily: Pick<IndicatorSet, 'peek' | 'peekRsi14'>
  /** Every indicator at the last completed day. */
  readonly dailyPrevious?: IndicatorRow
}

/** As much of a plan as the selector needs. */
export interface RankablePlan {
  readonly plan: Pick<SymbolPlan, 'volumeProfile'>
  readonly daily: Pick<IndicatorSet, 'peekRsi14'>
}

/** Wakes the indicators of a plan. */
export function readyPlan(plan: SymbolPlan): ReadyPlan {
  const daily = new IndicatorSet()
  daily.restore(plan.dailyState)
  if (!plan.lastDay) return { plan, daily }
  return { plan, dailyPrevious: daily.next(plan.lastDay), daily }
}
