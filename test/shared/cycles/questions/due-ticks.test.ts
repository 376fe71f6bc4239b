import { expect, test } from '@jest/globals'
import { dueTicks } from '../../../../shared/cycles/questions/due-ticks.ts'
import { parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { marketDay } from '../../../../shared/time/market-calendar.ts'
import { at } from './traded-day.ts'

const TUESDAY = parseExchangeDate('2026-03-03')
const SHORT_DAY = parseExchangeDate('2026-11-27')
const SUNDAY = parseExchangeDate('2026-03-08')

test.each([
  ['before the open', TUESDAY, 569, 0, 0],
  ['at the open, which may still be at work', TUESDAY, 570, 0, 0],
  ['15 s after the open', TUESDAY, 570, 15, [1, 1]],
  ['a minute later', TUESDAY, 571, 15, [2, 1]],
  ['two minutes later', TUESDAY, 572, 15, [3, 2]],
  ['at the close', TUESDAY, 960, 15, [390, 195]],
  ['late in the evening', TUESDAY, 1_400, 0, [390, 195]],
  ['after a short day', SHORT_DAY, 900, 0, [210, 105]],
  ['on a Sunday', SUNDAY, 600, 0, 0],
])('%s', (_, date, minute, seconds, due) => {
  const now = (at(minute, date) + seconds * 1_000) as EpochMs
  const [monitors, scans] = due === 0 ? [0, 0] : (due as number[])
  expect(dueTicks('position-monitor', marketDay(date), now)).toBe(monitors)
  expect(dueTicks('signal-scan', marketDay(date), now)).toBe(scans)
})
