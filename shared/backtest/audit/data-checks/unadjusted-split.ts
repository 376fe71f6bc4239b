import { DAY_MS } from '../../../time/instant.ts'
import type { Audit } from '../audit.ts'
import { barObjection } from '../bar-index.ts'
import type { BarsView, SessionBars } from '../bars-view.ts'
import { judged } from '../judged.ts'

const RATIOS = [
  [2, 1],
  [3, 1],
  [4, 1],
  [5, 1],
  [10, 1],
  [20, 1],
  [3, 2],
] as const
const TOLERANCE = 0.04
/** Over a longer absence a price may double by itself. */
const APART_MS_MAX = 7 * DAY_MS
/** News that halve a price also make it swing: a day that moves half as far by itself explains the jump. */
const EXPLAINED_SHARE = 0.5

/** Jumps from a close to the next open that look like a split or a reverse split the prices were not adjusted for. */
export function unadjustedSplit({ sessions }: BarsView): Audit {
  return judged({
    name: 'unadjusted-split',
    severity: 'fault',
    items: [...sessions.values()].flatMap(pairs),
    judge: ([before, after]) => {
      const { series } = after
      const [close, open] = [series.close[before.last]!, series.open[after.first]!]
      const name = splitName(close / open)
      if (name === undefined || isExplained({ before, after, jump: close / open })) return undefined
      const text = `close ${close} before, open ${open}: looks like a ${name} that the prices are not adjusted for`
      return {
        ...barObjection({ series, bar: after.first }, text),
        ...(isOrdinary(close / open) && { severity: 'warning' as const }),
      }
    },
  })
}

function pairs(dates: readonly SessionBars[]): readonly (readonly [SessionBars, SessionBars])[] {
  return dates.slice(1).flatMap((after, index) => {
    const before = dates[index]!
    const apart = after.series.time[after.first]! - before.series.time[before.first]!
    return apart <= APART_MS_MAX ? [[before, after] as const] : []
  })
}

function splitName(ratio: number): string | undefined {
  for (const [many, few] of RATIOS) {
    if (isNear(ratio, many / few)) return `${many}:${few} split`
    if (isNear(ratio, few / many)) return `${few}:${many} reverse split`
  }
  return undefined
}

/** Bad news take a third of a price overnight now and then (LYFT 2023-02-10, SNAP 2022-05-24), half of it hardly ever. */
function isOrdinary(ratio: number): boolean {
  return isNear(ratio, 3 / 2) || isNear(ratio, 2 / 3)
}

function isNear(ratio: number, split: number): boolean {
  return Math.abs(ratio / split - 1) <= TOLERANCE
}

function isExplained(options: { before: SessionBars; after: SessionBars; jump: number }): boolean {
  const { before, after, jump } = options
  const swing = Math.max(swingOf(before), swingOf(after))
  return swing >= Math.abs(Math.log(jump)) * EXPLAINED_SHARE
}

/** How far the price went within a date, from low to high, as a logarithm. */
function swingOf({ series, first, last }: SessionBars): number {
  let [low, high] = [Infinity, 0]
  for (let bar = first; bar <= last; bar += 1) {
    low = Math.min(low, series.low[bar]!)
    high = Math.max(high, series.high[bar]!)
  }
  return Math.log(high / low)
}
