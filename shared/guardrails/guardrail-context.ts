import type { Money } from '../domain/money.ts'

/** What the server itself reads for the guardrails. A figure that is not known is absent, and refuses. */
export interface GuardrailContext {
  /** Realised and open, since the session began; negative when money was lost. */
  readonly dailyProfit?: Money
  /** Own positions, with entries under way. */
  readonly openPositions?: number
  /** Mean traded value of a day in the symbol. */
  readonly averageDailyValue?: Money
  readonly bid?: Money
  readonly ask?: Money
}
