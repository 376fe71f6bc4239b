import { applyReward, type RewardAnswer } from '../../bandit/apply-reward.ts'
import { type ReplayedTrade, replayTrade } from '../../bandit/replay-trade.ts'
import type { ChoiceOutcome } from '../../bandit/reward.ts'
import type { DecisionId } from '../../domain/ids.ts'
import type { Trade } from '../../domain/trade.ts'
import type { ProposalRecord } from '../../proposals/proposal-record.ts'
import type { ProposalRefusal } from '../../proposals/proposal-refusal.ts'
import { ledgerEntry, type ProposalEntry, paperEntry } from '../../proposals/proposal-trade.ts'
import { tradeSchema } from '../../state/document-schemas.ts'
import { DAY_MS } from '../../time/instant.ts'
import { readTradingState } from '../open-tick.ts'
import type { World } from '../world.ts'
import { type BarsSince, barsUntil, lastSession, readBarsSince } from './bars-since.ts'
import { type KeptProposal, proposalUpdate, readProposal } from './read-proposal.ts'

/** A plan lasts ten trading days at most; what nobody has validated or told the bars of by then stays unknown. */
const GIVEN_UP_AFTER_DAYS = 30

/** What a proposal taught the bandit, or why it teaches nothing yet. */
export type Settled = RewardAnswer | { readonly status: 'pending'; readonly reason: string } | ProposalRefusal

/**
 * Rewards the choice behind a proposal once its outcome is known: the plan is followed through the real bars to its stop, its target
 * or its end, from the entry that the account made, in DEMO from one on paper. What was rejected or not filled teaches nothing. A
 * choice is rewarded once, however often this is asked.
 */
export async function settleReward(world: World, decisionId: string): Promise<Settled> {
  const kept = await readProposal(world.store, decisionId)
  if ('status' in kept) return kept
  const { record } = kept
  const outcome = await outcomeOf(world, decisionId as DecisionId, record)
  if (outcome.kind === 'pending') {
    if (world.clock.now() - record.at > GIVEN_UP_AFTER_DAYS * DAY_MS) await stopWaiting(world, kept)
    return { status: 'pending', reason: outcome.reason }
  }
  const answer = await applyReward(world.store, {
    ...{ decisionId: decisionId as DecisionId, arm: record.arm, context: record.context },
    ...{ outcome, at: world.clock.now() },
  })
  if (record.awaitsReward && answer.status !== 'contended') await stopWaiting(world, kept)
  return answer
}

/** Lost against another change it is asked again by the next report, which finds what this one found. */
async function stopWaiting({ store }: World, kept: KeptProposal): Promise<void> {
  await store.commit([proposalUpdate(kept, { ...kept.record, awaitsReward: false })])
}

type Outcome = ChoiceOutcome | { readonly kind: 'pending'; readonly reason: string }

async function outcomeOf(world: World, decisionId: DecisionId, record: ProposalRecord): Promise<Outcome> {
  const { arm, plan, validation, ordered } = record
  if (arm === 'SKIP') return { kind: 'skipped' }
  if (plan.action === 'SKIP' || ordered?.outcome === 'refused') return { kind: 'rejected' }
  if (!validation) return { kind: 'pending', reason: 'it was not validated' }
  if (!validation.approved) return { kind: 'rejected' }
  const bars = await readBarsSince(world, record.symbol, record.date)
  const entry = await entryOf(world, { decisionId, record, bars })
  if ('kind' in entry) return entry
  return followed(world, { record, bars, entry })
}

interface Followed {
  readonly decisionId: DecisionId
  readonly record: ProposalRecord
  readonly bars: BarsSince
}

async function entryOf(world: World, of: Followed): Promise<ProposalEntry | Outcome> {
  const { decisionId, record, bars } = of
  if (record.ordered) return boughtEntry(world, of)
  // With real money there is no entry on paper: what the owner did not order was not traded.
  if (record.mode === 'LIVE') return { kind: 'unfilled' }
  if (bars.minutes.length === 0) return minutesUnknown(record)
  return paperEntry(record, { decisionId, minutes: bars.minutes }) ?? { kind: 'unfilled' }
}

/** Days alone would leave out what happened between the entry and the close of its day. */
function minutesUnknown({ date }: ProposalRecord): Outcome {
  return { kind: 'pending', reason: `the minutes of ${date} are not known yet` }
}

async function boughtEntry(world: World, of: Followed): Promise<ProposalEntry | Outcome> {
  const { decisionId, record, bars } = of
  const [trade] = await tradesBehind(world, decisionId)
  if (trade) return bars.minutes.length === 0 ? minutesUnknown(record) : ledgerEntry(record, trade)
  const { positions, orders } = await readTradingState(world)
  const isUnderWay =
    positions[record.symbol]?.plan.decisionId === decisionId ||
    Object.values(orders).some((order) => order.decisionId === decisionId)
  return isUnderWay
    ? { kind: 'pending', reason: 'its order or position is still open' }
    : { kind: 'unfilled' }
}

async function tradesBehind({ store }: World, decisionId: DecisionId): Promise<readonly Trade[]> {
  const documents = await store.query({ collection: 'trades', where: { decisionId }, limit: 1 })
  return documents.map(({ value: { date: _, ...trade } }) => tradeSchema.parse(trade))
}

function followed(
  world: World,
  of: { readonly record: ProposalRecord; readonly bars: BarsSince; readonly entry: ProposalEntry },
): Outcome {
  const { record, bars, entry } = of
  const { plan, date } = record
  // A gap may have carried a fill beyond the plan's own levels; then the plan was over before it began.
  if (entry.entry <= plan.stopPrice || entry.entry >= plan.targetPrice) return { kind: 'rejected' }
  const session = lastSession(world, date, plan.timeoutDays)
  const replayed: ReplayedTrade = replayTrade(
    { ...entry, ...{ stop: plan.stopPrice, target: plan.targetPrice }, timeOutAt: session.closeAt },
    barsUntil(bars, session).filter(({ time }) => time >= entry.enteredAt),
  )
  return replayed.status === 'closed'
    ? { kind: 'traded', riskMultiple: replayed.riskMultiple }
    : { kind: 'pending', reason: 'neither stop nor target nor the last day was reached yet' }
}
