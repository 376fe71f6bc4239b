import type { TrialRecord } from '../../../shared/backtest/sweep/trial-record.ts'

/** A clean trial with these returns; everything else can be said too. */
export function recordOf(
  trial: string,
  sessionReturns: readonly number[],
  {
    headline,
    ...rest
  }: Partial<Omit<TrialRecord, 'headline'>> & { readonly headline?: Partial<TrialRecord['headline']> } = {},
): TrialRecord {
  const middle = sessionReturns.reduce((sum, each) => sum + each, 0) / sessionReturns.length
  const squares = sessionReturns.reduce((sum, each) => sum + (each - middle) ** 2, 0)
  const sessionSharpe = middle / Math.sqrt(squares / (sessionReturns.length - 1))
  return {
    ...{ id: trial, trial, settings: { a: Number(trial) }, window: { from: '2026-03-02', to: '2026-03-31' } },
    headline: {
      ...{
        returnPct: 1,
        maxDrawdownPct: 1,
        trades: 40,
        wins: 20,
        losses: 20,
        feesUsd: 0,
        verdict: 'no-edge',
      },
      ...headline,
    },
    ...{
      sessionReturns: [...sessionReturns],
      sessionSharpe,
      grossWinUsd: 20,
      grossLossUsd: 10,
      findings: [],
    },
    ...rest,
  }
}

/** Returns of sessions that swing evenly about a mean. */
export function swinging(mean: number, sessions = 20): readonly number[] {
  return Array.from({ length: sessions }, (_, index) => mean + (index % 2 === 0 ? 0.01 : -0.01))
}
