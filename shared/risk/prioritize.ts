import type { Ticker } from '../domain/ids.ts'
import { DATA_QUALITIES, type DataQuality } from '../market-data/data-quality.ts'
import type { EpochMs } from '../time/instant.ts'

/** What decides who is served first when cash is short. */
export interface Priority {
  readonly score: number
  /** Families that agree. */
  readonly families: number
  readonly quality: DataQuality
  /** Absent ranks behind every known one. */
  readonly volumeRatio?: number | undefined
  readonly spreadBps: number
  /** Of the quote; the earlier was there first. */
  readonly at: EpochMs
  readonly symbol: Ticker
}

/**
 * Sorts the better of two first: score, agreement, quality, volume, spread, then time and symbol, never
 * chance.
 */
export function byPriority(first: Priority, second: Priority): number {
  return (
    second.score - first.score ||
    second.families - first.families ||
    DATA_QUALITIES.indexOf(first.quality) - DATA_QUALITIES.indexOf(second.quality) ||
    (second.volumeRatio ?? -1) - (first.volumeRatio ?? -1) ||
    first.spreadBps - second.spreadBps ||
    first.at - second.at ||
    compareText(first.symbol, second.symbol)
  )
}

function compareText(first: string, second: string): number {
  if (first === second) return 0
  return first < second ? -1 : 1
}
