import { SECOND_MS } from '../../shared/time/instant.ts'
import type { Kill } from './doomed-life.ts'
import type { KeptRun } from './kept-run.ts'
import { heldTimes, killsWithin } from './naked-time.ts'

/** What a run that was killed has to show, for a person to read. */
export function killFigures(
  { journal, exchange, orders, trades, outbox, log }: KeptRun,
  kills: readonly Kill[],
) {
  const moments = kills.map(({ at }) => at)
  const held = heldTimes(exchange.orders, journal.now)
  const hit = held.filter(({ from, to }) => killsWithin({ from, to }, moments) > 0)
  const naked = held.map(({ longestNaked }) => ({
    seconds: (longestNaked.to - longestNaked.from) / SECOND_MS,
    kills: killsWithin(longestNaked, moments),
  }))
  const most = Math.max(0, ...naked.map((each) => each.kills))
  return {
    kills: kills.length,
    met: counted(kills.map(({ met }) => met)),
    days: journal.finishedDates.length,
    orders: { ours: orders.length, accepted: exchange.orders.length },
    ordersByState: counted(orders.map(({ state }) => state)),
    positions: held.length,
    positionsWithAKill: hit.length,
    trades: trades.length,
    alerts: outbox.length,
    logLinks: log.length,
    promisesChecked: journal.invariants.checked,
    nakedSeconds: spread(naked.map(({ seconds }) => seconds)),
    nakedSecondsOfPositionsWithAKill: spread(
      hit.map(({ longestNaked: { from, to } }) => (to - from) / SECOND_MS),
    ),
    longestNakedSecondsByKills: Object.fromEntries(
      Array.from({ length: most + 1 }, (_, count) => [
        count,
        Math.max(0, ...naked.filter((each) => each.kills === count).map(({ seconds }) => seconds)),
      ]),
    ),
    nakedSecondsInOurBooks: spread(trades.map(({ nakedSeconds = 0 }) => nakedSeconds)),
  }
}

function counted(values: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const value of [...values].sort()) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

function spread(values: readonly number[]) {
  const sorted = [...values].sort((first, second) => first - second)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99), worst: sorted.at(-1) ?? 0 }
}
