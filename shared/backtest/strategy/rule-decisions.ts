import type { EpochMs } from '../../time/instant.ts'
import type { Decision } from '../audit/decision.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import type { BarStrategy, OnBar, Wish } from './bar-strategy.ts'

/** An account that never changes, so that what the rules say hangs on the bars alone. */
const EQUITY = 100_000
const HELD = 100

/**
 * What the rules wish on every bar, once with nothing held and once with shares: the account's own past, which a later
 * start changes, stays out of it. Bars of several symbols come in order of time, as in a run.
 */
export function ruleDecisions(strategy: BarStrategy, series: readonly BarSeries[]): readonly Decision[] {
  return [0, HELD].flatMap((position) => decisionsWith(strategy, series, position)).sort(byTime)
}

function decisionsWith(
  strategy: BarStrategy,
  series: readonly BarSeries[],
  position: number,
): readonly Decision[] {
  const feeds = series.map((one) => ({ series: one, onBar: strategy.open(one.symbol), next: 0 }))
  const decisions: Decision[] = []
  for (let feed = earliest(feeds); feed; feed = earliest(feeds)) {
    const wish = feed.onBar(viewOf(feed, position))
    // Just after its start: up to a cut at the start of a bar lie all bars before that bar and none from it on.
    const at = ((feed.series.time[feed.next] as number) + 1) as EpochMs
    if (wish && feed.next >= strategy.warmUpBars)
      decisions.push({ at, what: told(feed.series.symbol, position, wish) })
    feed.next += 1
  }
  return decisions
}

interface Feed {
  readonly series: BarSeries
  readonly onBar: OnBar
  next: number
}

/** The feed whose next bar is the earliest; of several the first. */
function earliest(feeds: readonly Feed[]): Feed | undefined {
  let found: Feed | undefined
  let time = Infinity
  for (const feed of feeds) {
    const own = feed.next < feed.series.length ? (feed.series.time[feed.next] as number) : Infinity
    if (own < time) {
      time = own
      found = feed
    }
  }
  return found
}

function viewOf({ series, next: index }: Feed, position: number) {
  const at = (column: Float64Array) => column[index] as number
  return {
    index,
    time: at(series.time) as EpochMs,
    open: at(series.open),
    high: at(series.high),
    low: at(series.low),
    close: at(series.close),
    volume: at(series.volume),
    position,
    equity: EQUITY,
  }
}

/** Prices to the cent: averages that began elsewhere differ in their last digits. */
function told(symbol: string, position: number, { target, limit, stop, takeProfit }: Wish): string {
  const prices = [limit, stop, takeProfit].map((price) => price?.toFixed(2) ?? '-').join(' ')
  return `${symbol} ${position > 0 ? 'held' : 'flat'}: target ${target.toFixed(4)}, prices ${prices}`
}

function byTime(one: Decision, other: Decision): number {
  return one.at - other.at
}
