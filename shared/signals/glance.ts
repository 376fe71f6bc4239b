import type { Config } from '../config/config.ts'
import type { DailyBar } from '../domain/bar.ts'
import type { Money } from '../domain/money.ts'
import { toNumber } from '../domain/money.ts'
import { RealizedVolatility } from '../indicators/realized-volatility.ts'
import { Rsi } from '../indicators/rsi.ts'
import { type DataQuality, dataQuality } from '../market-data/data-quality.ts'
import { timeOfDayVolumeRatio, type VolumeProfile, volumeProfile } from '../market-data/volume-profile.ts'
import type { GateCode } from './gate.ts'
import { AVERAGE_DAYS, type SymbolHistory, settle, settled, twentyDays } from './symbol-plan.ts'

/**
 * The part of a symbol's plan that a first look needs. It is made in a fraction of the time of the whole plan, from the
 * same functions, and a symbol that a first look keeps out needs no more.
 */
export interface GlancePlan extends ReturnType<typeof twentyDays> {
  readonly quality: DataQuality
  readonly volumeProfile: VolumeProfile | undefined
  /** Fed with every completed day. */
  readonly rsi: Pick<Rsi, 'peek'>
  /** At the last completed day. */
  readonly rsi14: number | undefined
  readonly realizedVolatility20: number | undefined
}

/** Prepares the first look at one symbol's day. */
export function glancePlan(history: Omit<SymbolHistory, 'instrument'>): GlancePlan {
  const { dailyBars, minuteSessions, minSessions } = history
  return {
    quality: dataQuality(dailyBars.length),
    volumeProfile: volumeProfile(minuteSessions, minSessions),
    ...twentyDays(dailyBars.slice(-AVERAGE_DAYS).map(settled)),
    ...lastDay(dailyBars),
  }
}

function lastDay(dailyBars: readonly DailyBar[]): Pick<GlancePlan, 'rsi' | 'rsi14' | 'realizedVolatility20'> {
  const rsi = new Rsi(14)
  const volatility = new RealizedVolatility(20)
  let figures: Pick<GlancePlan, 'rsi14' | 'realizedVolatility20'> = {
    rsi14: undefined,
    realizedVolatility20: undefined,
  }
  const last = dailyBars.at(-1)
  for (const bar of dailyBars) {
    const close = settle(bar.close)
    if (bar === last) figures = { rsi14: rsi.peek(close), realizedVolatility20: volatility.peek(close) }
    rsi.remember(close)
    volatility.remember(close)
  }
  return { rsi, ...figures }
}

/** What a first look sees of one symbol at one moment. */
export interface Glance {
  readonly last: Money
  readonly totalVolume: number
  /** Minutes from the open to the stamp of the quote; a part of a minute counts. */
  readonly minute: number
}

/** The gates of a symbol's own day that no moment of it can change; the code of the first that stays shut. */
export function shutAllDay(plan: GlancePlan, limits: Config['entry']): GateCode | undefined {
  if (plan.quality === 'minimal') return 'data-quality'
  if (plan.averageVolume20 === undefined || plan.averageVolume20 < limits.averageVolumeMin)
    return 'average-volume'
  if (plan.closeTwentyBarsAgo === undefined) return 'twenty-bar-return'
  return plan.volumeProfile ? undefined : 'volume-ratio'
}

/**
 * The first gate that a glance finds shut, of those that need neither tape nor strategy. Where it names one, the whole
 * judgement refuses too; where it names none, the whole judgement decides.
 */
export function shutAtGlance(
  plan: GlancePlan,
  { last, totalVolume, minute }: Glance,
  limits: Config['entry'],
): GateCode | undefined {
  const price = toNumber(last)
  if (price < limits.priceUsdMin || price > limits.priceUsdMax) return 'price'
  const from = plan.closeTwentyBarsAgo
  if (from === undefined || !((price / from - 1) * 100 > 0)) return 'twenty-bar-return'
  const ratio = plan.volumeProfile && timeOfDayVolumeRatio(plan.volumeProfile, minute, totalVolume)
  if (ratio === undefined || ratio < limits.volumeRatioMin) return 'volume-ratio'
  const rsi = plan.rsi.peek(price)
  return rsi === undefined || rsi < limits.rsiMin || rsi > limits.rsiMax ? 'rsi' : undefined
}
