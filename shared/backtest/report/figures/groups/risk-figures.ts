import type { MetricGroup } from '../metric-entry.ts'

/** How bumpy the way was. */
export const RISK_FIGURES = {
  maxDrawdownPct: {
    name: 'Max drawdown',
    unit: 'loss-pct',
    meaning: 'The deepest fall below the highest worth so far.',
  },
  maxDrawdownUsd: {
    name: 'Max drawdown in USD',
    unit: 'loss-usd',
    meaning: 'The deepest fall as an amount.',
  },
  maxDrawdownSessions: {
    name: 'Length of that drawdown',
    unit: 'sessions',
    meaning: 'Sessions from the high before the fall until it was reached again, or until the end.',
  },
  volatilityPct: {
    name: 'Volatility a year',
    unit: 'pct',
    meaning: 'How much the returns of the sessions swing round their mean, scaled to a year.',
  },
  sharpe: {
    name: 'Sharpe ratio',
    unit: 'ratio',
    meaning: 'Return for each unit of swing, a year. Nothing is taken off for a risk-free rate.',
  },
  sortino: {
    name: 'Sortino ratio',
    unit: 'ratio',
    meaning: 'Like Sharpe, but only swings downwards count as risk.',
  },
  calmar: { name: 'Calmar ratio', unit: 'ratio', meaning: 'Return a year against the max drawdown.' },
  valueAtRisk95Pct: {
    name: 'Value at risk, 95 %',
    unit: 'pct',
    meaning: 'One session of twenty lost more than this.',
  },
  ulcerIndex: {
    name: 'Ulcer index',
    unit: 'ratio',
    meaning: 'Depth and length of all drawdowns in one figure; 0 never falls.',
  },
} satisfies MetricGroup<string>
