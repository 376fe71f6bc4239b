import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { DecisionId } from '../../../shared/domain/ids.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import { halfSpread, paperEntryPrice } from '../../../shared/proposals/paper-fill.ts'

const id = (text: string) => text as DecisionId
const QUOTE = { bid: money('99.99'), ask: money('100.01') }
const BPS_10 = 1_000

test('a paper entry pays half the spread and never more than 10 bps beside it', () => {
  const price = fc.integer({ min: 10_000, max: 10_000_000 })
  fc.assert(
    fc.property(
      price,
      price,
      fc.integer({ min: 0, max: 5_000 }),
      fc.string(),
      (entry, bid, spread, decisionId) => {
        const quote = { bid: bid as Money, ask: (bid + spread) as Money }
        const paid = paperEntryPrice(entry as Money, { ...quote, decisionId: id(decisionId) })
        const atBest = entry + Math.ceil(spread / 2)
        expect(paid).toBeGreaterThanOrEqual(atBest)
        // To the next 1/10,000 USD, against the trade.
        expect(paid).toBeLessThanOrEqual(atBest + Math.ceil(entry / BPS_10))
      },
    ),
  )
})

test('the same decision pays the same each time, another one something else', () => {
  const paid = (name: string) => paperEntryPrice(money('100'), { ...QUOTE, decisionId: id(name) })
  expect(paid('2026-03-03-103000-AAPL-propose')).toBe(paid('2026-03-03-103000-AAPL-propose'))
  expect(paid('2026-03-03-103001-AAPL-propose')).not.toBe(paid('2026-03-03-103000-AAPL-propose'))
})

test('the slip is spread over all of its 10 bps', () => {
  const slips = Array.from({ length: 400 }, (_, index) => {
    const paid = paperEntryPrice(money('100'), { ...QUOTE, decisionId: id(`decision-${index}`) })
    return paid - money('100.01')
  })
  const tenths = new Set(slips.map((slip) => Math.min(9, Math.floor(slip / 100))))
  expect(tenths.size).toBe(10)
})

test('half of an odd spread is rounded against the trade', () => {
  expect(halfSpread({ bid: money('1'), ask: money('1.0003') })).toBe(2)
})
