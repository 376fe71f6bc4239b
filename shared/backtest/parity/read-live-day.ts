import { tradesOf } from '../../cycles/closed-trades.ts'
import { readDecisionStory } from '../../cycles/questions/decision-story.ts'
import type { Trade } from '../../domain/trade.ts'
import type { DocumentPath, Store } from '../../ports/store.ts'
import { formatEt } from '../../time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, SECOND_MS } from '../../time/instant.ts'
import type { LiveDay, LiveRun } from './live-day.ts'
import type { TestedDay } from './parity-of.ts'

/** A live decision is named by the second in which its scan judged, a little after the scan had its quotes. */
const SECONDS_LATER = 30
/** Trades of the backtest whose live decision is looked for, each by one read a second. */
const LOOKED_FOR_MAX = 20

/** Reads what the live day left: its trades, their decisions with orders, and what was decided where only the backtest traded. */
export async function readLiveDay(
  store: Store,
  of: { readonly date: ExchangeDate; readonly runs: readonly LiveRun[]; readonly tested: TestedDay },
): Promise<LiveDay> {
  const trades = await tradesOf({ store }, of.date)
  const known = new Set<string>(trades.map(({ decisionId }) => decisionId))
  const missing = of.tested.trades.filter(({ decisionId }) => !known.has(decisionId)).slice(0, LOOKED_FOR_MAX)
  for (const each of missing) for (const id of await decisionsNear(store, each, of)) known.add(id)
  const stories = await Promise.all(
    [...known].map((id) => readDecisionStory({ store, state: { orders: {} } }, id)),
  )
  return { trades, stories: stories.flatMap((story) => story ?? []), runs: of.runs }
}

async function decisionsNear(
  store: Store,
  { symbol, decisionId, entryTime }: Trade,
  { date, tested }: { readonly date: ExchangeDate; readonly tested: TestedDay },
): Promise<readonly string[]> {
  const at = tested.decided.find(({ id }) => id === decisionId)?.at ?? entryTime
  const ids = Array.from({ length: SECONDS_LATER }, (_, seconds) => {
    const time = formatEt((at + seconds * SECOND_MS) as EpochMs, 'time-seconds').replaceAll(':', '')
    return `${date}-${time}-${symbol}`
  })
  const documents = await store.getAll(ids.map((id): DocumentPath => `decisions/${id}`))
  return ids.filter((_, place) => documents[place] !== undefined)
}
