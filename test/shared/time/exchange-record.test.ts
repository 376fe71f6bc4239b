import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { addDays, epochMs, formatEt, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type MarketDay, marketDay, specialDays } from '../../../shared/time/market-calendar.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/market-data/calendar')
const RECORDED = { from: parseExchangeDate('1990-01-01'), to: parseExchangeDate('2030-12-31') }

/** Unplanned early closes: the session file holds planned hours, the file of early closes and we what happened. */
const CLOSED_EARLIER_THAN_PLANNED = new Set(['1994-02-11', '1996-01-08', '1997-10-27', '2005-06-01'])

const testWithRecord = existsSync(FOLDER) ? test : test.skip

testWithRecord('every closed weekday of 1990 to 2030 is the recorded one (skipped without ../shared)', () => {
  const closed = specialDays(RECORDED).filter(({ kind }) => kind === 'closed')
  const recorded = rows('nyse-holidays.csv').map(([date, , name]) => ({ date, name, kind: 'closed' }))
  expect(recorded).toHaveLength(375)
  expect(closed).toEqual(recorded)
})

testWithRecord('every early close of 1990 to 2030 is the recorded one (skipped without ../shared)', () => {
  const early = specialDays(RECORDED).flatMap((day) =>
    day.kind === 'earlyClose' ? [[day.date, day.closeTime]] : [],
  )
  const recorded = rows('nyse-early-closes.csv').map(([date, , closeTime]) => [date, closeTime])
  expect(recorded).toHaveLength(92)
  expect(early).toEqual(recorded)
})

testWithRecord('every session of 1990 to 2030 has the recorded moments (skipped without ../shared)', () => {
  const recorded = rows('nyse-sessions.csv.gz')
  expect(recorded).toHaveLength(10_322)
  const different = openDays().flatMap((day, index) => {
    const [date, openMs, closeMs] = recorded[index] ?? []
    const same = day.date === date && day.openAt === Number(openMs) && day.closeAt === Number(closeMs)
    return same ? [] : [{ day, date, openAt: Number(openMs), closeAt: Number(closeMs) }]
  })
  expect(openDays()).toHaveLength(recorded.length)
  expect(new Set(different.map(({ date }) => date))).toEqual(CLOSED_EARLIER_THAN_PLANNED)
  for (const { day, date, openAt, closeAt } of different) {
    expect([day.date, day.openAt]).toEqual([date, openAt])
    expect(formatEt(epochMs(closeAt), 'time')).toBe('16:00')
  }
})

function openDays(): Extract<MarketDay, { kind: 'open' }>[] {
  const days: Extract<MarketDay, { kind: 'open' }>[] = []
  for (let date = RECORDED.from; date <= RECORDED.to; date = addDays(date, 1)) {
    const day = marketDay(date)
    if (day.kind === 'open') days.push(day)
  }
  return days
}

/** The rows of a calendar file without its header; the columns read here hold no quotes or commas. */
function rows(file: string): string[][] {
  const bytes = readFileSync(join(FOLDER, file))
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
}
