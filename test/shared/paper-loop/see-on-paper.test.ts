import { expect, test } from '@jest/globals'
import { paperMarket } from '../../../shared/paper-loop/see-on-paper.ts'
import { addDays } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { madeUpLoop, tradingDays, walkedDays } from './made-up-loop.ts'

const setup = madeUpLoop()
const first = setup.symbols[0]!
const dates = tradingDays(90)
const MORNING = dates[70] as ExchangeDate

function sightOn(date: ExchangeDate, of = setup, symbol = first) {
  const seen = paperMarket(symbol, of).see(date)
  if (seen.status === 'unseen') throw new Error(seen.code)
  return seen.sight
}

test('events of the last 7 and the next 30 days are known, no others', () => {
  const events = [-8, -7, 0, 30, 31].map((days) => {
    const known = { symbol: first.symbol, moment: 'unknown', kind: 'EARNINGS', source: 'test' } as const
    return { ...known, date: addDays(MORNING, days) }
  })
  const sight = sightOn(MORNING, { ...setup, events })
  expect(sight.events.map(({ daysAhead }) => daysAhead)).toEqual([-7, 0, 30])
})

test('the days end with the one before, sixty of them', () => {
  const { days } = sightOn(MORNING)
  expect(days).toHaveLength(60)
  expect(days.at(-1)?.date).toBe(dates[69])
})

test('bid and ask lie around the open, at least a cent apart', () => {
  const { bid, ask } = sightOn(MORNING)
  const open = first.days.find(({ date }) => date === MORNING)!.open
  expect(ask - bid).toBeGreaterThanOrEqual(100)
  expect((ask + bid) / 2).toBe(Math.round(open * 10_000))
})

test('days before a gap are not taken for yesterday', () => {
  const broken = { ...first, days: first.days.filter((_, day) => day < 30 || day >= 40) }
  expect(sightOn(MORNING, setup, broken).days).toHaveLength(30)
})

test('a fund of the sector that has no current days is not known', () => {
  const sectorDays = walkedDays(9, dates)
  expect(sightOn(MORNING, setup, { ...first, sectorDays }).sectorDays).toHaveLength(60)
  const ended = { ...first, sectorDays: sectorDays.slice(0, 60) }
  expect(sightOn(MORNING, setup, ended)).not.toHaveProperty('sectorDays')
})
