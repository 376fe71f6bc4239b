import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { integerLiteral, parseJson } from '../../../../infra/etrade/client/json.ts'

test('a 64-bit identifier keeps every digit on the way in and out', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (id) => {
      const sent = JSON.stringify({ orderId: integerLiteral(String(id)) })
      expect(sent).toBe(`{"orderId":${id}}`)
      expect(String((parseJson(sent) as { orderId: unknown }).orderId)).toBe(String(id))
    }),
  )
})

test('what is not a whole number is not sent as one', () => {
  for (const text of ['', '1.5', '-1', '1e3', 'abc', '1'.repeat(20)]) {
    expect(() => integerLiteral(text)).toThrow(RangeError)
  }
})

test('a text that is no JSON has no value', () => {
  expect(parseJson('<Error/>')).toBeUndefined()
  expect(parseJson('{"cut": ')).toBeUndefined()
})
