/** How much daily history stands behind a symbol, from best to worst. */
export const DATA_QUALITIES = ['excellent', 'good', 'limited', 'minimal'] as const

/** One of the four tiers. */
export type DataQuality = (typeof DATA_QUALITIES)[number]

/** Judges a symbol by its number of completed daily bars (spec §4): 200, 50 and 20 open the upper three tiers. */
export function dataQuality(dailyBarCount: number): DataQuality {
  if (dailyBarCount >= 200) return 'excellent'
  if (dailyBarCount >= 50) return 'good'
  if (dailyBarCount >= 20) return 'limited'
  return 'minimal'
}
