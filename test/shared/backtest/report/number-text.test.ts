import { expect, test } from '@jest/globals'
import {
  amountText,
  countText,
  numberText,
  pctText,
  usdText,
} from '../../../../shared/backtest/report/text/number-text.ts'
import { reasonWords } from '../../../../shared/backtest/report/text/reason-words.ts'

test.each([
  [numberText(-0.5), '−0.50'],
  [numberText(-0.001), '0.00'],
  [numberText(0, { sign: true }), '0.00'],
  [numberText(1_234.567, { sign: true }), '+1,234.57'],
  [numberText(1_234_567.8), '1,234,568'],
  [pctText(-12.345), '−12.35\u00a0%'],
  [amountText(-0.004), '0.00'],
  [amountText(8_740), '8,740.00'],
  [usdText(101.2, { sign: true }), '+101.20\u00a0USD'],
  [countText(1, 'trade'), '1\u00a0trade'],
  [countText(2_345, 'trade'), '2,345\u00a0trades'],
])('%s is how it is written', (text, expected) => {
  expect(text).toBe(expected)
})

test('reasons of the ledger become words, those of a strategy stay as they are', () => {
  expect(['TRAILING_STOP', 'RSI_WEAKNESS', 'my_Own exit'].map(reasonWords)).toEqual([
    'trailing stop',
    'RSI weakness',
    'my_Own exit',
  ])
})
