import { expect, test } from '@jest/globals'
import type { Money } from '../../../shared/domain/money.ts'
import { reliabilityTable } from '../../../shared/ledger/reliability.ts'

const told = (winProbability: number, pnl: number) => ({ winProbability, pnl: pnl as Money })

test('forecasts of one tenth are set against how often they came true', () => {
  const trades = [told(0.52, 10), told(0.58, -10), told(0.55, 10), told(0.55, 0), told(0.72, 10)]
  expect(reliabilityTable(trades)).toEqual([
    { fromPct: 50, toPct: 60, trades: 4, forecastPct: expect.closeTo(55, 9), wonPct: 50 },
    { fromPct: 70, toPct: 80, trades: 1, forecastPct: 72, wonPct: 100 },
  ])
})

test('a trade that was told no win probability is no forecast', () => {
  expect(reliabilityTable([{ pnl: 10 as Money }])).toEqual([])
})

test.each([
  [0, 0],
  [0.0999, 0],
  [0.1, 10],
  [0.9, 90],
  [1, 90],
])('%d belongs to the tenth that begins at %d %%', (probability, fromPct) => {
  expect(reliabilityTable([told(probability, 1)])).toMatchObject([{ fromPct }])
})
