import type { Ticker } from '../domain/ids.ts'
import type { MarketRegime } from '../symbols/market-regime.ts'
import type { ListChange, Selection } from '../symbols/selector.ts'
import type { WatchedSymbol } from '../symbols/watchlist-score.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import type { Alert } from './alert.ts'
import { counted, signedPct } from './wording.ts'

const NAMED_MAX = 10

interface Moment {
  readonly date: ExchangeDate
  readonly time: EpochMs
}

/** Tells that other symbols may be entered than before. */
export function selectionAlert(
  { selected }: Pick<Selection, 'selected'>,
  change: ListChange,
  regime: MarketRegime,
  { time }: Moment,
): Alert {
  return {
    alertId: `selection-${time}`,
    type: 'SELECTION',
    urgency: 'info',
    time,
    text: [
      `SELECTION ${counted(selected.length, 'symbol')}`,
      ...changeLines(change),
      `Market ${regimeWords(regime)}`,
      `${formatEt(time, 'time-seconds')} ET`,
    ].join('\n'),
  }
}

/** Tells that today's watchlist holds other symbols than that of the day before. */
export function watchlistAlert(
  watchlist: readonly WatchedSymbol[],
  change: ListChange,
  { date, time }: Moment,
): Alert {
  return {
    alertId: `watchlist-${date}`,
    type: 'WATCHLIST',
    urgency: 'info',
    time,
    text: [
      `WATCHLIST ${counted(watchlist.length, 'symbol')}`,
      ...changeLines(change),
      `${formatEt(time, 'date-time')} ET`,
    ].join('\n'),
  }
}

/** What the day begins with. */
export interface Morning extends Moment {
  readonly openAt: EpochMs
  readonly closeAt: EpochMs
  /** How many symbols there are. */
  readonly universe: number
  readonly regime: MarketRegime
  readonly watchlist: readonly WatchedSymbol[]
  readonly selection: Pick<Selection, 'selected' | 'unranked'>
}

/** Tells the owner in the morning what the day will be about. */
export function goodMorningAlert(morning: Morning): Alert {
  const { date, time, openAt, closeAt, universe, watchlist, selection } = morning
  return {
    alertId: `good-morning-${date}`,
    type: 'GOOD_MORNING',
    urgency: 'info',
    time,
    text: [
      `GOOD MORNING ${date}`,
      `Session ${formatEt(openAt, 'time')} to ${formatEt(closeAt, 'time')} ET, market ${regimeWords(morning.regime)}`,
      `Watchlist ${named(watchlist.map(({ symbol, score }) => `${symbol} ${score.toFixed(2)}`))}`,
      `${selection.selected.length} of ${universe} symbols may be entered: ${named(selection.selected)}`,
      ...(selection.unranked.length > 0
        ? [`Not judged ${named(selection.unranked.map(({ symbol, reason }) => `${symbol} (${reason})`))}`]
        : []),
      `${formatEt(time, 'date-time')} ET`,
    ].join('\n'),
  }
}

/** "bull, +3.40 % (confidence 0.68)", or why nobody knows. */
function regimeWords(regime: MarketRegime): string {
  if (regime.kind === 'unknown') return `unknown, no symbol is moved by it: ${regime.reason}`
  return `${regime.kind}, ${signedPct(regime.returnPct)} (confidence ${regime.confidence.toFixed(2)})`
}

function changeLines({ added, removed }: ListChange): readonly string[] {
  return [
    ...(added.length > 0 ? [`New ${named(added)}`] : []),
    ...(removed.length > 0 ? [`Gone ${named(removed)}`] : []),
  ]
}

function named(names: readonly (string | Ticker)[]): string {
  if (names.length === 0) return 'none'
  const more = names.length - NAMED_MAX
  return `${names.slice(0, NAMED_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
