import { isDeepStrictEqual } from 'node:util'
import type { BacktestResult, GateQuality } from '../../shared/backtest/result/backtest-result.ts'
import { type Config, parseConfig } from '../../shared/config/config.ts'
import { gateFigures, type SeededTrial } from '../evaluation/gate-figures.ts'
import { seededTrial } from '../evaluation/seeded-trial.ts'
import { gateConditions } from './gate-targets.ts'

/** Where `openbell evaluate gate` begins when nobody says otherwise, so that the figures can be compared. */
const FIRST_SEED = 0
/** Progress is told this often. */
const STEPS = 10

/** How the gate is measured. */
interface GateMeasurement {
  /** Of the run. */
  readonly config: Config
  /** Made-up days of each kind. */
  readonly seeds: number
  /** Told of the progress. */
  readonly tell: (line: string) => void
}

/**
 * Measures the entry gate on made-up days, as `openbell evaluate gate` does, beside what the run itself entered. The made-up
 * days know the default rules only: `config` is compared with them and not used.
 */
export function measuredGate(result: BacktestResult, { config, seeds, tell }: GateMeasurement): GateQuality {
  const figures = gateFigures(seededTrials(seeds, tell), undefined)
  const { randomWalkPassPct, plantedBreakoutRecallPct, medianEntryFractionOfMove: fraction } = figures
  const entries = entriesPerSymbolDay(result)
  return {
    seeds,
    firstSeed: FIRST_SEED,
    hasRulesOfRun: hasDefaultRules(config),
    randomWalkPassPct,
    plantedBreakoutRecallPct,
    ...(fraction !== null && { medianEntryFractionOfMove: fraction }),
    ...(entries !== undefined && { entriesPerSymbolDay: entries }),
    conditions: gateConditions(figures),
  }
}

function seededTrials(seeds: number, tell: GateMeasurement['tell']): readonly SeededTrial[] {
  const step = (count: number) => Math.floor((count * STEPS) / seeds)
  return Array.from({ length: seeds }, (_, index) => {
    if (step(index + 1) > step(index)) tell(`gate, made-up days: ${index + 1} of ${seeds}`)
    return seededTrial(FIRST_SEED + index)
  })
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
