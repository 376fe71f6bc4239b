import { expect, test } from '@jest/globals'
import { instrumentSchema } from '../../../shared/symbols/instrument.ts'

const ROW = {
  symbol: 'TQQQ',
  name: 'ProShares UltraPro QQQ',
  underlying: 'Nasdaq-100',
  leverage: 3,
  wrapper: 'etf',
  sector: 'broad-market',
  corrGroup: 'us-growth',
}

test('a row may leave out its pair and its verification', () => {
  expect(instrumentSchema.parse(ROW)).toEqual(ROW)
  expect(instrumentSchema.parse({ ...ROW, pair: 'SQQQ', verifiedOn: '2026-01-31' })).toMatchObject({
    pair: 'SQQQ',
  })
})

test.each([
  ['symbol', 'tqqq'],
  ['leverage', 0],
  ['leverage', 4],
  ['leverage', -3.5],
  ['wrapper', 'fund'],
  ['pair', 'two words'],
  ['verifiedOn', 'yesterday'],
  ['colour', 'green'],
])('a row with %s %j is refused', (field, value) => {
  expect(instrumentSchema.safeParse({ ...ROW, [field]: value }).success).toBe(false)
})

test('a refusal names the field', () => {
  const { error } = instrumentSchema.safeParse({ ...ROW, leverage: 0 })
  expect(error?.issues).toMatchObject([{ path: ['leverage'], message: 'must not be 0' }])
})
