import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { BarFolder } from '../../../infra/history/bar-folder.ts'
import { RecordedBars } from '../../../infra/history/recorded-bars.ts'
import type { Bar } from '../../../shared/domain/bar.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { BAR_HEADER, flatSession, marketFolder } from '../../support/market-folder.ts'

const SPY = ticker('SPY')
const MARCH_6 = parseExchangeDate('2026-03-06')
const open = exchangeInstant(MARCH_6, 570)

const price = fc.integer({ min: 1, max: 9_999_999 }).map((steps) => steps / 10_000)
const bar = fc.tuple(price, price, fc.integer({ min: 0, max: 1e9 })).map(([first, second, volume]) => ({
  open: first,
  high: Math.max(first, second),
  low: Math.min(first, second),
  close: second,
  volume,
}))

test('what is written is what a run reads', () => {
  const folder = marketFolder({})
  fc.assert(
    fc.property(fc.array(bar, { minLength: 1, maxLength: 5 }), (bars) => {
      const minutes = bars.map(
        (values, index): Bar => ({ time: (open + index * 60_000) as EpochMs, ...values }),
      )
      const daily = bars.map((values, index) => ({
        date: parseExchangeDate(`2026-03-0${index + 2}`),
        ...values,
      }))
      new BarFolder(folder).writeMinuteDay(SPY, MARCH_6, minutes)
      new BarFolder(folder).writeDailyBars(SPY, daily)
      const recorded = RecordedBars.open({ folder })
      expect(recorded.intradayBars(SPY, MARCH_6)?.bars).toEqual(minutes)
      expect(recorded.dailyBars(SPY)).toEqual(daily)
    }),
    { numRuns: 20 },
  )
})

test('a packed day replaces a plain one, and nothing else is left', () => {
  const folder = marketFolder({ 'minute/SPY/2026-03-06.csv': flatSession(MARCH_6, 20) })
  const bars = new BarFolder(folder)
  expect(bars.minuteBars(SPY, MARCH_6)).toHaveLength(390)
  bars.writeMinuteDay(SPY, MARCH_6, bars.minuteBars(SPY, MARCH_6).slice(1))
  expect(readdirSync(join(folder, 'minute/SPY'))).toEqual(['2026-03-06.csv.gz'])
  expect(bars.minuteBars(SPY, MARCH_6)).toHaveLength(389)
})

test('a draft of a process that was killed is no day', () => {
  const folder = marketFolder({ 'minute/SPY/2026-03-05.csv.gz': [BAR_HEADER] })
  writeFileSync(join(folder, 'minute/SPY/.2026-03-06.csv.gz.4711.draft'), 'half a d')
  expect([...new BarFolder(folder).minuteDates(SPY)]).toEqual(['2026-03-05'])
})

test('a day that cannot be written leaves no trace', () => {
  const folder = marketFolder({ 'daily/SPY.csv.gz/in-the-way': ['a folder of that name'] })
  expect(() => new BarFolder(folder).writeDailyBars(SPY, [])).toThrow()
  expect(readdirSync(join(folder, 'daily'))).toEqual(['SPY.csv.gz'])
  expect(existsSync(join(folder, 'daily/SPY.csv.gz/in-the-way'))).toBe(true)
})
