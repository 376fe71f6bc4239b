/** How good the gate is, both ways (spec §8); a figure is null when nothing was there to measure it on. */
export interface GateFigures {
  /** Driftless symbol-days with an entry; below 5 is asked for. */
  readonly randomWalkPassPct: number
  /** Planted breakouts entered before half of the move; 60 or more is asked for. */
  readonly plantedBreakoutRecallPct: number
  /** How much of the planted move was over at its first entry, 0-1; the middle one of the moves that were entered. */
  readonly medianEntryFractionOfMove: number | null
  /** On recorded days where there are some, otherwise on the driftless ones. */
  readonly entriesPerSymbolDay: number | null
}

/** What one planted move and one aimless day showed. */
export interface SeededTrial {
  readonly aimlessEntries: number
  /** Part of the planted move that was over at its first entry; absent without an entry during the move. */
  readonly entryFractionOfMove: number | undefined
}

/** Sums the trials up; `recordedEntries` has one number a symbol-day. */
export function gateFigures(
  trials: readonly SeededTrial[],
  recordedEntries: readonly number[] | undefined,
): GateFigures {
  const fractions = trials.flatMap(({ entryFractionOfMove }) => entryFractionOfMove ?? [])
  const aimless = trials.map(({ aimlessEntries }) => aimlessEntries)
  return {
    randomWalkPassPct: pct(aimless.filter((entries) => entries > 0).length, trials.length),
    plantedBreakoutRecallPct: pct(fractions.filter((fraction) => fraction < 0.5).length, trials.length),
    medianEntryFractionOfMove: median(fractions),
    entriesPerSymbolDay: mean(recordedEntries ?? aimless),
  }
}

function pct(part: number, whole: number): number {
  return fourDecimals((part / whole) * 100)
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((first, second) => first - second)
  const [lower, upper] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  return lower === undefined || upper === undefined ? null : fourDecimals((lower + upper) / 2)
}

function mean(values: readonly number[]): number | null {
  return values.length === 0
    ? null
    : fourDecimals(values.reduce((sum, value) => sum + value, 0) / values.length)
}

function fourDecimals(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
