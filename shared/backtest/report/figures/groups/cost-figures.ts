import type { MetricGroup } from '../metric-entry.ts'

/** What trading cost. */
export const COST_FIGURES = {
  feesUsd: { name: 'Fees', unit: 'usd', meaning: 'Commissions and regulatory fees of all fills.' },
  slippageUsd: {
    name: 'Spread and slippage',
    unit: 'usd',
    meaning: 'What trading away from the middle of the quotes cost, where it is known.',
  },
} satisfies MetricGroup<string>
