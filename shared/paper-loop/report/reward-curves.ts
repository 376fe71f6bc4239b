import { figure, wideChart } from '../../backtest/report/charts/chart.ts'
import { tag, textTag } from '../../backtest/report/page/html.ts'
import { section } from '../../backtest/report/page/section.ts'
import { element } from '../../charts/svg.ts'
import { type LearningPoint, WINDOW_ROUNDS } from '../learning-curve.ts'
import type { PaperLoopResult } from '../paper-loop.ts'
import { PLAYER_WORDS, signed } from '../paper-words.ts'
import { POLICY_NAMES } from '../policies.ts'
import { PLAYER_LOOKS, type RewardLine, rewardChart } from './reward-chart.ts'

/** What the bandit earned as it learned, beside the two it is held against. */
export function rewardCurves({ players }: PaperLoopResult): string {
  const dates = players.bandit.curve.map(({ date }) => date)
  const heading = { id: 'learning', title: 'Learning curve' }
  if (dates.length === 0) return section(heading, textTag('p', { class: 'note' }, 'No day was played.'))
  const linesOf = (read: (point: LearningPoint) => number | undefined): readonly RewardLine[] =>
    POLICY_NAMES.map((name) => ({ name, values: players[name].curve.map(read) }))
  const picture = (title: string, caption: string, lines: readonly RewardLine[]) =>
    figure(
      { title, caption },
      legend(lines),
      wideChart((size) => rewardChart({ name: title, lines, dates }, size)),
    )
  return section(
    heading,
    picture(
      'Cumulative reward',
      'One point is a trade that earned three times what it risked; the level grey line is not to trade at all.',
      linesOf(({ cumulativeReward }) => cumulativeReward),
    ),
    picture(
      'Sliding mean reward',
      `Mean of the last ${WINDOW_ROUNDS} learned rounds, skipped ones with their 0 among them.`,
      linesOf(({ slidingMean }) => slidingMean),
    ),
  )
}

function legend(lines: readonly RewardLine[]): string {
  return tag('ul', { class: 'legend' }, ...lines.map(legendItem))
}

/** A piece of the line, its name, and where it ended. */
function legendItem({ name, values }: RewardLine): string {
  const last = values.findLast((value) => value !== undefined)
  const line = element('path', { d: 'M0 6H30', fill: 'none', ...PLAYER_LOOKS[name] })
  return tag(
    'li',
    {},
    element('svg', { class: 'swatch', viewBox: '0 0 30 12', 'aria-hidden': 'true' }, line),
    textTag('span', {}, PLAYER_WORDS[name]),
    last === undefined ? '' : textTag('b', {}, signed(last)),
  )
}
