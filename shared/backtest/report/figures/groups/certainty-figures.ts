import type { MetricGroup } from '../metric-entry.ts'

/** How far chance explains the result. */
export const CERTAINTY_FIGURES = {
  probabilisticSharpe: {
    name: 'Probability of a Sharpe above 0',
    unit: 'probability',
    meaning:
      'How sure the sign of the Sharpe ratio is, given so many sessions (Bailey and López de Prado 2012).',
  },
  deflatedSharpe: {
    name: 'Deflated probability',
    unit: 'probability',
    meaning: 'The same, against the best Sharpe that so many trials without any skill would show (2014).',
  },
  trials: {
    name: 'Trials',
    unit: 'count',
    meaning: 'Variants that were tried before this one was picked. More trials need a better result.',
  },
} satisfies MetricGroup<string>
