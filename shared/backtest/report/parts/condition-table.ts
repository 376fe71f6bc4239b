import type { Condition } from '../../result/backtest-result.ts'
import { tag, textTag } from '../page/html.ts'

/** Conditions below each other: what is asked for, seen and needed, and in words whether it is met. */
export function conditionTable(conditions: readonly Condition[]): string {
  const heads = ['Condition', 'Seen', 'Needed', ''].map((text) => textTag('th', { scope: 'col' }, text))
  return tag(
    'table',
    { class: 'conditions' },
    tag('thead', {}, tag('tr', {}, ...heads)),
    tag('tbody', {}, ...conditions.map(row)),
  )
}

function row({ name, seen, needed, passed }: Condition): string {
  return tag(
    'tr',
    {},
    textTag('th', { scope: 'row' }, name),
    textTag('td', {}, seen),
    textTag('td', {}, needed),
    textTag('td', { class: passed ? 'gain' : 'loss' }, passed ? 'met' : 'not met'),
  )
}
