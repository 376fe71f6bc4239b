import type { MetricGroup } from '../metric-entry.ts'

/** What the closed trades say. */
export const TRADE_FIGURES = {
  trades: { name: 'Trades', unit: 'count', meaning: 'Positions that were opened and closed.' },
  wins: { name: 'Wins', unit: 'count', meaning: 'Trades that earned something after fees.' },
  losses: { name: 'Losses', unit: 'count', meaning: 'Trades that lost something after fees.' },
  winRatePct: {
    name: 'Win rate',
    unit: 'pct',
    meaning: 'Share of trades that won. It says little without the sizes of wins and losses.',
  },
  profitFactor: {
    name: 'Profit factor',
    unit: 'ratio',
    meaning: 'All that the wins earned against all that the losses cost. Below 1 it loses.',
  },
  expectancyUsd: { name: 'Expectancy', unit: 'signed-usd', meaning: 'What a trade earned on average.' },
  averageWinUsd: { name: 'Average win', unit: 'signed-usd', meaning: 'Mean of the trades that won.' },
  averageLossUsd: { name: 'Average loss', unit: 'loss-usd', meaning: 'Mean of the trades that lost.' },
  bestUsd: { name: 'Best trade', unit: 'signed-usd', meaning: 'The most that one trade earned.' },
  worstUsd: { name: 'Worst trade', unit: 'signed-usd', meaning: 'The least that one trade earned.' },
  longestWinStreak: { name: 'Longest win streak', unit: 'count', meaning: 'Most wins in a row.' },
  longestLossStreak: {
    name: 'Longest loss streak',
    unit: 'count',
    meaning: 'Most losses in a row: what the owner has to sit through.',
  },
  averageMinutesHeld: {
    name: 'Mean time held',
    unit: 'minutes',
    meaning: 'From the first fill to the last.',
  },
  maePct: {
    name: 'Mean furthest against (MAE)',
    unit: 'loss-pct',
    meaning: 'How far the price went against a trade at most, in percent of its entry price.',
  },
  mfePct: {
    name: 'Mean furthest for (MFE)',
    unit: 'signed-pct',
    meaning: 'How far the price went for a trade at most, in percent of its entry price.',
  },
  sqn: {
    name: 'System quality (SQN)',
    unit: 'ratio',
    meaning:
      'Mean result of a trade against how much results differ, times the root of the number of trades (at most 100).',
  },
} satisfies MetricGroup<string>
