import { existsSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { openLoopMarket } from '../../../local/paper-loop/loop-market.ts'
import { costModelSchema } from '../../../shared/backtest/costs/cost-model.ts'
import { runPaperLoop } from '../../../shared/paper-loop/paper-loop.ts'
import { isTraded } from '../../../shared/paper-loop/paper-round.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { recordedFolder } from '../../support/market-folder.ts'

const SYMBOLS = ['AAPL', 'TSLA', 'NVDA', 'MSFT', 'AMZN', 'GOOGL', 'META', 'AMD', 'NFLX', 'DIS']
const [from, to] = [parseExchangeDate('2018-01-01'), parseExchangeDate('2022-12-31')]

const isRecorded = existsSync(recordedFolder)
if (!isRecorded) process.stderr.write(`no paper loop on real days: there is no folder ${recordedFolder}\n`)
const whenRecorded = isRecorded ? test : test.skip

/** Ten catalyst symbols over five years. */
async function realLoop() {
  const { symbols, events } = await openLoopMarket({ data: recordedFolder, symbols: SYMBOLS })
  const known = await events({ from: parseExchangeDate('2017-12-01'), to: parseExchangeDate('2023-01-31') })
  return runPaperLoop({ symbols, events: known, from, to, seed: 13, costs: costModelSchema.parse({}) })
}

whenRecorded(
  'over five real years the rewards of each arm vary, every trade pays, and the same seed gives the same bytes',
  async () => {
    const result = await realLoop()
    expect(result.about).toMatchObject({ symbols: SYMBOLS, days: 1_259 })
    const byArm = Map.groupBy(result.rounds.filter(isTraded), ({ arm }) => arm)
    expect([...byArm.keys()].toSorted()).toEqual(['EARNINGS_PRE', 'POST_EVENT_MOMO', 'REACTIVE'])
    for (const trades of byArm.values()) {
      expect(new Set(trades.map(({ reward }) => reward)).size).toBeGreaterThan(3)
      expect(trades.filter(({ costs }) => costs <= 0)).toEqual([])
    }
    expect(JSON.stringify(await realLoop())).toBe(JSON.stringify(result))
  },
  120_000,
)
