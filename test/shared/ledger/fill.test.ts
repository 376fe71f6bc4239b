import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { add, type Money, money, times } from '../../../shared/domain/money.ts'
import { afterFill, fillFrom, NOTHING_FILLED } from '../../../shared/ledger/fill.ts'
import { NINE_THIRTY_SIX, report } from '../../support/fixtures.ts'

test('a report repeated or older than what is known is no news', () => {
  const known = { filledQuantity: 100, filledNotional: times(money('47.50'), 100), fees: money('0') }
  for (const filledQuantity of [100, 99, 0]) {
    expect(
      fillFrom(report({ filledQuantity, averagePrice: money('47.50') }), known, NINE_THIRTY_SIX),
    ).toBeUndefined()
  }
})

test('a fill without a price is refused, never booked at a guess', () => {
  expect(() => fillFrom(report({ filledQuantity: 5 }), NOTHING_FILLED, NINE_THIRTY_SIX)).toThrow(
    /without a price/,
  )
})

test('partial reports add up to the whole order, however they are cut and repeated', () => {
  const cut = fc.array(fc.integer({ min: 1, max: 184 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(cut, (cumulative) => {
      let known = NOTHING_FILLED
      let shares = 0
      let notional = money('0')
      for (const filledQuantity of [...cumulative, 184, 184]) {
        const news = fillFrom(
          report({ filledQuantity, averagePrice: money('47.4967') }),
          known,
          NINE_THIRTY_SIX,
        )
        if (!news) continue
        known = afterFill(known, news)
        shares += news.quantity
        notional = add(notional, news.notional)
      }
      expect(shares).toBe(184)
      expect(notional).toBe(times(money('47.4967') as Money, 184))
    }),
  )
})

test('a fill knows its slippage when the market at the decision is known', () => {
  const news = report({ filledQuantity: 100, averagePrice: money('47.52') })
  const quoted = { bid: money('47.48'), ask: money('47.52') }
  expect(fillFrom(news, { ...NOTHING_FILLED, quoted }, NINE_THIRTY_SIX)?.slippage).toEqual({
    modelled: money('2'),
    realised: money('2'),
  })
  expect(fillFrom(news, NOTHING_FILLED, NINE_THIRTY_SIX)).not.toHaveProperty('slippage')
})
