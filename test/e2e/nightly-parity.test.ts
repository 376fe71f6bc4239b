import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../infra/digest/sha256.ts'
import { SqliteStore } from '../../infra/store/sqlite-store.ts'
import { openMarketSource } from '../../local/market-source.ts'
import { compareDay } from '../../shared/backtest/parity/compare-day.ts'
import type { ComparedDay } from '../../shared/backtest/parity/parity-report.ts'
import type { World } from '../../shared/cycles/world.ts'
import { add, subtract } from '../../shared/domain/money.ts'
import { exchangeInstant } from '../../shared/time/exchange-time.ts'
import { cycleBench } from '../support/cycle-bench.ts'
import { HandClock } from '../support/hand-clock.ts'
import { PhoneBench } from '../support/phone-bench.ts'
import { openBooks, RECORDED_DATE, recordUntil } from '../support/recorded-day.ts'
import { openbell, scratchFolder } from './command-line.ts'

const NINE_FORTY_FIVE = 585
const NINE_FIFTY_TWO = 592
const TEN = 600

const scratch = scratchFolder()
const folderOf = (name: string) => join(scratch.path, name)
const { history } = openMarketSource({ seed: 13, symbols: ['SQQQ', 'SPXU', 'FAZ'] })

beforeAll(async () => {
  await recordUntil(TEN, { folder: folderOf('demo'), live: false })
  await recordUntil(NINE_FIFTY_TWO, { folder: folderOf('live'), live: true })
  await recordUntil(NINE_FORTY_FIVE, { folder: folderOf('paused'), live: false })
  await pause(folderOf('paused'))
  await recordUntil(TEN, { folder: folderOf('paused'), live: false })
}, 60_000)
afterAll(scratch.remove)

/** The owner pauses between two runs. */
async function pause(folder: string): Promise<void> {
  const clock = new HandClock(exchangeInstant(RECORDED_DATE, NINE_FORTY_FIVE))
  const store = SqliteStore.open({ file: join(folder, 'openbell.sqlite'), clock })
  try {
    const world: World = { ...cycleBench({ now: clock.now() }).world, store, clock, digest: sha256 }
    const phone = new PhoneBench(world)
    await phone.order('/pause')
  } finally {
    await store.close()
  }
}

async function compared(name: string): Promise<ComparedDay> {
  const store = openBooks(folderOf(name))
  try {
    const report = await compareDay(RECORDED_DATE, { store, history, digest: sha256 })
    if (report.status === 'compared') return report
    throw new Error(report.reason)
  } finally {
    await store.close()
  }
}

test('a morning in DEMO is what the backtest makes of its quotes', async () => {
  const { livePnl, testedPnl, trades, differences } = await compared('demo')
  expect(trades).toHaveLength(2)
  expect(livePnl).toBeLessThan(0)
  expect({ testedPnl, differences }).toEqual({ testedPnl: livePnl, differences: [] })
})

test('what the owner paused away is told with the words of the refusal', async () => {
  const { differences, livePnl, heldInBacktest } = await compared('paused')
  expect(livePnl).toBe(0)
  expect(differences.map(({ symbol, cause, why }) => [symbol, cause, why])).toEqual([
    ['SQQQ', 'entry-not-taken', 'paused'],
  ])
  // Nobody looks after what is not held, so that its last quote of this short day was too old to sell at.
  expect(heldInBacktest).toEqual(['SPXU'])
  expect(differences[0]?.evidence).toMatch(/^safe-mode: paused since 2026-03-02 09:45 ET/)
})

describe('LIVE on the simulator', () => {
  test('pairs every trade, and what its exchange filled at another price is told to the unit', async () => {
    const { trades, differences, livePnl, testedPnl } = await compared('live')
    expect(trades.every(({ live, tested }) => live !== undefined && tested !== undefined)).toBe(true)
    expect(differences.map(({ symbol, cause }) => [symbol, cause])).toEqual([['SQQQ', 'exit-price']])
    expect(add(...differences.map(({ amount }) => amount))).toBe(subtract(livePnl, testedPnl))
  })
})

describe('openbell parity', () => {
  test('compares a kept run with the backtest and shows it as a table', async () => {
    const paused = await openbell('parity', RECORDED_DATE, '--store', folderOf('paused'), '--seed', '13')
    expect(paused.exitCode).toBe(0)
    expect(paused.stdout).toMatch(/ {2}09:48 {2}SQQQ +\+81\.00 USD {2}entry-not-taken, paused\n/)
  })

  test('a day without a tape ends with 1, one that was never compared with 2', async () => {
    const ended = async (...args: readonly string[]) => {
      const { exitCode, stdout, stderr } = await openbell('parity', ...args, '--store', folderOf('demo'))
      return { exitCode, said: stdout + stderr }
    }
    expect(await ended('2026-03-03', '--seed', '13', '--json')).toMatchObject({
      exitCode: 1,
      said: expect.stringContaining('"code":"no-tape"'),
    })
    expect(await ended(RECORDED_DATE)).toMatchObject({
      exitCode: 2,
      said: expect.stringContaining('was not compared in its evening'),
    })
  })
})
