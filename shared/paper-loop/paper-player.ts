import type { Plan } from '../advisor/plan.ts'
import type { CostModel } from '../backtest/costs/cost-model.ts'
import type { Arm } from '../bandit/arm.ts'
import type { BanditContext } from '../bandit/context.ts'
import { rewardOf } from '../bandit/reward.ts'
import type { GuardrailContext } from '../guardrails/guardrail-context.ts'
import { guardProposal } from '../guardrails/guardrails.ts'
import type { CatalystSight } from '../proposals/catalyst-sight.ts'
import { housePlan } from '../proposals/house-plan.ts'
import type { CalendarException } from '../time/calendar-exception.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { previousOpenDay } from '../time/market-calendar.ts'
import type { PaperCode, PaperRound } from './paper-round.ts'
import { type PaperTrade, paperTrade } from './paper-trade.ts'
import type { Choice, Policy } from './policies.ts'
import type { PaperMarket } from './see-on-paper.ts'
import { TradesUnderWay, type TradeUnderWay } from './trades-under-way.ts'

/** One symbol on one morning, the same for everybody who plays. */
export interface Situation extends Choice {
  readonly date: ExchangeDate
  readonly market: PaperMarket
  readonly sight: CatalystSight
}

/** Plays the loop by one policy: it proposes, has itself checked, fills on paper and learns once a trade is over. */
export class PaperPlayer {
  readonly #policy: Policy
  readonly #costs: CostModel
  readonly #calendar: readonly CalendarException[] | undefined
  readonly #underWay = new TradesUnderWay<Lesson>()
  readonly #rounds: PaperRound[] = []

  constructor(by: {
    readonly policy: Policy
    readonly costs: CostModel
    readonly calendar?: readonly CalendarException[] | undefined
  }) {
    this.#policy = by.policy
    this.#costs = by.costs
    this.#calendar = by.calendar
  }

  /** In the order of the decisions. */
  get rounds(): readonly PaperRound[] {
    return this.#rounds
  }

  /** Learns from what was over before this date, in the order in which it was over. */
  startDay(date: ExchangeDate): void {
    for (const lesson of this.#underWay.takeClosedBefore(date)) this.#policy.learn(lesson)
  }

  /** One round; the steps are those of a live proposal, in their order. */
  play(situation: Situation): void {
    const arm = this.#policy.choose(situation)
    if (arm === 'SKIP') this.#skip(situation)
    else this.#propose(situation, arm)
  }

  #propose(situation: Situation, arm: TradedArm): void {
    const { market, sight } = situation
    const plan = housePlan(arm, { ticker: market.symbol, sight })
    const verdict = plan && guardProposal(plan, this.#guardrailContext(situation))
    if (plan && verdict?.approved) this.#fill(situation, { arm, plan, quantity: verdict.quantity })
    else this.#reject(situation, arm, verdict?.code ?? 'no-plan')
  }

  #guardrailContext({ date, sight }: Situation): GuardrailContext {
    const yesterday = previousOpenDay(date, this.#calendar)
    const dailyProfit = this.#underWay.profitOf({ date, yesterday })
    const { bid, ask, averageDailyValue } = sight
    return {
      ...(dailyProfit !== undefined && { dailyProfit }),
      openPositions: this.#underWay.positions,
      ...{ averageDailyValue, bid, ask },
    }
  }

  #fill(
    situation: Situation,
    approved: { readonly arm: TradedArm; readonly plan: Plan; readonly quantity: number },
  ): void {
    const { decisionId, date, market, sight } = situation
    const { arm, plan, quantity } = approved
    const { bid, ask } = sight
    const terms = { days: market.days, costs: this.#costs, calendar: this.#calendar }
    const trade = paperTrade({ decisionId, date, plan, quantity, bid, ask }, terms)
    if (trade.status === 'no-room') this.#reject(situation, arm, 'no-room')
    else this.#enter(situation, { arm, quantity, trade })
  }

  #enter(
    situation: Situation,
    entered: {
      readonly arm: TradedArm
      readonly quantity: number
      readonly trade: Exclude<PaperTrade, { readonly status: 'no-room' }>
    },
  ): void {
    const { arm, quantity, trade } = entered
    const { context, market, date } = situation
    const decided = {
      date,
      symbol: market.symbol,
      arm,
      code: 'approved',
      quantity,
      entry: trade.entry,
    } as const
    const position: Omit<TradeUnderWay<Lesson>, 'closing'> = { market, date, quantity, entry: trade.entry }
    if (trade.status === 'open') {
      this.#underWay.add(position)
      this.#rounds.push({ ...decided, status: 'open' })
      return
    }
    const { exit, reason, profit, costs, riskMultiple, closedOn } = trade
    const { reward } = rewardOf(arm, { kind: 'traded', riskMultiple })
    this.#underWay.add({ ...position, closing: { on: closedOn, lesson: { arm, context, reward } } })
    const outcome = { exit, reason, profit, costs, riskMultiple, reward, learnedOn: closedOn }
    this.#rounds.push({ ...decided, ...outcome, status: 'traded' })
  }

  #skip({ date, market, context }: Situation): void {
    const { reward } = rewardOf('SKIP', { kind: 'skipped' })
    this.#policy.learn({ arm: 'SKIP', context, reward })
    const decided = { date, symbol: market.symbol, arm: 'SKIP', code: 'skip' } as const
    this.#rounds.push({ ...decided, status: 'skipped', reward, learnedOn: date })
  }

  #reject({ date, market }: Situation, arm: Arm, code: PaperCode): void {
    this.#rounds.push({ date, symbol: market.symbol, arm, code, status: 'rejected' })
  }
}

type TradedArm = Exclude<Arm, 'SKIP'>

interface Lesson {
  readonly arm: Arm
  readonly context: BanditContext
  readonly reward: number
}
