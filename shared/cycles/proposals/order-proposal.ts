import type { Ticker } from '../../domain/ids.ts'
import { type Money, toDecimalText } from '../../domain/money.ts'
import type { EntryPlan } from '../../domain/position.ts'
import type { Quote } from '../../domain/quote.ts'
import { type UsableQuote, usableForEntry } from '../../market-data/quote-usability.ts'
import { chasedTooFar } from '../../orders/chase.ts'
import { entryLimit } from '../../orders/pricing.ts'
import { catalystInstrument } from '../../proposals/catalyst-instrument.ts'
import {
  decisionPath,
  type ProposalRecord,
  type ProposalValidation,
} from '../../proposals/proposal-record.ts'
import { type ProposalRefusal, refuseProposal } from '../../proposals/proposal-refusal.ts'
import { assessEntry } from '../../risk/assessment.ts'
import { gateLimits } from '../../signals/gate.ts'
import { judgeCircumstances } from '../../signals/gates.ts'
import { hasUnresolvedOrder } from '../../state/trading-state.ts'
import { MINUTE_MS } from '../../time/instant.ts'
import type { RegularSession } from '../../time/session.ts'
import { signalCircumstances, symbolDay } from '../evaluate-universe.ts'
import { lastPrices, placeEntry } from '../place-entry.ts'
import { readRiskView } from '../risk-view.ts'
import { type Finished, runInSession } from '../run-tick.ts'
import { tripSafeMode } from '../safe-mode.ts'
import { settleOrders } from '../settle-orders.ts'
import type { Tick } from '../tick.ts'
import type { NotRun, Trigger } from '../trigger.ts'
import { workOrders } from '../work-orders.ts'
import type { World } from '../world.ts'
import { type KeptProposal, readProposal } from './read-proposal.ts'

/** What was decided on the order that the owner asked for. */
export interface OrderedProposal {
  readonly ordered: NonNullable<ProposalRecord['ordered']> | ProposalRefusal
}

/**
 * Turns an approved proposal into an entry, in a run that holds the account: the same gates of the moment, the same risk gate, the
 * same intent, order and ledger as a signal of the scan. Each proposal is decided on once.
 */
export async function orderProposal(
  world: World,
  trigger: Trigger,
  decisionId: string,
): Promise<(OrderedProposal & Finished) | NotRun> {
  return runInSession(world, trigger, async (tick, session) => {
    await settleOrders(tick)
    const ordered = await decide(tick, session, decisionId)
    await workOrders(tick, session)
    return { ordered }
  })
}

async function decide(
  tick: Tick,
  session: RegularSession,
  decisionId: string,
): Promise<OrderedProposal['ordered']> {
  const kept = await readProposal(tick.world.store, decisionId)
  if ('status' in kept) return kept
  const approved = stillApproved(tick, kept)
  if ('status' in approved) return approved
  const outcome = await decideOrder(tick, session, { kept, validation: approved })
  const ordered = { at: tick.now, ...outcome }
  // Without a condition: whoever changes it meanwhile finds it ordered and leaves it, and the lease must not be lost over it.
  // Somebody may have asked for the reward before there was an order to wait for.
  tick.record(decisionPath(decisionId), { ...kept.record, awaitsReward: true, ordered })
  tick.event({ kind: 'proposal-ordered', decisionId, outcome: ordered.outcome, reason: ordered.reason })
  return ordered
}

function stillApproved(
  { now, world }: Tick,
  { decisionId, record: { validation, ordered } }: KeptProposal,
): ProposalValidation | ProposalRefusal {
  if (ordered) return refuseProposal('ordered', `${decisionId} was decided on before: ${ordered.reason}`)
  if (!validation)
    return refuseProposal('not-validated', `${decisionId} was not validated yet; POST /validate first`)
  if (!validation.approved) return refuseProposal(validation.code, validation.reason)
  const { validMinutes } = world.config.catalysts
  const minutes = (now - validation.at) / MINUTE_MS
  return minutes > validMinutes
    ? refuseProposal(
        'too-old',
        `it was validated ${Math.floor(minutes)} min ago, at most ${validMinutes} are allowed`,
      )
    : validation
}

type Outcome = Omit<NonNullable<ProposalRecord['ordered']>, 'at'>

