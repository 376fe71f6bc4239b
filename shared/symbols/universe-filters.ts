import type { Config } from '../config/config.ts'
import type { Candidate } from './candidate.ts'

/**
 * The filters that come before anything else (spec §3). Whether a symbol is halted no quote of the broker says: the
 * quote of a halted symbol grows old and is refused for that.
 */
const UNIVERSE_FILTERS = ['price', 'average-volume', 'spread'] as const

/** One of the filters. */
export type UniverseFilter = (typeof UNIVERSE_FILTERS)[number]

/** What a filter says of a symbol; `unknown` when the figure it asks for is not there. */
export type FilterReport = Readonly<Record<UniverseFilter, 'passed' | 'failed' | 'unknown'>>

/** The figures that the filters look at. */
export type FilteredFigures = Pick<Candidate, 'price' | 'averageVolume20' | 'spreadBps'>

/** The limits of the filters, from two sections of the configuration. */
export type FilterLimits = Pick<Config['entry'], 'priceUsdMin' | 'priceUsdMax' | 'averageVolumeMin'> &
  Pick<Config['universe'], 'spreadBpsMax'>

/** Puts one symbol through every filter; each limit itself still passes. */
export function filterReport(figures: FilteredFigures, limits: FilterLimits): FilterReport {
  return {
    price: verdict(figures.price, (price) => price >= limits.priceUsdMin && price <= limits.priceUsdMax),
    'average-volume': verdict(figures.averageVolume20, (shares) => shares >= limits.averageVolumeMin),
    spread: verdict(figures.spreadBps, (spreadBps) => spreadBps <= limits.spreadBpsMax),
  }
}

/** The filters that a symbol fails; one that can't be judged yet does not fail. */
export function failedFilters(report: FilterReport): readonly UniverseFilter[] {
  return UNIVERSE_FILTERS.filter((filter) => report[filter] === 'failed')
}

/** Where the configuration keeps the limits. */
export function filterLimits({ entry, universe }: Pick<Config, 'entry' | 'universe'>): FilterLimits {
  return { ...entry, spreadBpsMax: universe.spreadBpsMax }
}

function verdict<Value>(value: Value | undefined, passes: (value: Value) => boolean) {
  if (value === undefined) return 'unknown'
  return passes(value) ? 'passed' : 'failed'
}
