import { describe, expect, test } from '@jest/globals'
import type { News } from '../../shared/ports/news.ts'
import { exchangeInstant, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

const DAY = parseExchangeDate('2026-03-05')
const at = (minute: number) => exchangeInstant(DAY, minute)

/** What every adapter under test holds for AAPL, deliberately out of order. */
export const NEWS_ITEMS = [
  { itemId: '102', headline: 'Apple recalls a charger', summary: '', publishedAt: at(620) },
  {
    itemId: '101',
    headline: 'Apple beats, raises outlook',
    summary: 'A record quarter, again',
    publishedAt: at(600),
  },
  { itemId: '103', headline: 'Analysts upgrade Apple', summary: '', publishedAt: at(640) },
] as const

/** What every `News` adapter promises; `open` gives one that holds NEWS_ITEMS. */
export function newsContract(name: string, open: () => Promise<News>): void {
  describe(name, () => {
    test('items ascend in time and keep their texts', async () => {
      const items = await (await open()).items('AAPL', { from: at(0), to: at(900) })
      expect(items.map(({ itemId }) => itemId)).toEqual(['101', '102', '103'])
      expect(items[0]).toEqual(NEWS_ITEMS[1])
    })

    test('a summary that is not there is absent', async () => {
      const items = await (await open()).items('AAPL', { from: at(0), to: at(900) })
      expect(Object.keys(items[1]!)).toEqual(['itemId', 'headline', 'publishedAt'])
    })

    test('both ends of the span belong to it, and nothing beyond them', async () => {
      const news = await open()
      const ids = async (from: number, to: number) =>
        (await news.items('AAPL', { from: from as EpochMs, to: to as EpochMs })).map(({ itemId }) => itemId)
      expect(await ids(at(600), at(640))).toEqual(['101', '102', '103'])
      expect(await ids(at(600) + 1, at(640) - 1)).toEqual(['102'])
    })

    test('an underlying nobody wrote about is an empty list', async () => {
      const news = await open()
      expect(await news.items('MSFT', { from: at(0), to: at(900) })).toEqual([])
      expect(await news.items('../AAPL', { from: at(0), to: at(900) })).toEqual([])
    })
  })
}
