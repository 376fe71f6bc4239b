import type { AdvisedPlan } from '../../advisor/advised-plan.ts'
import { fallbackPlan } from '../../advisor/fallback-plan.ts'
import { readBandit } from '../../bandit/apply-reward.ts'
import type { Arm } from '../../bandit/arm.ts'
import { chooseArm } from '../../bandit/choose-arm.ts'
import { banditContext } from '../../bandit/context.ts'
import type { ContextFigures } from '../../bandit/context-scalings.ts'
import type { DecisionId, Ticker } from '../../domain/ids.ts'
import { contextFigures } from '../../proposals/context-figures.ts'
import { housePlan } from '../../proposals/house-plan.ts'
import { playableArms } from '../../proposals/playable-arms.ts'
import {
  decisionPath,
  type ProposalRecord,
  proposalId,
  proposalRecordSchema,
} from '../../proposals/proposal-record.ts'
import { type ProposalRefusal, refuseProposal } from '../../proposals/proposal-refusal.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import type { World } from '../world.ts'
import { type SeenCatalyst, seeCatalyst } from './see-catalyst.ts'

/** A proposal that is kept, and the id under which everything that follows is found. */
export interface Proposed {
  readonly status: 'proposed'
  readonly decisionId: DecisionId
  readonly record: ProposalRecord
}

/**
 * Proposes how to trade the catalyst of one symbol: reads its facts, lets the bandit choose a play, has a plan made for it, and keeps
 * all of it. Nothing is bought: guardrails, the risk gate and the owner come after it. The same symbol in the same second is the
 * same proposal.
 */
export async function propose(world: World, symbol: Ticker): Promise<Proposed | ProposalRefusal> {
  const known = world.config.universe.catalysts
  if (!known.includes(symbol))
    return refuseProposal('not-a-catalyst', `${symbol} is not watched for catalysts; ${known.join(', ')} are`)
  const at = world.clock.now()
  const [bandit, seen] = await Promise.all([readBandit(world.store), seeCatalyst(world, symbol, at)])
  if ('status' in seen) return seen
  const date = exchangeDate(at)
  const decisionId = proposalId(symbol, { date, at })
  const figures = contextFigures(seen.sight)
  const context = banditContext(figures)
  const playable = playableArms(seen.sight)
  const { arm, drawn } = chooseArm({ state: bandit, context, decisionId, among: playable })
  const { plan, planSource, fallbackCode } = await planFor(world, { arm, symbol, seen, figures })
  const { bid, ask, last, time } = seen.quote
  const record: ProposalRecord = {
    ...{ date, mode: world.config.mode, symbol, at, decision: 'propose', awaitsReward: true },
    ...{ arm, playable: [...playable], drawn: { ...drawn }, context, figures: { ...figures } },
    events: [...seen.sight.events],
    quote: { bid, ask, last, time },
    averageDailyValue: seen.sight.averageDailyValue,
    ...{ plan, planSource, ...(fallbackCode && { fallbackCode }) },
  }
  return keep(world, decisionId, record)
}

type Planned = Pick<ProposalRecord, 'plan' | 'planSource' | 'fallbackCode'>

async function planFor(
  world: World,
  asked: {
    readonly arm: Arm
    readonly symbol: Ticker
    readonly seen: SeenCatalyst
    readonly figures: ContextFigures
  },
): Promise<Planned> {
  const { arm, symbol: ticker, seen, figures } = asked
  const facts = { ticker, price: seen.quote.last }
  if (arm === 'SKIP')
    return planned(fallbackPlan(facts, { code: 'skip-chosen', reason: 'the bandit chose to skip' }))
  if (!world.advisor) {
    const plan = housePlan(arm, { ticker, sight: seen.sight })
    const reason = 'too few days are known for an ATR, or it leaves no room for a stop'
    return plan ? { plan, planSource: 'house' } : planned(fallbackPlan(facts, { code: 'no-plan', reason }))
  }
  const next = seen.sight.events.find(({ daysAhead }) => daysAhead >= 0)
  const advised = await world.advisor.plan({
    ...facts,
    ...{ bid: seen.quote.bid, ask: seen.quote.ask },
    ...(next && { event: { kind: next.kind, days: next.daysAhead } }),
    figures: { ...figures },
    news: seen.news,
  })
  return planned(advised)
}

function planned(advised: AdvisedPlan): Planned {
  return advised.source === 'model'
    ? { plan: advised.plan, planSource: 'model' }
    : { plan: advised.plan, planSource: 'fallback', fallbackCode: advised.code }
}

async function keep({ store }: World, decisionId: DecisionId, record: ProposalRecord): Promise<Proposed> {
  const path = decisionPath(decisionId)
  const kept = await store.commit([{ kind: 'create', path, value: { ...record } }])
  if (kept.ok) return { status: 'proposed', decisionId, record }
  const before = await store.get(path)
  return { status: 'proposed', decisionId, record: proposalRecordSchema.parse(before?.value) }
}
