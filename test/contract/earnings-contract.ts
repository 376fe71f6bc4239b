import { describe, expect, test } from '@jest/globals'
import type { Earnings } from '../../shared/ports/earnings.ts'
import { parseExchangeDate as date } from '../../shared/time/exchange-time.ts'

/** What every adapter under test holds for AAPL, deliberately out of order. */
export const ANNOUNCEMENTS = [
  { date: date('2026-04-30'), moment: 'after-close' },
  { date: date('2026-01-29'), moment: 'before-open' },
  { date: date('2026-07-30'), moment: 'unknown' },
] as const

/** What every `Earnings` adapter promises; `open` gives one that holds ANNOUNCEMENTS for AAPL. */
export function earningsContract(name: string, open: () => Promise<Earnings>): void {
  describe(name, () => {
    test('announcements ascend and both ends of the span belong to it', async () => {
      const earnings = await open()
      const span = { from: date('2026-01-29'), to: date('2026-04-30') }
      expect(await earnings.announcements('AAPL', span)).toEqual([ANNOUNCEMENTS[1], ANNOUNCEMENTS[0]])
      expect(await earnings.announcements('AAPL', { ...span, from: date('2026-01-30') })).toEqual([
        ANNOUNCEMENTS[0],
      ])
      expect(await earnings.announcements('AAPL', { ...span, to: date('2026-04-29') })).toEqual([
        ANNOUNCEMENTS[1],
      ])
    })

    test('a known company without an announcement in the span is an empty list', async () => {
      const day = date('2026-03-05')
      expect(await (await open()).announcements('AAPL', { from: day, to: day })).toEqual([])
    })

    test('an unknown company is undefined, not an empty list', async () => {
      const day = date('2026-03-05')
      expect(await (await open()).announcements('NOBODY', { from: day, to: day })).toBeUndefined()
    })
  })
}
