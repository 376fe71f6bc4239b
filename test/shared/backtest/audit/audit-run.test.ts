import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { auditRun } from '../../../../shared/backtest/audit/audit-run.ts'
import type { RunRecord } from '../../../../shared/backtest/audit/run-record.ts'
import { add, type Money } from '../../../../shared/domain/money.ts'
import { settled } from './corpus/account.ts'
import { cleanRun } from './corpus/clean-run.ts'
import { partWhere, withFill } from './corpus/spoil.ts'

const clean = cleanRun({ seed: 11, interval: 'minute', symbols: 2, sessions: 3 })
const ZERO = 0 as Money

function checksOf(record: RunRecord, options: Parameters<typeof auditRun>[1] = {}): readonly string[] {
  return [...new Set(auditRun(record, options).findings.map(({ check }) => check))]
}

describe('findings', () => {
  const doubled = { ...clean, fills: clean.fills.flatMap((fill) => [fill, fill]) }
  const { findings } = auditRun(doubled)
  const repeated = findings.filter(({ check }) => check === 'fill-twice')

  test('five of a check are told, the others counted', () => {
    expect(repeated).toHaveLength(6)
    expect(repeated[5]?.text).toMatch(/^and \d+ more of this kind$/)
  })

  test('each says what was seen, where and when', () => {
    expect(repeated[0]).toMatchObject({ severity: 'fault', symbol: 'BBB' })
    expect(repeated[0]?.text).toMatch(
      /^BUY \d+ BBB at \d+\.\d{2,4}, 2024-11-2\d \d\d:\d\d:\d\d: fill id f\d+ was counted before$/,
    )
  })
})

test('a run without orders is clean, and says that nothing was looked at', () => {
  const idle = settled({ ...clean, orders: [], fills: [] })
  const { checks, findings } = auditRun(idle)
  expect(findings).toEqual([])
  expect(checks.find(({ name }) => name === 'no-costs')).toEqual({ name: 'no-costs', looked: 0 })
  expect(checks.find(({ name }) => name === 'cash-mismatch')?.looked).toBe(clean.marks.length)
})

test('cash that is off by anything at any mark is seen', () => {
  const off = fc.integer({ min: -1_000_000, max: 1_000_000 }).filter((units) => units !== 0)
  fc.assert(
    fc.property(fc.nat(clean.marks.length - 1), off, (place, units) => {
      const marks = clean.marks.map((mark, index) =>
        index === place ? { ...mark, cash: add(mark.cash, units as Money) } : mark,
      )
      expect(checksOf({ ...clean, marks })).toContain('cash-mismatch')
    }),
    { numRuns: 30 },
  )
})

describe('a run at quotes', () => {
  const atQuotes = settled({ ...clean, fills: clean.fills.map((fill) => ({ ...fill, fees: ZERO })) })

  test('is free, and only its books and hours are judged', () => {
    expect(checksOf(atQuotes, { fills: 'as-quoted' })).toEqual([])
    expect(checksOf(atQuotes)).toEqual(['wrong-fees'])
  })

  test('may trade in the moment of its decision, never before', () => {
    const part = partWhere(atQuotes, ({ order }) => order.type === 'MARKET')
    const at = (time: number) =>
      withFill(atQuotes, part, { order: { decidedAt: time as typeof part.fill.time } })
    expect(checksOf(at(part.fill.time), { fills: 'as-quoted' })).toEqual([])
    expect(checksOf(at(part.fill.time + 1), { fills: 'as-quoted' })).toEqual(['fill-before-decision'])
  })
})

test('what a recorded quote offers is allowed, and no more', () => {
  const part = partWhere(clean, ({ fill, order }) => fill.side === 'BUY' && order.type === 'MARKET')
  const ask = Math.round(part.series.low[part.bar]! * 9_990) as Money
  const price = Math.ceil(ask * 1.0005) as Money
  const bought = withFill(clean, part, { fill: { price } })
  const quoteAt = () => ({ bid: ask, ask })
  expect(checksOf(bought)).toEqual(['price-outside-bar', 'no-costs'])
  expect(checksOf(bought, { quoteAt })).toEqual([])
  const cheaper = withFill(clean, part, { fill: { price: (ask - 100) as Money } })
  expect(checksOf(cheaper, { quoteAt })).toEqual(['price-outside-bar', 'no-costs'])
})

test('fills on dates whose bars are not known are a warning, and one fault among them is still told', () => {
  const [unknown, ...known] = clean.series
  const spoiled = withFill(
    clean,
    partWhere(clean, ({ fill }) => fill.symbol === known[0]?.symbol && fill.side === 'BUY'),
    { fill: { price: 1 as Money } },
  )
  const kinds = (record: RunRecord) =>
    auditRun({ ...record, series: known })
      .findings.filter(({ check }) => check === 'price-outside-bar')
      .map(({ severity, symbol = 'more' }) => `${severity} ${symbol}`)
  const warnings = [...Array.from({ length: 5 }, () => `warning ${unknown?.symbol}`), 'warning more']
  expect(kinds(clean)).toEqual(warnings)
  expect(kinds(spoiled).toSorted()).toEqual([`fault ${known[0]?.symbol}`, ...warnings.toSorted()])
})

test('P&L may be off by what its books say, not by a unit more', () => {
  const offBy = (units: number) => ({
    ...clean,
    trades: clean.trades.map((trade) => ({
      ...trade,
      pnl: add(trade.pnl, units as Money),
      pnlWithin: 50 as Money,
    })),
  })
  expect(checksOf(offBy(50))).toEqual([])
  expect(checksOf(offBy(51))).toEqual(['trade-mismatch'])
})

test('what was on sale at a close and found no volume is a warning', () => {
  const sale = partWhere(
    clean,
    ({ order, fill, isFirst }) =>
      order.side === 'SELL' && order.type === 'MARKET' && isFirst && fill.quantity === order.quantity,
  )
  const unsold = settled({ ...clean, fills: clean.fills.filter((fill) => fill !== sale.fill) })
  const overnight = (record: RunRecord) =>
    auditRun(record, { flatAtClose: true }).findings.find(({ check }) => check === 'overnight')
  expect(overnight(unsold)).toMatchObject({ severity: 'warning', symbol: sale.order.symbol })
  const withoutOrder = { ...unsold, orders: unsold.orders.filter((order) => order !== sale.order) }
  expect(overnight(withoutOrder)).toMatchObject({ severity: 'fault', symbol: sale.order.symbol })
})
