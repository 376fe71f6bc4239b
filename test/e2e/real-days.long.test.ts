import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openbellJson, scratchFolder } from './command-line.ts'
import { keptDocuments } from './kept-documents.ts'
import { RecordedQuotes } from './recorded-quotes.ts'

const MARKET_DATA = resolve(import.meta.dirname, '../../../shared/market-data')
const START_CASH = 250_000_000

/** A fill is booked when the order list shows it, which paced calls do some seconds after it was made. */
const BOOKED_SECONDS_MAX = 10

interface Trade {
  readonly symbol: string
  readonly quantity: number
  readonly entryPrice: number
  readonly exitPrice: number
  readonly entryTime: string
  readonly exitTime: string
  readonly pnlUsd: number
  readonly pnlPct: number
}

/** So little is asked of an entry here that the rules trade on days on which they otherwise would not. */
const PERMISSIVE = {
  entry: {
    scoreMin: { standard: 0.3 },
    familiesMin: 1,
    rsiMin: 0,
    rsiMax: 100,
    volumeRatioMin: 0,
    volumeProfileSessionsMin: 1,
    priceUsdMax: 5_000,
    quoteAgeSecondsMax: 60,
    openingGuardMinutes: 0,
    cooldownMinutes: 0,
    cooldownAfterStopMinutes: 0,
    entriesPerSymbolDayMax: 5,
  },
  exits: { holdMinutesMax: 20 },
  risk: { positionPctMax: 10, dailyTradesMax: { standard: 50 } },
}

const WHOLE_DAY = { scans: 195, monitors: 390, skipped: 2, failed: 0 }
/** The exchange closed at 13:00. */
const SHORT_DAY = { scans: 105, monitors: 210, skipped: 452, failed: 0 }

const available = existsSync(MARKET_DATA)
if (!available) process.stderr.write(`real days are not tested: there is no folder ${MARKET_DATA}\n`)
const describeRealDays = available ? describe : describe.skip

const scratch = scratchFolder()
afterAll(scratch.remove)

const run = (date: string, symbols: string, ...more: readonly string[]) =>
  openbellJson('demo', '--data', MARKET_DATA, '--date', date, '--symbols', symbols, ...more)

const STRICT = [
  { date: '2022-04-07', symbols: 'AAPL,TSLA,GOOG,NFLX,SNOW', counts: WHOLE_DAY },
  { date: '2022-03-29', symbols: 'AAPL,TSLA,GOOG,NFLX,SNOW', counts: WHOLE_DAY },
  { date: '2019-12-24', symbols: 'SPY,QQQ,TQQQ', counts: SHORT_DAY },
]

describeRealDays('real days under the rules as they are', () => {
  const summaries = new Map<string, ReturnType<typeof JSON.parse>>()

  beforeAll(async () => {
    const runAll = STRICT.map(async ({ date, symbols }) => summaries.set(date, await run(date, symbols)))
    await Promise.all(runAll)
  }, 90_000)

  test.each(STRICT)(
    'on $date every tick of the schedule is done or skipped, and no promise is broken',
    ({ date, counts }) => {
      const { days, invariants } = summaries.get(date)
      expect(days).toMatchObject([{ date, ...counts }])
      expect(invariants).toMatchObject({ violated: 0, violations: [] })
    },
  )
})

describeRealDays.each([
  { date: '2022-04-07', symbols: 'AAPL,TSLA,GOOG,NFLX,SNOW', counts: WHOLE_DAY, mode: 'DEMO', tradesMin: 5 },
  { date: '2019-12-20', symbols: 'SPY,QQQ,TQQQ,SOXL', counts: WHOLE_DAY, mode: 'LIVE', tradesMin: 5 },
  { date: '2019-12-24', symbols: 'SPY,DIA', counts: SHORT_DAY, mode: 'DEMO', tradesMin: 2 },
])(
  '$date in $mode with many entries, recomputed from the files',
  ({ date, symbols, counts, mode, tradesMin }) => {
    const folder = join(scratch.path, `${date}-${mode}`)
    let day: {
      readonly trades: readonly Trade[]
      readonly entries: number
      readonly exits: number
      readonly pnlUsd: number
    }
    let broken: unknown

    beforeAll(async () => {
      const config = join(scratch.path, 'permissive.json')
      writeFileSync(config, JSON.stringify(PERMISSIVE))
      const live = mode === 'LIVE' ? ['--live'] : []
      const { days, invariants } = await run(date, symbols, '--config', config, '--store', folder, ...live)
      day = days[0]
      broken = invariants.violations
    }, 60_000)

    test('every tick is accounted for, every entry is closed, and no promise is broken', () => {
      expect(day).toMatchObject({ date, ...counts })
      expect(day.trades.length).toBeGreaterThanOrEqual(tradesMin)
      expect([day.entries, day.exits]).toEqual([day.trades.length, day.trades.length])
      expect(broken).toEqual([])
    })

    test('no entry is cheaper than the ask of its seconds, no exit dearer than the bid', () => {
      for (const trade of day.trades) {
        const quotes = new RecordedQuotes(MARKET_DATA, trade.symbol, date)
        const bought = quotes.within(BOOKED_SECONDS_MAX, Date.parse(trade.entryTime))
        const sold = quotes.within(BOOKED_SECONDS_MAX, Date.parse(trade.exitTime))
        expect(exact(trade.entryPrice)).toBeGreaterThanOrEqual(Math.min(...bought.map(({ ask }) => ask)))
        expect(exact(trade.exitPrice)).toBeLessThanOrEqual(Math.max(...sold.map(({ bid }) => bid)))
      }
    })

    test('each P&L is quantity × (exit − entry) to the cent, and the day is their sum', () => {
      const results = day.trades.map(
        ({ quantity, entryPrice, exitPrice }) => quantity * (exact(exitPrice) - exact(entryPrice)),
      )
      expect(day.trades.map(({ pnlUsd }) => exact(pnlUsd))).toEqual(results)
      expect(exact(day.pnlUsd)).toBe(sum(results))
      for (const { pnlPct, entryPrice, exitPrice } of day.trades)
        expect(Math.abs(pnlPct - (exitPrice / entryPrice - 1) * 100)).toBeLessThanOrEqual(0.005 + 1e-9)
    })

    test("the broker's cash is the start plus what was sold less what was bought, to the cent", () => {
      const bought = sum(day.trades.map(({ quantity, entryPrice }) => quantity * exact(entryPrice)))
      const sold = sum(day.trades.map(({ quantity, exitPrice }) => quantity * exact(exitPrice)))
      expect(brokerAccount(folder, mode)).toMatchObject({ cash: START_CASH + sold - bought })
    })
  },
)

function brokerAccount(folder: string, mode: string) {
  if (mode === 'DEMO') return keptDocuments(folder, 'paper')['paper/account']
  return keptDocuments(folder, 'simulator-account', 'simulator')['simulator-account/simulated-account']
    .account
}

/** Dollars as whole ten-thousandths. */
function exact(dollars: number): number {
  return Math.round(dollars * 10_000)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
