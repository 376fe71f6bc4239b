import { escaped } from '../../../charts/svg.ts'
import type { BacktestResult } from '../../result/backtest-result.ts'
import { tag, textTag } from '../page/html.ts'
import { section } from '../page/section.ts'
import { amountText, countText, numberText, usdText } from '../text/number-text.ts'

type About = BacktestResult['about']
type Fact = readonly [name: string, value: string]

const FILLS = {
  'next-bar': 'no order trades before the print after it; spread, slippage and fees are paid',
  'as-quoted': 'at the quotes, like DEMO',
} as const

const BARS = { minute: 'minute bar', day: 'daily bar' } as const

/** Enough to run it again, and what was checked on the way. */
export function whatWasRun({
  about,
  audit,
  notes,
}: Pick<BacktestResult, 'about' | 'audit' | 'notes'>): string {
  return section(
    { id: 'run', title: 'What was run' },
    tag('dl', { class: 'facts' }, ...factsOf(about).map(factItem)),
    tag(
      'div',
      { class: 'lists' },
      list(
        'Settings that differ from the defaults',
        settingWords(about),
        'None: every setting has its default.',
      ),
      checksPart(audit),
      list('About the data', notes, 'Nothing to note.'),
      paragraph('Symbols', about.symbols.join(', ')),
    ),
  )
}

function factsOf(about: About): readonly Fact[] {
  const { costs } = about
  return [
    ['Market', about.label],
    ['Rules', about.strategy === 'openbell' ? 'Openbell’s own' : about.strategy],
    ['Sessions', `${about.from} to ${about.to}, ${countText(about.sessions, 'session')}`],
    [
      'Bars',
      `${countText(about.bars, BARS[about.interval])} of ${countText(about.symbols.length, 'symbol')}`,
    ],
    ['Fills', `${about.fills}: ${FILLS[about.fills]}`],
    [
      'Spread and slippage',
      `${costs.spreadBps}\u00a0bps where no quote is known, ${costs.slippageBps}\u00a0bps worse than the quote`,
    ],
    [
      'Fees',
      `${amountText(costs.commissionUsd)} USD an order, ${costs.regulatoryFeeUsdPerShareSold} USD a share sold`,
    ],
    ['Part of a bar’s volume', `at most ${costs.volumeSharePctMax}\u00a0%`],
    ['Start cash', usdText(about.startCashUsd)],
    ['Seed', String(about.seed)],
    ['Version', about.version],
  ]
}

function factItem([name, value]: Fact): string {
  return tag('div', {}, textTag('dt', {}, name), textTag('dd', {}, value))
}

function settingWords({ settings }: About): readonly string[] {
  return Object.entries(settings).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
}

/** Some dozen lines that most readers pass over: their sum stands for them until somebody wants them. */
function checksPart(audit: BacktestResult['audit']): string {
  const title = 'Checks that ran'
  if (audit.checks.length === 0) return list(title, [], 'No check ran: nothing vouches for these figures.')
  const looks = audit.checks.reduce((sum, { looked }) => sum + looked, 0)
  const words = `${countText(audit.checks.length, 'check')} looked ${numberText(looks, { decimals: 0 })} times and found ${countText(audit.findings.length, 'thing')}`
  const lines = tag(
    'ul',
    { class: 'plain' },
    ...checkWords(audit).map((item) => tag('li', {}, escaped(item))),
  )
  const details = tag('details', {}, textTag('summary', {}, words), lines)
  return tag('div', {}, textTag('h3', {}, title), details)
}

function checkWords({ checks, findings }: BacktestResult['audit']): readonly string[] {
  return checks.map(({ name, looked }) => {
    const found = findings.filter(({ check }) => check === name).length
    return `${name}: looked at ${numberText(looked, { decimals: 0 })}, found ${found === 0 ? 'nothing' : found}`
  })
}

function list(title: string, items: readonly string[], none: string): string {
  const content =
    items.length === 0
      ? textTag('p', { class: 'note' }, none)
      : tag('ul', { class: 'plain' }, ...items.map((item) => tag('li', {}, escaped(item))))
  return tag('div', {}, textTag('h3', {}, title), content)
}

function paragraph(title: string, text: string): string {
  return tag('div', {}, textTag('h3', {}, title), textTag('p', { class: 'words' }, text))
}
