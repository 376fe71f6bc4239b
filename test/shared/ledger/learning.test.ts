import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { type TradeId, ticker } from '../../../shared/domain/ids.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import type { Trade } from '../../../shared/domain/trade.ts'
import { closeTrade } from '../../../shared/ledger/close-trade.ts'
import { learnFrom } from '../../../shared/ledger/learning.ts'
import { applyFill } from '../../../shared/ledger/position-book.ts'
import { learningSchema } from '../../../shared/state/learning-schema.ts'
import { DEMO_FILLS, fill, goldenPosition } from '../../support/fixtures.ts'

const rules = parseConfig({}).learning
const exit = fill('SELL', 184, '48.05')
const GOLDEN = closeTrade(applyFill(goldenPosition(), exit), {
  reason: 'TRAILING_STOP',
  fill: exit,
  ...DEMO_FILLS,
})

const trades = (count: number, overrides: Partial<Trade> = {}): readonly Trade[] =>
  Array.from({ length: count }, (_, number) => ({
    ...GOLDEN,
    tradeId: `T${number}` as TradeId,
    ...overrides,
  }))

describe('what is learned', () => {
  test('nothing from nothing', () => {
    expect(learnFrom([], 'DEMO', rules)).toEqual({
      mode: 'DEMO',
      trades: 0,
      symbolScores: {},
      reliability: [],
    })
  })

  test('each symbol is scored by its own trades', () => {
    const other = trades(30, { symbol: ticker('SOXL'), pnl: money('-100'), pnlPct: -1 })
    const { symbolScores } = learnFrom([...trades(30), ...other], 'DEMO', rules)
    expect(symbolScores['TQQQ']).toMatchObject({
      trades: 30,
      profitPer100Usd: expect.closeTo(GOLDEN.pnlPct, 9),
    })
    expect(symbolScores['SOXL']).toMatchObject({ trades: 30, score: -0.6, multiplier: 0.88 })
  })

  test('199 trades leave the win probability uncalibrated, 200 calibrate it', () => {
    expect(learnFrom(trades(199), 'DEMO', rules)).not.toHaveProperty('calibration')
    expect(learnFrom(trades(200), 'DEMO', rules).calibration).toMatchObject({
      trades: 200,
      blocks: [{ from: 0.9, to: 0.9, value: 1, weight: 200 }],
    })
  })

  test('trades of the other mode teach nothing', () => {
    const live = trades(200, { mode: 'LIVE', simulated: false })
    expect(learnFrom([...live, ...trades(3)], 'DEMO', rules)).toMatchObject({ mode: 'DEMO', trades: 3 })
    expect(learnFrom([...live, ...trades(3)], 'LIVE', rules)).toMatchObject({ mode: 'LIVE', trades: 200 })
  })

  test('only the latest 1,000 trades count', () => {
    const lost = trades(500, { pnl: -1 as Money })
    expect(learnFrom([...lost, ...trades(1_000)], 'DEMO', rules)).toMatchObject({
      trades: 1_000,
      calibration: { blocks: [{ value: 1 }] },
    })
  })

  test('win probabilities told at the entries are checked against the outcomes', () => {
    const told = trades(4, { winProbability: 0.75 })
    expect(learnFrom(told, 'DEMO', rules).reliability).toEqual([
      { fromPct: 70, toPct: 80, trades: 4, forecastPct: 75, wonPct: 100 },
    ])
  })
})

describe('the document', () => {
  const learned = learnFrom(trades(200, { winProbability: 0.75 }), 'DEMO', rules)

  test.each([
    ['calibrated', learned],
    ['of nothing', learnFrom([], 'LIVE', rules)],
  ])('%s it comes back from JSON as it went in', (_, learning) => {
    expect(learningSchema.parse(JSON.parse(JSON.stringify(learning)))).toEqual(learning)
  })

  test('a win probability above 1 is refused, naming the field', () => {
    const blocks = [{ from: 0, to: 1, value: 1.01, weight: 200 }]
    const result = learningSchema.safeParse({ ...learned, calibration: { trades: 200, blocks } })
    expect(result.error?.issues[0]?.path.join('.')).toBe('calibration.blocks.0.value')
  })
})
