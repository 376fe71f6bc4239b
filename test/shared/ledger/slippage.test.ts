import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Money, money } from '../../../shared/domain/money.ts'
import { addSlippage, slippageOf } from '../../../shared/ledger/slippage.ts'
import { fill } from '../../support/fixtures.ts'

const quoted = { bid: money('47.48'), ask: money('47.52') }

describe('against the middle of the spread at the decision, 47.50', () => {
  test.each([
    ['a buy at the ask pays half the spread', 'BUY', '47.52', '2'],
    ['a buy in the middle costs nothing', 'BUY', '47.50', '0'],
    ['a buy below the middle gains', 'BUY', '47.49', '-1'],
    ['a sale at the bid pays half the spread', 'SELL', '47.48', '2'],
    ['a sale far below the bid pays for all of it', 'SELL', '47.40', '10'],
    ['a sale above the middle gains', 'SELL', '47.51', '-1'],
  ] as const)('%s', (_, side, price, realised) => {
    expect(slippageOf(fill(side, 100, price), quoted)).toEqual({
      modelled: money('2'),
      realised: money(realised),
    })
  })
})

test('a spread whose middle falls between two units is exact for an even number of shares', () => {
  const odd = { bid: 100_000 as Money, ask: 100_001 as Money }
  expect(slippageOf(fill('BUY', 2, '10.0001'), odd)).toEqual({ modelled: 1, realised: 1 })
})

test('what a round trip cost is what the prices were worse than both middles', () => {
  const units = fc.integer({ min: 10_000, max: 5_000_000 })
  const trip = fc.record({ middle: units, half: fc.integer({ min: 0, max: 5_000 }), paid: units, got: units })
  fc.assert(
    fc.property(trip, fc.integer({ min: 1, max: 5_000 }), ({ middle, half, paid, got }, shares) => {
      const market = { bid: (middle - half) as Money, ask: (middle + half) as Money }
      const bought = slippageOf({ side: 'BUY', quantity: shares, notional: (paid * shares) as Money }, market)
      const sold = slippageOf({ side: 'SELL', quantity: shares, notional: (got * shares) as Money }, market)
      expect(addSlippage(bought, sold)).toEqual({
        modelled: 2 * half * shares,
        realised: (paid - got) * shares,
      })
    }),
  )
})

test('what is not known of one part is not known of the whole', () => {
  const known = { modelled: money('1'), realised: money('1') }
  expect(addSlippage(known, undefined)).toBeUndefined()
  expect(addSlippage(undefined, known)).toBeUndefined()
})
