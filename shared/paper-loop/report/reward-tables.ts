import { tag, textTag } from '../../backtest/report/page/html.ts'
import { section } from '../../backtest/report/page/section.ts'
import { amountText } from '../../backtest/report/text/number-text.ts'
import { toneOf } from '../../backtest/report/text/tone.ts'
import { ARMS } from '../../bandit/arm.ts'
import { toNumber } from '../../domain/money.ts'
import type { PaperLoopResult } from '../paper-loop.ts'
import { PLAYER_WORDS, signed } from '../paper-words.ts'
import { POLICY_NAMES } from '../policies.ts'

/** A cell of a table; a wide one is left out on a phone. */
interface Cell {
  readonly text: string
  readonly wide?: boolean
  readonly tone?: string
}

const ARM_COLUMNS: readonly Cell[] = [
  { text: 'Arm' },
  { text: 'Chosen', wide: true },
  { text: 'Trades' },
  { text: 'Rejected', wide: true },
  { text: 'Mean reward' },
  { text: 'Mean R' },
]
const PLAYER_COLUMNS: readonly Cell[] = [
  { text: 'Played by' },
  { text: 'Learned', wide: true },
  { text: 'Trades' },
  { text: 'Mean reward' },
  { text: 'Mean R', wide: true },
  { text: 'Costs, USD', wide: true },
  { text: 'Profit, USD' },
]

/** What each arm of the bandit and each that plays has earned. */
export function rewardTables({ players }: PaperLoopResult): string {
  const arms = ARMS.map((arm) => {
    const { chosen, traded, rejected, meanReward, meanRiskMultiple } = players.bandit.arms[arm]
    const [all, none] = [count(chosen, true), count(rejected, true)]
    return [{ text: arm }, all, count(traded), none, reward(meanReward), reward(meanRiskMultiple)]
  })
  const all = POLICY_NAMES.map((name) => {
    const { learned, traded, meanReward, meanRiskMultiple, costs, profit } = players[name]
    const money = { text: amountText(toNumber(profit), { sign: true }), tone: toneOf(profit) }
    const paid = { text: amountText(toNumber(costs)), wide: true }
    const means = [reward(meanReward), { ...reward(meanRiskMultiple), wide: true }]
    return [{ text: PLAYER_WORDS[name] }, count(learned, true), count(traded), ...means, paid, money]
  })
  return (
    section(
      { id: 'players', title: 'Who earned what', note: 'Means are of learned rounds; costs are taken off.' },
      table(PLAYER_COLUMNS, all),
    ) +
    section(
      { id: 'arms', title: 'Arms of the bandit', note: 'Rejected rounds teach nothing.' },
      table(ARM_COLUMNS, arms),
    )
  )
}

function table(columns: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  return tag(
    'table',
    {},
    tag('thead', {}, tag('tr', {}, ...columns.map((cell) => drawCell('th', cell)))),
    tag('tbody', {}, ...rows.map((row) => tag('tr', {}, ...row.map((cell) => drawCell('td', cell))))),
  )
}

function drawCell(name: 'th' | 'td', { text, wide, tone }: Cell): string {
  const classes = [wide ? 'wide-cell' : '', tone ?? ''].filter((part) => part !== '').join(' ')
  return textTag(name, classes === '' ? {} : { class: classes }, text)
}

function count(value: number, wide = false): Cell {
  return { text: value.toLocaleString('en-US'), wide }
}

function reward(value: number | undefined): Cell {
  return value === undefined ? { text: '–' } : { text: signed(value), tone: toneOf(value) }
}
