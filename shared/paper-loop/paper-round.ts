import type { Arm } from '../bandit/arm.ts'
import type { ReplayedTrade } from '../bandit/replay-trade.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import type { GuardrailVerdict } from '../guardrails/guardrails.ts'
import type { ExchangeDate } from '../time/instant.ts'

type ClosedTrade = Extract<ReplayedTrade, { readonly status: 'closed' }>

/** The word of the guardrails, or why it never came to them: no plan by rule, or no room from the paper fill to the target. */
export type PaperCode = GuardrailVerdict['code'] | 'no-plan' | 'no-room'

interface Decided {
  readonly date: ExchangeDate
  readonly symbol: Ticker
  readonly arm: Arm
  readonly code: PaperCode
}

/** What the bandit learned of a round, and the day at whose end it was known. */
interface Learned {
  /** Within −1/3 and 1. */
  readonly reward: number
  readonly learnedOn: ExchangeDate
}

interface Entered {
  readonly quantity: number
  /** Paid a share, half the spread and the slip included. */
  readonly entry: Money
}

/** A decision not to trade, which is learned at once. */
type SkippedRound = Decided & Learned & { readonly status: 'skipped' }
/** Nothing was bought and nothing is learned. */
type RejectedRound = Decided & { readonly status: 'rejected' }
/** The bars end before the trade does: nothing is learned. */
type OpenRound = Decided & Entered & { readonly status: 'open' }
/** A whole paper trade. */
export type TradedRound = Decided &
  Entered &
  Learned & {
    readonly status: 'traded'
    readonly exit: Money
    readonly reason: ClosedTrade['reason']
    /** After costs. */
    readonly profit: Money
    /** Spread, slip and fees of buying and selling all shares. */
    readonly costs: Money
    /** R after costs, not cut off. */
    readonly riskMultiple: number
  }

/** One decision on one symbol on one morning, and what became of it. */
export type PaperRound = SkippedRound | RejectedRound | OpenRound | TradedRound

/** A round that taught something. */
export type LearnedRound = SkippedRound | TradedRound

export function isLearned(round: PaperRound): round is LearnedRound {
  return round.status === 'skipped' || round.status === 'traded'
}

export function isTraded(round: PaperRound): round is TradedRound {
  return round.status === 'traded'
}
