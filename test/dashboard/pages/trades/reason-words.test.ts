import { expect, test } from '@jest/globals'
import { reasonWords } from '../../../../dashboard/src/pages/trades/reason-words.ts'

test.each([
  ['TRAILING_STOP', 'trailing stop'],
  ['RSI_WEAKNESS', 'RSI weakness'],
  ['OWNER', 'your order'],
])('the reason %s is told as "%s"', (reason, words) => {
  expect(reasonWords(reason)).toBe(words)
})
