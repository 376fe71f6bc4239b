import { signedPct } from '../../alerts/wording.ts'
import type { Reply } from '../../commands/reply.ts'
import { proposalSteps } from '../../signals/explain-proposal.ts'
import { exchangeDate, formatEt } from '../../time/exchange-time.ts'
import type { Asked } from './asked.ts'
import { dealChart } from './deal-chart.ts'
import { type QuietStory, readDecisionStory } from './decision-story.ts'
import { type Deal, factsOf } from './latest-deal.ts'
import { latestDecision } from './latest-decision.ts'
import { entrySteps, heldStep, orderStep, resultStep, type StoryStep, shutLines } from './story-lines.ts'
import { storyReply } from './story-reply.ts'
import { signedUsd } from './told-money.ts'

/** Tells a purchase from its decision to what became of it, with its chart. */
export async function dealStory(asked: Asked, deal: Deal): Promise<Reply> {
  const { world, state } = asked
  const { decisionId, positionId } = factsOf(deal)
  const story = await readDecisionStory({ store: world.store, state }, decisionId)
  const exits = story?.exits.filter((exit) => exit.positionId === positionId) ?? []
  const steps = [...dealSteps(deal, story, exits), ...(await sinceSteps(asked, deal))]
  return storyReply({ headline: headline(deal), steps, ...(await dealChart(asked, deal, exits)) })
}

function headline(deal: Deal): string {
  if (deal.kind === 'held') return `WHY ${deal.position.symbol}: it is held`
  const { symbol, pnl, pnlPct } = deal.trade
  return `WHY ${symbol}: ${signedUsd(pnl)}, ${signedPct(pnlPct)}`
}

function dealSteps(
  deal: Deal,
  story: QuietStory | undefined,
  exits: QuietStory['exits'],
): readonly StoryStep[] {
  const { positionId } = factsOf(deal)
  const orders = story?.orders ?? []
  const sales = orders.filter(({ side, purpose }) => side === 'SELL' && purpose.positionId === positionId)
  return [
    ...whyBought(deal, story),
    orderStep(
      'Bought',
      orders.filter(({ side }) => side === 'BUY'),
    ),
    heldStep(exits),
    orderStep('Orders to sell', sales),
    ...(deal.kind === 'closed' ? [resultStep(deal.trade)] : []),
  ]
}

function whyBought(deal: Deal, story: QuietStory | undefined): readonly StoryStep[] {
  if (!story || 'outcome' in story.decision) return [['Decided', 'The decision is no longer kept.']]
  if (story.decision.decision === 'propose')
    return proposalSteps(story.decision).map(({ title, lines }) => [title, ...lines])
  return entrySteps(story.decision, deal.kind === 'held' ? deal.position.plan : deal.trade)
}

/** Of a symbol that was sold today: what has kept it from being bought again. */
async function sinceSteps({ world, state }: Asked, deal: Deal): Promise<readonly StoryStep[]> {
  if (deal.kind === 'held') return []
  const { symbol, exitTime } = deal.trade
  const { date } = state.day
  if (exchangeDate(exitTime) !== date) return []
  const latest = await latestDecision(world.store, { symbol, date })
  if (!latest || latest.decision.at <= exitTime) return []
  return [[`Not bought again at ${formatEt(latest.decision.at, 'time')} ET`, ...shutLines(latest.decision)]]
}
