import type { DailyBar } from '../../../shared/domain/bar.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'

/** A bar with its place in the folder; a minute bar carries the time at which it starts. */
export interface PlacedBar extends DailyBar {
  readonly symbol: Ticker
  readonly time?: EpochMs
  readonly file: string
  readonly line: number
}
