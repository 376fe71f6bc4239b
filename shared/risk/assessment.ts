import type { Config, Style } from '../config/config.ts'
import type { AccountBalance } from '../domain/account.ts'
import type { Ticker } from '../domain/ids.ts'
import { add, type Money, min, times, toDisplay, ZERO } from '../domain/money.ts'
import { marketValue } from '../ledger/position-book.ts'
import type { TradingState } from '../state/trading-state.ts'
import { type Sizing, sizeEntry, smallestEntry } from './sizing.ts'

/** An entry that passed its gates and asks for money. */
export interface EntryProposal {
  readonly symbol: Ticker
  readonly corrGroup: string
  readonly limit: Money
  readonly stop: Money
  readonly averageVolume: number
}

export interface RiskView {
  readonly state: TradingState
  readonly balance: AccountBalance
  /** Last trade of every symbol held; the value of the portfolio needs all of them. */
  readonly prices: ReadonlyMap<Ticker, Money>
  readonly style: Style
  readonly rules: Config['risk']
}

export type Assessment =
  | {
      readonly approved: true
      readonly quantity: number
      readonly sizing: Sizing
      readonly trace: readonly string[]
    }
  | {
      readonly approved: false
      readonly code: RiskRefusal
      readonly reason: string
      readonly trace: readonly string[]
    }

type RiskRefusal =
  | 'account-figures-missing'
  | 'daily-loss'
  | 'open-positions'
  | 'group-positions'
  | 'daily-trades'
  | 'no-size'
  | 'below-minimum'

/** The money figures that every later step uses. */
interface Figures {
  readonly cash: Money
  readonly portfolioValue: Money
  readonly exposure: Money
  readonly openProfit: Money
}

/** Decides whether an entry may be made and how large, stopping at the first refusal. */
export function assessEntry(proposal: EntryProposal, view: RiskView): Assessment {
  const figures = accountFigures(view)
  if ('missing' in figures) return refuse('account-figures-missing', figures.missing, [])
  const trace = [
    `portfolio ${toDisplay(figures.portfolioValue)} USD, cash ${toDisplay(figures.cash)} USD, exposure ${toDisplay(figures.exposure)} USD`,
  ]
  const limit = limitRefusal(proposal, view, figures)
  if (limit) return refuse(limit.code, limit.reason, trace)
  const sizing = sizeEntry(
    sizingInput(proposal, view, figures),
    view.rules.riskPerTradePct[view.style],
    view.rules,
  )
  const sized = [...trace, ...sizing.bounds.map(({ name, quantity }) => `${name}: ${quantity} shares`)]
  if (sizing.quantity < 1)
    return refuse('no-size', `${sizing.boundBy} leaves no whole share at ${toDisplay(proposal.limit)}`, sized)
  const smallest = smallestEntry(figures.portfolioValue, view.rules)
  if (sizing.cost < smallest) {
    return refuse(
      'below-minimum',
      `${toDisplay(sizing.cost)} USD is below the smallest entry of ${toDisplay(smallest)} USD`,
      sized,
    )
  }
  return {
    approved: true,
    quantity: sizing.quantity,
    sizing,
    trace: [...sized, `bound by ${sizing.boundBy}`],
  }
}

function refuse(code: RiskRefusal, reason: string, trace: readonly string[]): Assessment {
  return { approved: false, code, reason, trace: [...trace, `${code}: ${reason}`] }
}

/** A cash account spends settled cash; a margin account its buying power, yet never more than its cash. */
function spendable(balance: AccountBalance): Money | undefined {
  if (balance.kind === 'CASH') return balance.settledCash
  return balance.cashBuyingPower === undefined ? undefined : min(balance.cashBuyingPower, balance.cash)
}

