import { type BreakdownRow, breakdowns } from '../../metrics/breakdowns.ts'
import type { BacktestTrade } from '../../result/backtest-result.ts'
import { tag, textTag } from '../page/html.ts'
import { section } from '../page/section.ts'
import { amountText, numberText } from '../text/number-text.ts'
import { reasonWords } from '../text/reason-words.ts'
import { toneOf } from '../text/tone.ts'

const COLUMNS = ['Trades', 'Won', 'Factor', 'Each, USD', 'USD'] as const
/** Left out on a phone. */
const WIDE_COLUMNS: readonly string[] = ['Factor', 'Each, USD']

/** Which strategies, symbols, endings and hours earned and which cost: a press on a heading sorts by it. */
export function breakdownTables(trades: readonly BacktestTrade[], refuted: boolean): string {
  const { byStrategy, bySymbol, byExitReason, byEntryHour } = breakdowns(trades)
  const tables = [
    table('Strategy', byStrategy),
    table('Symbol', bySymbol),
    table('Ended by', byExitReason, reasonWords),
    table('Hour of entry, ET', byEntryHour, hourWords),
  ]
  return section(
    {
      id: 'breakdowns',
      title: 'Where it came from',
      note: 'A trade that several strategies voted for counts for each of them. Factor is what the wins earned against what the losses cost.',
      refuted,
    },
    tag('div', { class: 'pair' }, ...tables),
  )
}

function table(title: string, groups: readonly BreakdownRow[], words = (name: string) => name): string {
  const largest = groups.reduce((most, { pnlUsd }) => Math.max(most, Math.abs(pnlUsd)), 0)
  const drawn = tag(
    'table',
    { class: 'sortable' },
    tag('thead', {}, tag('tr', {}, ...[title, ...COLUMNS].map(heading))),
    tag('tbody', {}, ...groups.map((group) => row({ ...group, name: words(group.name) }, largest))),
  )
  return tag('div', { class: 'scroll' }, drawn)
}

function hourWords(hour: string): string {
  return `${hour}:00 to ${hour}:59`
}

function heading(name: string): string {
  const look = WIDE_COLUMNS.includes(name) ? { class: 'wide-cell' } : {}
  return tag('th', { scope: 'col', ...look }, textTag('button', { type: 'button' }, name))
}

function row(
  { name, trades, winRatePct, profitFactor, expectancyUsd, pnlUsd }: BreakdownRow,
  largest: number,
): string {
  return tag(
    'tr',
    {},
    textTag('th', { scope: 'row', 'data-sort': name }, name),
    cell(trades, numberText(trades, { decimals: 0 })),
    cell(winRatePct, `${numberText(winRatePct, { decimals: 0 })}\u00a0%`),
    cell(profitFactor, profitFactor === undefined ? '–' : numberText(profitFactor), 'wide-cell'),
    cell(expectancyUsd, amountText(expectancyUsd, { sign: true }), 'wide-cell'),
    resultCell(pnlUsd, largest),
  )
}

/** What has no figure sorts below everything. */
function cell(value: number | undefined, text: string, look = ''): string {
  return textTag('td', { class: look, 'data-sort': String(value ?? Number.MIN_SAFE_INTEGER) }, text)
}

/** The amount, and a bar from the middle to the left or the right. */
function resultCell(usd: number, largest: number): string {
  const tone = toneOf(usd)
  const size = largest === 0 ? 0 : (Math.abs(usd) / largest) * 50
  const bar = tag('i', { class: tone, style: `--size:${size.toFixed(1)}%` })
  return tag(
    'td',
    { 'data-sort': String(usd) },
    textTag('span', { class: tone }, amountText(usd, { sign: true })),
    tag('span', { class: 'bar' }, bar),
  )
}
