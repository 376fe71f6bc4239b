/** Why the risk gate refuses, in the order of its assessments. */
export type RiskRefusalCode =
  | 'safe-mode'
  | 'not-armed'
  | 'account-figures-missing'
  | 'drawdown'
  | 'daily-loss'
  | 'weekly-loss'
  | 'monthly-loss'
  | 'open-positions'
  | 'group-positions'
  | 'daily-trades'
  | 'consecutive-losses'
  | 'stop-loss-guard'
  | 'low-profit-symbol'
  | 'drawdown-lock'
  | 'bad-news'
  | 'no-size'
  | 'below-minimum'
  | 'final-check'
  | 'day-trades'
  | 'minimum-equity'
  | 'assessment-failed'

/** An assessment that stays shut, with the numbers. */
export interface Refusal {
  readonly passed: false
  readonly code: RiskRefusalCode
  readonly reason: string
}

/** An assessment that lets the entry through, with what it saw. */
export interface Passed {
  readonly passed: true
  readonly note: string
  readonly warnings: readonly string[]
}

/** The word of one assessment. */
export type Verdict = Passed | Refusal

export function pass(note: string, warnings: readonly string[] = []): Passed {
  return { passed: true, note, warnings }
}

export function refuse(code: RiskRefusalCode, reason: string): Refusal {
  return { passed: false, code, reason }
}
