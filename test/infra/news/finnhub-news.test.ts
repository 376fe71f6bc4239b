import { expect, test } from '@jest/globals'
import type { HttpAnswer } from '../../../infra/http/host-connection.ts'
import { FinnhubClient } from '../../../infra/news/finnhub-client.ts'
import { FinnhubNews } from '../../../infra/news/finnhub-news.ts'
import { Secret } from '../../../shared/ports/secrets.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { NEWS_ITEMS, newsContract } from '../../contract/news-contract.ts'
import { ProgrammedHost } from '../../support/yahoo-answers.ts'

const DAY = parseExchangeDate('2026-03-05')
const SPAN = { from: exchangeInstant(DAY, 0), to: exchangeInstant(DAY, 900) }
const KEY_TEXT = 'the-owners-word'

/** The shape of the company-news endpoint, with invented contents. */
const wire = NEWS_ITEMS.map(({ itemId, headline, summary, publishedAt }) => ({
  ...{ category: 'company', id: Number(itemId), datetime: publishedAt / 1_000, headline, summary },
  ...{ image: '', related: 'AAPL', source: 'Invented', url: 'https://news.test/1' },
}))

function newsOn(host: ProgrammedHost) {
  const key = async () => new Secret(KEY_TEXT)
  return new FinnhubNews(new FinnhubClient({ connection: host, origin: 'https://news.test', key }))
}

function answering(answer: HttpAnswer) {
  return new ProgrammedHost(() => answer)
}

newsContract('Finnhub', async () =>
  newsOn(
    new ProgrammedHost((url) => ({
      status: 200,
      text: JSON.stringify(url.searchParams.get('symbol') === 'AAPL' ? wire : []),
    })),
  ),
)

test('the key travels in a header and the dates are those of New York', async () => {
  const host = answering({ status: 200, text: '[]' })
  await newsOn(host).items('AAPL', SPAN)
  expect(host.asked[0]?.href).toBe(
    'https://news.test/api/v1/company-news?symbol=AAPL&from=2026-03-05&to=2026-03-05',
  )
  expect(host.headers[0]).toMatchObject({ 'X-Finnhub-Token': KEY_TEXT })
})

test.each([
  [429, '{"error":"API limit reached."}', 'rate-limited'],
  [401, `{"error":"Invalid ${KEY_TEXT}"}`, 'refused'],
  [502, '<html></html>', 'unreachable'],
  [200, '{"error":"no list"}', 'unreadable'],
])('HTTP %d with %s is an error that keeps the key to itself', async (status, text, problem) => {
  const failure = await newsOn(answering({ status, text }))
    .items('AAPL', SPAN)
    .catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: 'ProviderError', provider: 'finnhub', problem })
  expect(JSON.stringify(failure) + String(failure)).not.toContain(KEY_TEXT)
})
