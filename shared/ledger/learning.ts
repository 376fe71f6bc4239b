import type { Config } from '../config/config.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Trade } from '../domain/trade.ts'
import { type Calibration, calibrate } from './calibration.ts'
import { type ReliabilityRow, reliabilityTable } from './reliability.ts'
import { type SymbolScore, symbolScore } from './symbol-score.ts'

/** What the closed trades of one mode have taught; trades of the other mode teach nothing here. */
export interface Learning {
  readonly mode: Trade['mode']
  /** How many trades it rests on. */
  readonly trades: number
  readonly symbolScores: Readonly<Record<string, SymbolScore>>
  /** Absent while uncalibrated. */
  readonly calibration?: Calibration
  /** How earlier win probabilities came out. */
  readonly reliability: readonly ReliabilityRow[]
}

/** Learns from closed trades, oldest first; only the latest ones count. */
export function learnFrom(
  trades: readonly Trade[],
  mode: Trade['mode'],
  rules: Config['learning'],
): Learning {
  const latest = trades.filter((trade) => trade.mode === mode).slice(-rules.tradesMax)
  const calibration = calibrate(latest, rules.calibrationTradesMin)
  return {
    mode,
    trades: latest.length,
    symbolScores: symbolScores(latest, rules),
    ...(calibration && { calibration }),
    reliability: reliabilityTable(latest),
  }
}

function symbolScores(trades: readonly Trade[], rules: Config['learning']): Learning['symbolScores'] {
  const bySymbol = new Map<Ticker, Trade[]>()
  for (const trade of trades) bySymbol.set(trade.symbol, [...(bySymbol.get(trade.symbol) ?? []), trade])
  return Object.fromEntries([...bySymbol].map(([symbol, own]) => [symbol, symbolScore(own, rules)]))
}
