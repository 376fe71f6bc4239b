import { type Config, parseConfig } from '../../shared/config/config.ts'

export const START_CASH_USD = 100_000

/** So little is asked of an entry that every day has some, and so few limits end a day early. */
export function simulatedConfig({
  mode,
  seed,
}: {
  readonly mode: Config['mode']
  readonly seed: number
}): Config {
  return parseConfig({
    mode,
    demo: { startCashUsd: START_CASH_USD },
    entry: {
      ...{ scoreMin: { standard: 0.65 }, familiesMin: 1, rsiMin: 0, rsiMax: 100, volumeRatioMin: 0 },
      ...{
        volumeProfileSessionsMin: 1,
        openingGuardMinutes: 0,
        cooldownMinutes: 5,
        cooldownAfterStopMinutes: 5,
      },
      entriesPerSymbolDayMax: 12,
    },
    // Every other world holds long enough to have something left at the end of its days.
    exits: { holdMinutesMax: seed % 2 === 0 ? 25 : 90, partialExit: true },
    // Shorter than a lease, so that a slow run meets either limit.
    execution: { previewAgeSecondsMax: 20 },
    risk: {
      ...{
        dailyTradesMax: { standard: 50 },
        consecutiveLossesMax: 99,
        dailyLossPctMax: 50,
        weeklyLossPctMax: 50,
      },
      ...{ monthlyLossPctMax: 50, drawdownPctMax: 50 },
    },
  })
}
