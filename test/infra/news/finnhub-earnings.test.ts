import { expect, test } from '@jest/globals'
import { FinnhubClient } from '../../../infra/news/finnhub-client.ts'
import { FinnhubEarnings } from '../../../infra/news/finnhub-earnings.ts'
import { Secret } from '../../../shared/ports/secrets.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { ANNOUNCEMENTS, earningsContract } from '../../contract/earnings-contract.ts'
import { ProgrammedHost } from '../../support/yahoo-answers.ts'

const DAY = parseExchangeDate('2026-03-05')
const HOURS = { 'before-open': 'bmo', 'after-close': 'amc', unknown: '' }

/** The shape of the calendar/earnings endpoint, with invented figures; the span of the question is kept to. */
function calendar({ searchParams }: URL): string {
  const [symbol, from, to] = ['symbol', 'from', 'to'].map((name) => searchParams.get(name) ?? '') as [
    string,
    string,
    string,
  ]
  const own = symbol === 'AAPL' ? ANNOUNCEMENTS.filter(({ date }) => date >= from && date <= to) : []
  const figures = {
    epsActual: null,
    epsEstimate: 1,
    quarter: 1,
    revenueActual: null,
    revenueEstimate: 1,
    year: 2026,
  }
  const earnings = own.map(({ date, moment }) => ({ date, hour: HOURS[moment], symbol, ...figures }))
  return JSON.stringify({ earningsCalendar: earnings })
}

function earningsOn(host: ProgrammedHost) {
  const key = async () => new Secret('your-finnhub-key')
  return new FinnhubEarnings(new FinnhubClient({ connection: host, origin: 'https://news.test', key }))
}

const telling = () => new ProgrammedHost((url) => ({ status: 200, text: calendar(url) }))

earningsContract('Finnhub', async () => earningsOn(telling()))

test('a quarter on both sides of the span is asked for, to tell a quiet day from an unknown company', async () => {
  const host = telling()
  await earningsOn(host).announcements('AAPL', { from: DAY, to: DAY })
  expect(host.asked.map(({ href }) => href)).toEqual([
    'https://news.test/api/v1/calendar/earnings?symbol=AAPL&from=2025-11-25&to=2026-06-13',
  ])
})

test('an announcement during the session, and one of another company', async () => {
  const entry = { date: '2026-03-05', hour: 'dmh', symbol: 'AAPL' }
  const text = JSON.stringify({ earningsCalendar: [{ ...entry, symbol: 'AAPL.X' }, entry] })
  const earnings = earningsOn(new ProgrammedHost(() => ({ status: 200, text })))
  expect(await earnings.announcements('AAPL', { from: DAY, to: DAY })).toEqual([
    { date: DAY, moment: 'during-session' },
  ])
})

test.each([
  [200, '{"earningsCalendar":[{"date":"soon","hour":"","symbol":"AAPL"}]}', 'unreadable'],
  [403, '{"error":"You don\'t have access to this resource."}', 'refused'],
])('HTTP %d with %s is an error', async (status, text, problem) => {
  const earnings = earningsOn(new ProgrammedHost(() => ({ status, text })))
  await expect(earnings.announcements('AAPL', { from: DAY, to: DAY })).rejects.toMatchObject({
    name: 'ProviderError',
    problem,
  })
})
