import { isDeepStrictEqual } from 'node:util'
import type { BacktestResult, GateQuality } from '../../shared/backtest/result/backtest-result.ts'
import { type Config, parseConfig } from '../../shared/config/config.ts'
import { gateFigures } from '../evaluation/gate-figures.ts'
import { seededTrial } from '../evaluation/seeded-trial.ts'
import { gateConditions } from './gate-targets.ts'

/** The same days as `openbell evaluate gate` measures when nobody says otherwise, so that the figures can be compared. */
const SEEDS = 200
const FIRST_SEED = 0
/** Progress is told this often. */
const STEPS = 10

/**
 * Measures the entry gate on made-up days, as `openbell evaluate gate` does, beside what the run itself entered. The made-up
 * days know the default rules only: `config` is compared with them and not used.
 */
export function measuredGate(
  result: BacktestResult,
  { config, tell }: { readonly config: Config; readonly tell: (line: string) => void },
): GateQuality {
  const trials = Array.from({ length: SEEDS }, (_, index) => {
    const done = index + 1
    if (done % (SEEDS / STEPS) === 0) tell(`gate, seeded series: ${done} of ${SEEDS}`)
    return seededTrial(FIRST_SEED + index)
  })
  const figures = gateFigures(trials, undefined)
  const { randomWalkPassPct, plantedBreakoutRecallPct, medianEntryFractionOfMove: fraction } = figures
  const entries = entriesPerSymbolDay(result)
  return {
    seeds: SEEDS,
    firstSeed: FIRST_SEED,
    hasRulesOfRun: hasDefaultRules(config),
    randomWalkPassPct,
    plantedBreakoutRecallPct,
    ...(fraction !== null && { medianEntryFractionOfMove: fraction }),
    ...(entries !== undefined && { entriesPerSymbolDay: entries }),
    conditions: gateConditions(figures),
  }
}

/** The rules that the made-up days are judged by. */
function hasDefaultRules({ entry, style }: Config): boolean {
  const defaults = parseConfig({})
  return style === defaults.style && isDeepStrictEqual(entry, defaults.entry)
}

/** Of every symbol on every session; a position that was sold in parts was entered once. */
function entriesPerSymbolDay({ metrics, about, trades }: BacktestResult): number | undefined {
  const symbolDays = about.symbols.length * about.sessions
  if (!metrics || symbolDays === 0) return undefined
  const entries = new Set(trades.map(({ symbol, entryTime }) => `${symbol} ${entryTime}`))
  return Math.round((entries.size / symbolDays) * 10_000) / 10_000
}
