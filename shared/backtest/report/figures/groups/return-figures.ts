import type { MetricGroup } from '../metric-entry.ts'

/** What the account made, beside what doing nothing would have made. */
export const RETURN_FIGURES = {
  startUsd: { name: 'Start cash', unit: 'usd', meaning: 'What the account began with.' },
  endUsd: { name: 'End worth', unit: 'usd', meaning: 'Cash and positions when the last session closed.' },
  returnPct: { name: 'Return', unit: 'signed-pct', meaning: 'End worth against start cash.' },
  cagrPct: {
    name: 'Return a year (CAGR)',
    unit: 'signed-pct',
    meaning: 'The return as if it had come evenly, a year of 252 sessions. Told from 20 sessions on.',
  },
  buyAndHoldPct: {
    name: 'Buy and hold',
    unit: 'signed-pct',
    meaning: 'Buying every symbol evenly at the start and holding it over the same sessions.',
  },
  spyPct: { name: 'SPY', unit: 'signed-pct', meaning: 'Holding the S&P 500 fund over the same sessions.' },
  exposurePct: {
    name: 'Exposure',
    unit: 'pct',
    meaning: 'Mean share of the account that was in positions. A low one took little risk for its return.',
  },
  turnoverAYear: {
    name: 'Turnover a year',
    unit: 'times',
    meaning: 'How many times a year the account was bought and sold. A high one makes costs matter.',
  },
} satisfies MetricGroup<string>
