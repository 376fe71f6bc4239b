import { add, type Money, max, subtract, ZERO } from '../domain/money.ts'
import type { EquityRecord, RiskState } from '../state/risk-state.ts'

/**
 * Takes in what the account is worth. Cash that moved without a fill of ours was paid in or out by the owner
 * and moves the high-water mark by its own amount, so that a withdrawal is no drawdown and a deposit hides
 * none. Only to be called while no order is under way: until then the broker's cash and our fills may be of
 * different moments.
 */
export function observeEquity(
  risk: RiskState,
  seen: { readonly cash: Money; readonly equity: Money },
): RiskState {
  const before = risk.equity
  const equity = before ? followed(before, risk.cashMoved, seen) : started(risk.cashMoved, seen)
  return { ...risk, equity }
}

/** The cash that was last seen at the broker, moved by our fills since; absent until the account was seen. */
export function knownCash({ equity, cashMoved }: RiskState): Money | undefined {
  return equity && add(equity.cash, subtract(cashMoved, equity.cashMoved))
}

function started(
  cashMoved: Money,
  { cash, equity }: { readonly cash: Money; readonly equity: Money },
): EquityRecord {
  return { startCapital: equity, netDeposits: ZERO, highWater: equity, latest: equity, cash, cashMoved }
}

function followed(
  before: EquityRecord,
  cashMoved: Money,
  { cash, equity }: { readonly cash: Money; readonly equity: Money },
): EquityRecord {
  const explained = subtract(cashMoved, before.cashMoved)
  const flow = subtract(subtract(cash, before.cash), explained)
  return {
    startCapital: before.startCapital,
    netDeposits: add(before.netDeposits, flow),
    highWater: max(add(before.highWater, flow), equity),
    latest: equity,
    cash,
    cashMoved,
  }
}
