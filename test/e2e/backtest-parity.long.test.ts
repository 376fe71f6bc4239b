import { existsSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import type { MarketChoice } from '../../local/market-source.ts'
import { backtestDays, demoDays, withoutNearMisses } from '../support/demo-days.ts'
import { recordedFolder } from '../support/market-folder.ts'

const RECORDED: MarketChoice = {
  data: recordedFolder,
  date: '2022-03-28',
  symbols: ['AAPL', 'TSLA', 'NFLX', 'GOOG', 'FB', 'SNOW', 'UVXY'],
}

async function expectSame(choice: MarketChoice, days: number): Promise<void> {
  const demo = await demoDays(choice, { days })
  const all = await backtestDays(choice, days, { judge: 'all' })
  const quick = await backtestDays(choice, days, { judge: 'quick' })
  expect(Object.keys(demo.trades).length).toBeGreaterThan(0)
  expect(all).toEqual(demo)
  expect(quick.trades).toEqual(demo.trades)
  expect(withoutNearMisses(quick)).toEqual(withoutNearMisses(demo))
}

describe('the local stack and the backtest decide and trade alike', () => {
  test('on whole days of the generated market', () => expectSame({ seed: 21 }, 3), 300_000)

  const recorded = existsSync(recordedFolder) ? test : test.skip
  recorded('on recorded days (skipped without ../shared/market-data)', () => expectSame(RECORDED, 6), 300_000)
})
