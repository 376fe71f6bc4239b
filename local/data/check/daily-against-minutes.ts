import type { DailyBar } from '../../../shared/domain/bar.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import { counted } from '../counted.ts'
import { type DataFinding, dataFinding } from './data-finding.ts'
import type { MinuteDay } from './minute-day.ts'
import { median } from './split-suspicion.ts'

/** The closing auction is in the daily close and in few vendors' minutes; it lies this near the last minute. */
const CLOSE_WITHIN_PCT = 1
/** Minutes of some vendors lack both auctions and what is reported late; more than all of it they cannot hold. */
const VOLUME_PCT_MIN = 50
const VOLUME_PCT_MAX = 110
const DAYS_SHOWN = 3

/** One whole day of which both are there. */
interface Pair {
  readonly date: string
  /** Close of the minutes by close of the day, whole splits between the two taken out. */
  readonly close: number
  readonly split: number
  /** Shares of the minutes by shares of the day, in the same shares. */
  readonly volume: number
}

/**
 * Compares the daily bars with whole days of minute bars. Daily bars are restated for later splits and minutes often
 * are not, so whole splits between them are taken out; a distance that all days share is an adjustment for dividends.
 */
export function dailyAgainstMinutes(
  symbol: Ticker,
  bars: readonly DailyBar[],
  days: readonly MinuteDay[],
): readonly DataFinding[] {
  const pairs = pairsOf(bars, days)
  if (pairs.length === 0) return []
  const usual = median(pairs.map(({ close }) => close))
  const isAdjusted = isApart(usual)
  const scale = isAdjusted ? usual : 1
  const apart = pairs.filter(({ close }) => isApart(close / scale))
  const volumes = pairs.filter(({ volume }) => volume * 100 < VOLUME_PCT_MIN || volume * 100 > VOLUME_PCT_MAX)
  const splits = [...new Set(pairs.map(({ split }) => split))].filter((split) => split !== 1)
  const found: (readonly [DataFinding['check'], string] | undefined)[] = [
    told(
      'daily-disagrees',
      `closes over ${CLOSE_WITHIN_PCT} % apart from the last minute`,
      apart,
      ({ close }) => close / scale,
    ),
    told(
      'daily-disagrees',
      `minutes hold less than ${VOLUME_PCT_MIN} % or more than ${VOLUME_PCT_MAX} % of the daily volume`,
      volumes,
      ({ volume }) => volume,
    ),
    isAdjusted
      ? [
          'other-scale',
          `minute closes are ${usual.toFixed(3)} times the daily ones on most of ${counted(pairs.length, 'day')}: one of them is adjusted for dividends`,
        ]
      : undefined,
    splits.length > 0
      ? [
          'other-scale',
          `minute bars stand in other shares than the daily ones, by a factor of ${splits.map(factorText).join(' and ')}: the daily ones are adjusted for a later split`,
        ]
      : undefined,
  ]
  return found
    .filter((remark) => remark !== undefined)
    .map(([check, text]) => dataFinding(check, text, symbol))
}

function isApart(factor: number): boolean {
  return Math.abs(factor - 1) * 100 > CLOSE_WITHIN_PCT
}

function pairsOf(bars: readonly DailyBar[], days: readonly MinuteDay[]): readonly Pair[] {
  const daily = new Map(bars.map((bar) => [bar.date, bar]))
  return days.flatMap(({ date, isPartial, prices }) => {
    const bar = daily.get(date)
    if (isPartial || !prices || !bar) return []
    const factor = prices.close / bar.close
    const split = factor >= 1 ? Math.round(factor) : 1 / Math.round(1 / factor)
    const volume = bar.volume > 0 && prices.volume > 0 ? (prices.volume * split) / bar.volume : 1
    return [{ date, split, close: factor / split, volume }]
  })
}

function told(
  check: DataFinding['check'],
  what: string,
  pairs: readonly Pair[],
  value: (pair: Pair) => number,
): readonly [DataFinding['check'], string] | undefined {
  if (pairs.length === 0) return undefined
  const worst = pairs.toSorted((first, second) => distance(value(second)) - distance(value(first)))
  const shown = worst.slice(0, DAYS_SHOWN).map((pair) => `${pair.date} (times ${value(pair).toFixed(3)})`)
  const more = worst.length - shown.length
  return [
    check,
    `${counted(pairs.length, 'day')}: ${what}: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  ]
}

function distance(factor: number): number {
  return Math.abs(Math.log(factor))
}

function factorText(split: number): string {
  return split >= 1 ? `${split}` : `1/${Math.round(1 / split)}`
}
