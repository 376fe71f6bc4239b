import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import smaCross from '../../docs/examples/sma-cross.ts'
import { costModelSchema } from '../../shared/backtest/costs/cost-model.ts'
import { parseStrategy } from '../../shared/backtest/strategy/bar-strategy.ts'
import { runStrategy } from '../../shared/backtest/strategy/run-strategy.ts'
import { money } from '../../shared/domain/money.ts'
import { walkBars } from '../shared/backtest/strategy/walk-bars.ts'
import { sourceOf } from '../terraform/terraform-sources.ts'

const PAGE = sourceOf('docs/own-strategy.md')
const BARS = walkBars({ seed: 11, bars: 3_000, stepPct: 1.5, gapPct: 0.3, volume: () => 1e6 })

function run(strategy: typeof smaCross) {
  return runStrategy({
    series: [BARS],
    strategy,
    costs: costModelSchema.parse({}),
    startCash: money('100000'),
  })
}

describe('the example of the page', () => {
  test('is named on it and is a strategy', () => {
    expect(PAGE).toContain('--strategy docs/examples/sma-cross.ts')
    expect(parseStrategy('sma-cross.ts', smaCross).name).toBe('sma-cross')
  })

  test('trades as the page says: it sells at its stop or when the averages cross', () => {
    const { trades, record } = run(smaCross)
    expect(trades.length).toBeGreaterThan(10)
    expect(new Set(trades.map(({ reason }) => reason))).toEqual(new Set(['STOP_LOSS', 'CROSSED_DOWN']))
    expect(trades.map(({ riskMultiple }) => riskMultiple)).not.toContain(undefined)
    expect(record.fills.every(({ time, orderId }) => time > decidedAt(orderId))).toBe(true)

    function decidedAt(id: string): number {
      return record.orders.find(({ orderId }) => orderId === id)!.decidedAt
    }
  })
})

test('the code on the page runs', async () => {
  const [, code = ''] = /^```ts\n(.*?)^```$/ms.exec(PAGE) ?? []
  // Beside the example, where the page's imports point from.
  const folder = mkdtempSync(join(resolve(import.meta.dirname, '../../docs'), 'page-'))
  try {
    writeFileSync(join(folder, 'strategy.ts'), code)
    const loaded: { readonly default: unknown } = await import(join(folder, 'strategy.ts'))
    expect(run(parseStrategy('strategy.ts', loaded.default)).trades.length).toBeGreaterThan(10)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the page names every field of a wish and of a bar', () => {
  const source = sourceOf('shared/backtest/strategy/bar-strategy.ts')
  const fields = [...source.matchAll(/^ {2}readonly (\w+)\??: number$/gm)].map(([, field = '']) => field)
  expect(fields.length).toBeGreaterThan(10)
  expect(fields.filter((field) => !PAGE.includes(`\`${field}\``))).toEqual([])
})
