import { expect, test } from '@jest/globals'
import { breakingNewsAt } from '../../../shared/news/breaking-news.ts'
import type { NewsItem } from '../../../shared/ports/news.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'

const NOW = (10_000 * MINUTE_MS) as EpochMs
const minutesAgo = (minutes: number) => (NOW - minutes * MINUTE_MS) as EpochMs

function item(headline: string, minutes: number): NewsItem {
  return { itemId: `${headline} ${minutes}`, headline, publishedAt: minutesAgo(minutes) }
}

test.each([
  ['Acme shares plunge', true],
  ['Acme reports breakthrough in storage', true],
  ['Acme shares fall', false],
  ['Acme opens an office', false],
])('"%s" is breaking: %s', (headline, breaking) => {
  expect(breakingNewsAt([item(headline, 20)], NOW)).toBe(breaking ? minutesAgo(20) : undefined)
})

test('the newest breaking story counts, and a copy of an old one is not news again', () => {
  const items = [
    item('Acme shares plunge', 200),
    item('Acme shares plunge', 5),
    item('Bank fraud at Acme', 90),
  ]
  expect(breakingNewsAt(items, NOW)).toBe(minutesAgo(90))
})

test('what is stamped after now is not known yet', () => {
  expect(breakingNewsAt([item('Acme shares plunge', -1)], NOW)).toBeUndefined()
  expect(breakingNewsAt([item('Acme shares plunge', 0)], NOW)).toBe(NOW)
})
