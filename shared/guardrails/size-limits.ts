import { add, divide, type Money, money, subtract, times, toDecimalText, ZERO } from '../domain/money.ts'
import type { GuardedProposal } from './guarded-proposal.ts'
import { type GuardrailOutcome, passed, stopped } from './guardrail-outcome.ts'

/** What one entry may cost (spec §12). */
const TICKET_MAX: Money = money('500')
/** What one entry may lose at its stop (spec §12). */
const LOSS_MAX: Money = money('25')

/** The entry at its worst, and what a share loses from there to the stop. */
export interface WorstCase {
  readonly worstEntry: Money
  readonly lossPerShare: Money
}

/** The top of the book as the server read it. */
interface Spread {
  readonly bid: Money
  readonly ask: Money
}

/**
 * worst entry = entry + spread ÷ 2 + 10 bps of the entry (spec §12), rounded up once to the next 1/10,000 USD. With
 * 192 and a spread of 0.01 it is 192.197.
 */
export function worstCase(
  { entryPrice, stopPrice }: Pick<GuardedProposal, 'entryPrice' | 'stopPrice'>,
  { bid, ask }: Spread,
): WorstCase {
  // All three terms in 2,000ths: 2,000 for the entry, 2 for its 10 bps, 1,000 for half of the spread.
  const in2000ths = add(times(entryPrice, 2_002), times(subtract(ask, bid), 1_000))
  const worstEntry = divide(in2000ths, 2_000, 'up')
  return { worstEntry, lossPerShare: subtract(worstEntry, stopPrice) }
}

/** Fifth guardrail: there is something to lose, so that the size can be found from it. */
export function guardLossToStop(
  { entryPrice, stopPrice }: GuardedProposal,
  { worstEntry, lossPerShare }: WorstCase,
): GuardrailOutcome {
  const code = 'guard-loss-to-stop'
  const words =
    `worst entry ${toDecimalText(worstEntry)}, stop ${toDecimalText(stopPrice)}: ` +
    `loss ${toDecimalText(lossPerShare)} USD a share, must be above 0`
  if (!(entryPrice > ZERO && stopPrice > ZERO))
    return stopped(
      code,
      `entry ${toDecimalText(entryPrice)} and stop ${toDecimalText(stopPrice)} must be above 0`,
    )
  return lossPerShare > ZERO ? passed(words) : stopped(code, words)
}

/** Sixth guardrail: the ticket pays for a share. */
export function guardTicket({ worstEntry }: WorstCase): GuardrailOutcome {
  const shares = sharesByTicket({ worstEntry })
  const words = `${toDecimalText(TICKET_MAX)} USD a ticket at ${toDecimalText(worstEntry)}: ${shares} shares, must be 1 or more`
  return shares >= 1 ? passed(words) : stopped('guard-ticket', words)
}

/** Seventh guardrail: the money at risk pays for the loss of a share. */
export function guardRisk({ lossPerShare }: WorstCase): GuardrailOutcome {
  const shares = sharesByRisk({ lossPerShare })
  const words = `${toDecimalText(LOSS_MAX)} USD at risk at ${toDecimalText(lossPerShare)} a share: ${shares} shares, must be 1 or more`
  return shares >= 1 ? passed(words) : stopped('guard-risk', words)
}

/** Whole shares: the smaller of what the ticket and the risk allow. */
export function guardedSize(worst: WorstCase): number {
  return Math.min(sharesByTicket(worst), sharesByRisk(worst))
}

function sharesByTicket({ worstEntry }: Pick<WorstCase, 'worstEntry'>): number {
  return Math.floor(TICKET_MAX / worstEntry)
}

function sharesByRisk({ lossPerShare }: Pick<WorstCase, 'lossPerShare'>): number {
  return Math.floor(LOSS_MAX / lossPerShare)
}
