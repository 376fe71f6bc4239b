import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseConfig } from '../../../shared/config/config.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import { closeTrade } from '../../../shared/ledger/close-trade.ts'
import { applyFill, openPosition } from '../../../shared/ledger/position-book.ts'
import { symbolScore } from '../../../shared/ledger/symbol-score.ts'
import { DEMO_FILLS, fill, goldenPosition, plan } from '../../support/fixtures.ts'

const rules = parseConfig({}).learning
const earning = (...pnlPcts: readonly number[]) => pnlPcts.map((pnlPct) => ({ pnlPct }))
const times = (count: number, pnlPct: number) => earning(...Array<number>(count).fill(pnlPct))

test('73.21 earned on 600 is 12.2017 for every 100 used, and 0.5810 after one trade against a prior of 20', () => {
  const bought = fill('BUY', 10, '0', { notional: money('600') })
  const sold = fill('SELL', 10, '0', { notional: money('673.21') })
  const position = openPosition(goldenPosition().positionId, plan({ stop: 1 as Money }), bought)
  const trade = closeTrade(applyFill(position, sold), { reason: 'TAKE_PROFIT', fill: sold, ...DEMO_FILLS })
  const scored = symbolScore([trade], rules)
  expect(scored.profitPer100Usd?.toFixed(4)).toBe('12.2017')
  expect(scored.score.toFixed(4)).toBe('0.5810')
})

test('without a trade there is no mean, and the score is that of no edge', () => {
  expect(symbolScore([], rules)).toEqual({ trades: 0, score: 0, multiplier: 1 })
})

test('with as many trades as the prior the score is half the mean', () => {
  expect(symbolScore(times(20, 1), rules)).toMatchObject({ profitPer100Usd: 1, score: 0.5 })
})

test('only the latest 200 trades count', () => {
  expect(symbolScore([...times(5, -50), ...times(200, 1)], rules)).toMatchObject({
    trades: 200,
    profitPer100Usd: 1,
  })
  expect(symbolScore([...times(1, -50), ...times(199, 1)], rules).profitPer100Usd).toBeLessThan(1)
})

describe('the multiplier', () => {
  test('29 trades leave it at 1, 30 move it', () => {
    expect(symbolScore(times(29, 2), rules).multiplier).toBe(1)
    expect(symbolScore(times(30, 2), rules).multiplier).toBe(1.2)
  })

  test('half a dollar for every 100 used, shrunk to 0.3, gives 1.06', () => {
    expect(symbolScore(times(30, 0.5), rules).multiplier).toBeCloseTo(1.06, 12)
  })

  test.each([
    [50, 1.2],
    [-50, 0.8],
  ])('a mean of %d is held at %d', (pnlPct, multiplier) => {
    expect(symbolScore(times(60, pnlPct), rules).multiplier).toBe(multiplier)
  })

  test('it stays within .8 and 1.2 and on the side of the score', () => {
    const results = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { maxLength: 250 })
    fc.assert(
      fc.property(results, (pnlPcts) => {
        const { multiplier, score } = symbolScore(earning(...pnlPcts), rules)
        expect(multiplier).toBeGreaterThanOrEqual(0.8)
        expect(multiplier).toBeLessThanOrEqual(1.2)
        expect((multiplier - 1) * score).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

test('shrinking never changes the sign and never raises the amount', () => {
  const results = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 250 })
  fc.assert(
    fc.property(results, (pnlPcts) => {
      const { score, profitPer100Usd = Number.NaN } = symbolScore(earning(...pnlPcts), rules)
      expect(Math.abs(score)).toBeLessThanOrEqual(Math.abs(profitPer100Usd))
      expect(score * profitPer100Usd).toBeGreaterThanOrEqual(0)
    }),
  )
})
