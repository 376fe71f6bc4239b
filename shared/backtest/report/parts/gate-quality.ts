import type { BacktestResult, GateQuality } from '../../result/backtest-result.ts'
import { textTag } from '../page/html.ts'
import { section } from '../page/section.ts'
import { pctText } from '../text/number-text.ts'
import { conditionTable } from './condition-table.ts'

/** How good the entry gate is on made-up days; nothing where it was not measured. */
export function gateQuality(gate: BacktestResult['gate']): string {
  if (!gate) return ''
  const note = `On ${gate.seeds} made-up days of each kind, with ${
    gate.hasRulesOfRun ? 'the rules of this run' : 'the default rules, which are not those of this run'
  }.`
  return section(
    { id: 'gate', title: 'How good the entry gate is', note },
    conditionTable(gate.conditions),
    textTag('p', { class: 'note' }, beside(gate)),
  )
}

/** The figures that have no target. */
function beside({ medianEntryFractionOfMove: fraction, entriesPerSymbolDay: entries }: GateQuality): string {
  const entered =
    fraction === undefined
      ? 'No planted move was entered.'
      : `The middle one of the entered moves was ${pctText(fraction * 100, { decimals: 1 })} over at its entry.`
  return entries === undefined
    ? entered
    : `${entered} The run itself entered ${entries} times a symbol and session.`
}
