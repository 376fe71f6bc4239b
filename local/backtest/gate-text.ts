import type { GateQuality } from '../../shared/backtest/result/backtest-result.ts'
import { conditionLines } from '../promotion/condition-lines.ts'

/** The quality of the entry gate for a person at a terminal: both targets, and what has none. */
export function gateLines(gate: GateQuality): readonly string[] {
  const { seeds, medianEntryFractionOfMove: fraction, entriesPerSymbolDay: entries, hasRulesOfRun } = gate
  const rules = hasRulesOfRun ? 'the rules of this run' : 'the default rules, which are not those of this run'
  return [
    `Entry gate, on ${seeds} made-up days of each kind, with ${rules}:`,
    ...conditionLines(gate.conditions),
    `  Entered after ${fraction ?? 'no entry'} of the move (median)`,
    ...(entries === undefined ? [] : [`  ${entries} entries per symbol and session in this run`]),
  ]
}