function accountFigures({ state, balance, prices }: RiskView): Figures | { readonly missing: string } {
  const available = spendable(balance)
  if (available === undefined) return { missing: 'the broker does not say what the account may spend' }
  let held = ZERO
  let openProfit = ZERO
  for (const position of Object.values(state.positions)) {
    const price = prices.get(position.symbol)
    if (price === undefined) return { missing: `no price for ${position.symbol}, which is held` }
    const value = marketValue(position, price)
    held = add(held, value)
    openProfit = add(openProfit, value, position.proceeds, -position.cost as Money, -position.fees as Money)
  }
  // Cash for an entry under way is reserved by us, whether or not the broker has taken it off yet.
  const underWay = entriesUnderWay(state)
  return {
    cash: (available - underWay) as Money,
    portfolioValue: add(balance.cash, held),
    exposure: add(held, underWay),
    openProfit,
  }
}

function entriesUnderWay(state: TradingState, corrGroup?: string): Money {
  let sum = ZERO
  for (const { purpose, pricing, quantity, filledQuantity } of Object.values(state.orders)) {
    if (purpose.kind !== 'entry' || pricing.type !== 'LIMIT') continue
    if (corrGroup !== undefined && purpose.plan.corrGroup !== corrGroup) continue
    sum = add(sum, times(pricing.limit, quantity - filledQuantity))
  }
  return sum
}

function limitRefusal(
  proposal: EntryProposal,
  { state, rules, style }: RiskView,
  figures: Figures,
): { readonly code: RiskRefusal; readonly reason: string } | undefined {
  const opening = openSymbols(state)
  const inGroup = opening.filter(({ corrGroup }) => corrGroup === proposal.corrGroup).length
  const lossLimit = (figures.portfolioValue * rules.dailyLossPctMax) / 100
  const loss = -(state.day.realized + figures.openProfit)
  if (loss >= lossLimit) {
    return {
      code: 'daily-loss',
      reason: `down ${toDisplay(loss as Money)} USD today, limit ${rules.dailyLossPctMax} %`,
    }
  }
  if (opening.length >= rules.openPositionsMax[style]) {
    return {
      code: 'open-positions',
      reason: `${opening.length} of ${rules.openPositionsMax[style]} positions are taken`,
    }
  }
  if (inGroup >= rules.corrGroupPositionsMax) {
    return { code: 'group-positions', reason: `${inGroup} positions already move with ${proposal.corrGroup}` }
  }
  if (state.day.entries >= rules.dailyTradesMax[style]) {
    return {
      code: 'daily-trades',
      reason: `${state.day.entries} entries made today, limit ${rules.dailyTradesMax[style]}`,
    }
  }
  return undefined
}

/** Positions held and entries that may become one. */
function openSymbols(
  state: TradingState,
): readonly { readonly symbol: Ticker; readonly corrGroup: string }[] {
  const held = Object.values(state.positions).map(({ symbol, plan }) => ({
    symbol,
    corrGroup: plan.corrGroup,
  }))
  const entering = Object.values(state.orders).flatMap(({ symbol, purpose }) =>
    purpose.kind === 'entry' && !state.positions[symbol]
      ? [{ symbol, corrGroup: purpose.plan.corrGroup }]
      : [],
  )
  return [...held, ...entering]
}

function sizingInput(proposal: EntryProposal, { state, prices }: RiskView, figures: Figures) {
  const inGroup = Object.values(state.positions).filter(({ plan }) => plan.corrGroup === proposal.corrGroup)
  const groupValue = inGroup.map((position) => marketValue(position, prices.get(position.symbol) ?? ZERO))
  return {
    portfolioValue: figures.portfolioValue,
    cash: figures.cash,
    openPositions: openSymbols(state).length,
    exposure: figures.exposure,
    corrGroupExposure: add(...groupValue, entriesUnderWay(state, proposal.corrGroup)),
    limit: proposal.limit,
    stop: proposal.stop,
    averageVolume: proposal.averageVolume,
    // Confidence raises the size only once win probabilities are calibrated.
    multiplier: 1,
  }
}