async function decideOrder(
  tick: Tick,
  session: RegularSession,
  {
    kept: { decisionId, record },
    validation,
  }: { readonly kept: KeptProposal; readonly validation: ProposalValidation },
): Promise<Outcome> {
  const { symbol, plan } = record
  if (tick.state.positions[symbol] || hasUnresolvedOrder(tick.state, symbol))
    return refused(`taken: ${symbol} is held or an order for it is under way`)
  const shut = await shutGate(tick, session, symbol)
  if (shut) return refused(shut)
  const { quotes } = await tick.world.marketData.quotes([...new Set([symbol, ...held(tick)])])
  const usable = usableQuote(tick, session, quotes.get(symbol))
  if (typeof usable === 'string') return refused(usable)
  const limit = entryLimit(usable, tick.world.config.execution)
  const unfit = unfitLimit(tick, { symbol, limit, stop: plan.stopPrice, validation })
  if (unfit) return refused(unfit)
  const instrument = catalystInstrument(symbol, tick.world.instruments)
  const entryPlan = planOf(record, decisionId, instrument)
  const view = await readRiskView(tick, lastPrices(quotes))
  const averageVolume = Math.floor(record.averageDailyValue / limit)
  const risk = assessEntry(
    {
      ...{ symbol, corrGroup: instrument.corrGroup, limit, averageVolume },
      ...{ stop: plan.stopPrice, target: plan.targetPrice },
      // No score stands behind it, so that nothing raises its size.
      ...{ tier: 'LOW', agreement: 'NONE', calibrated: false },
    },
    view,
  )
  if (risk.code === 'assessment-failed') tripSafeMode(tick, { reason: 'system-error', detail: risk.reason })
  if (!risk.approved) return refused(`${risk.code}: ${risk.reason}`)
  // The guardrails and the risk gate both have a word on the size; the smaller one holds.
  const quantity = Math.min(risk.quantity, validation.quantity)
  placeEntry(tick, { symbol, quantity, limit, quoted: { bid: usable.bid, ask: usable.ask }, plan: entryPlan })
  return { outcome: 'order', reason: `${quantity} at ${toDecimalText(limit)}`, quantity, limit }
}

function held({ state }: Tick): readonly Ticker[] {
  return Object.values(state.positions).map(({ symbol }) => symbol)
}

/** I16 and the rests of a symbol hold for whatever is bought. */
async function shutGate(tick: Tick, session: RegularSession, symbol: Ticker): Promise<string | undefined> {
  const { entry, style, ...shared } = await signalCircumstances(tick, session)
  const [first] = judgeCircumstances({
    ...shared,
    limits: gateLimits(entry, style),
    symbolDay: symbolDay(tick, { symbol }),
  })
  return first && `${first.code}: ${first.text}`
}

function usableQuote(tick: Tick, session: RegularSession, quote: Quote | undefined): UsableQuote | string {
  const { quoteAgeSecondsMax: ageSecondsMax } = tick.world.config.entry
  const usable = usableForEntry(quote, { now: tick.now, session, ageSecondsMax })
  return usable.ok ? usable.quote : `${usable.code}: ${usable.text}`
}

/**
 * The guardrails have approved a worst entry; a price that ran away from it was never approved. One that fell to the stop meanwhile
 * has ended the plan before it began, which is no error of ours.
 */
function unfitLimit(
  tick: Tick,
  {
    symbol,
    limit,
    stop,
    validation,
  }: {
    readonly symbol: Ticker
    readonly limit: Money
    readonly stop: Money
    readonly validation: ProposalValidation
  },
): string | undefined {
  const { worstEntry } = validation
  if (limit <= stop)
    return `below-stop: an entry would cost ${toDecimalText(limit)}, its stop is ${toDecimalText(stop)}`
  if (worstEntry !== undefined && limit > worstEntry)
    return `ran-away: an entry would cost ${toDecimalText(limit)}, approved was ${toDecimalText(worstEntry)} at worst`
  const chased = chasedTooFar(
    tick.state.symbols[symbol]?.unfilled,
    { limit, at: tick.now },
    tick.world.config.execution,
  )
  return chased === undefined
    ? undefined
    : `chase: ${chased.toFixed(0)} bps above the entry that was not filled`
}

function planOf(
  { arm, plan }: ProposalRecord,
  decisionId: string,
  { corrGroup, name }: { readonly corrGroup: string; readonly name: string },
): EntryPlan {
  return {
    decisionId: decisionId as EntryPlan['decisionId'],
    ...{ stop: plan.stopPrice, target: plan.targetPrice, score: plan.confidence },
    ...{ tier: 'CATALYST', expectation: arm, strategies: [`catalyst:${arm}`], corrGroup, name },
  }
}

function refused(reason: string): Outcome {
  return { outcome: 'refused', reason, quantity: 0 }
}
