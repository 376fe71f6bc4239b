import { describe, expect, test } from '@jest/globals'
import { ticker } from '../../shared/domain/ids.ts'
import type { History } from '../../shared/ports/history.ts'
import { exchangeDate, exchangeInstant, parseExchangeDate } from '../../shared/time/exchange-time.ts'

/** The sessions every adapter under test is given for KNOWN: each minute trades 100 shares at the day's price. */
export const HISTORY_DAYS = [
  { date: parseExchangeDate('2026-03-05'), price: 20 },
  { date: parseExchangeDate('2026-03-06'), price: 21 },
  // The clocks change on the Sunday between.
  { date: parseExchangeDate('2026-03-09'), price: 22 },
  { date: parseExchangeDate('2026-03-10'), price: 23 },
] as const
export const KNOWN = ticker('TQQQ')

const UNKNOWN = ticker('ZZZ')
const [DAY5, DAY6, DAY9, DAY10] = HISTORY_DAYS.map(({ date }) => date)
const AFTER = parseExchangeDate('2026-03-11')

/** What every `History` adapter promises; `open` gives one that holds HISTORY_DAYS. */
export function historyContract(name: string, open: () => Promise<History>): void {
  describe(name, () => {
    test('daily bars are the last ones before the date, ascending', async () => {
      const history = await open()
      const bars = await history.dailyBars(KNOWN, { before: AFTER, count: 3 })
      expect(bars.map(({ date, close }) => [date, close])).toEqual([
        [DAY6, 21],
        [DAY9, 22],
        [DAY10, 23],
      ])
    })

    test('no daily bar of the date itself or later is returned', async () => {
      const history = await open()
      const bars = await history.dailyBars(KNOWN, { before: DAY9!, count: 99 })
      expect(bars.map(({ date }) => date)).toEqual([DAY5, DAY6])
    })

    test('minute sessions are the last ones before the date, whole and in regular hours', async () => {
      const history = await open()
      const sessions = await history.minuteSessions(KNOWN, { before: DAY10!, sessions: 2 })
      expect(sessions.map(({ date }) => date)).toEqual([DAY6, DAY9])
      for (const { date, bars } of sessions) {
        expect(bars).toHaveLength(390)
        expect(bars[0]?.time).toBe(exchangeInstant(date, 570))
        expect(bars.at(-1)?.time).toBe(exchangeInstant(date, 959))
        expect(bars.every((bar, index) => index === 0 || bar.time > bars[index - 1]!.time)).toBe(true)
        expect(bars.every(({ time }) => exchangeDate(time) === date)).toBe(true)
      }
    })

    test('a bar keeps its five numbers', async () => {
      const history = await open()
      const [session] = await history.minuteSessions(KNOWN, { before: DAY6!, sessions: 1 })
      const flat = { open: 20, high: 20, low: 20, close: 20 }
      expect(session?.bars[7]).toEqual({ time: exchangeInstant(DAY5!, 577), ...flat, volume: 100 })
    })

    test('an unknown symbol and a date before everything are empty', async () => {
      const history = await open()
      expect(await history.dailyBars(UNKNOWN, { before: AFTER, count: 9 })).toEqual([])
      expect(await history.minuteSessions(UNKNOWN, { before: AFTER, sessions: 9 })).toEqual([])
      expect(await history.dailyBars(KNOWN, { before: DAY5!, count: 9 })).toEqual([])
      expect(await history.minuteSessions(KNOWN, { before: DAY5!, sessions: 9 })).toEqual([])
    })

    test('asking for none gives none', async () => {
      const history = await open()
      expect(await history.dailyBars(KNOWN, { before: AFTER, count: 0 })).toEqual([])
      expect(await history.minuteSessions(KNOWN, { before: AFTER, sessions: 0 })).toEqual([])
    })
  })
}
