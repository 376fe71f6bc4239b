import { returnHistogram } from '../../backtest/metrics/return-histogram.ts'
import { figure } from '../../backtest/report/charts/chart.ts'
import { histogram } from '../../backtest/report/charts/histogram.ts'
import { tag, textTag } from '../../backtest/report/page/html.ts'
import { section } from '../../backtest/report/page/section.ts'
import { ARMS, type Arm } from '../../bandit/arm.ts'
import type { PaperLoopResult } from '../paper-loop.ts'
import { isTraded } from '../paper-round.ts'

const BINS = 20

/** How the rewards of each arm that was traded are spread. */
export function armHistograms({ rounds }: PaperLoopResult): string {
  const byArm = Map.groupBy(rounds.filter(isTraded), ({ arm }) => arm)
  const drawn = ARMS.flatMap((arm) => {
    const rewards = byArm.get(arm)?.map(({ reward }) => reward)
    return rewards ? [rewardsOf(arm, rewards)] : []
  })
  return section(
    {
      id: 'rewards',
      title: 'Rewards by arm',
      note: 'How many trades of the bandit were rewarded how: −0.33 lost all that was put at risk or more, 1 earned three times as much or more.',
    },
    drawn.length === 0
      ? textTag('p', { class: 'note' }, 'Nothing was traded.')
      : tag('div', { class: 'pair' }, ...drawn),
  )
}

function rewardsOf(arm: Arm, rewards: readonly number[]): string {
  const trades = `${rewards.length.toLocaleString('en-US')} ${rewards.length === 1 ? 'trade' : 'trades'}`
  const drawn = histogram(returnHistogram(rewards, BINS), { name: `Rewards of ${arm}` })
  return figure({ title: arm, caption: trades }, drawn)
}
