import { existsSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { CsvHistory } from '../../../infra/history/csv-history.ts'
import { radarScanSchema } from '../../../shared/catalysts/radar-card.ts'
import { radarScan } from '../../../shared/catalysts/radar-scan.ts'
import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { ProviderError } from '../../../shared/domain/provider-error.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import { parseExchangeDate as date, exchangeInstant } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { recordedFolder } from '../../support/market-folder.ts'
import { without } from '../../support/quotes.ts'
import { AAPL, catalystEvent, DATE, daysWith, NOON, radarQuote, radarWorld } from './radar-world.ts'

const DIS = ticker('DIS')
const FLAT = Array.from({ length: 20 }, () => 100)
const NONE = { events: [], problems: [] }

describe('a symbol ranked by hand', () => {
  // 3 % up a week on the last day alone: one of ten returns, so the expected move is .3 %.
  const days = daysWith([...FLAT.slice(1), 103], { volume: 5_000_000 })
  const scanned = radarScan(
    radarWorld({
      symbols: [AAPL],
      quotes: [radarQuote(AAPL, { bid: money('102.87'), ask: money('103.13') })],
      days: { AAPL: days },
      upcoming: { events: [catalystEvent()], problems: [] },
    }).ports,
    NOON,
  )

  test('has the rank and the points of the formula', async () => {
    const [card] = (await scanned).cards
    // Spread .26 ÷ 103 = .252427 %; value 5,000,000 × 100.15; earnings in 7 days: 15 × .6 × e^-.7.
    expect(card?.points).toEqual({
      liquidity: 16,
      spread: 11.213592233,
      expectedMove: 0.45,
      event: 4.469267734,
    })
    expect(card?.rank).toBeCloseTo(50 + 16 + 11.213592233 + 0.45 + 4.469267734, 8)
    expect(card?.badge).toBe('green')
  })

  test('shows every figure that went in', async () => {
    const [card] = (await scanned).cards
    expect(card?.figures).toMatchObject({
      bid: money('102.87'),
      ask: money('103.13'),
      last: money('100'),
      quoteTime: NOON,
      lastDay: '2026-03-02',
      averageDailyValue: money('500750000'),
      events: [{ ...catalystEvent(), daysAhead: 7 }],
    })
  })

  test('reads back from a store as it was', async () => {
    const scan = await scanned
    expect(radarScanSchema.parse(JSON.parse(JSON.stringify(scan)))).toEqual(scan)
  })
})

const isRecorded = existsSync(recordedFolder)
if (!isRecorded) process.stderr.write(`real days are not ranked: there is no folder ${recordedFolder}\n`)

;(isRecorded ? test : test.skip)('two symbols with real days, at noon of 2 January 2024', async () => {
  const now = exchangeInstant(date('2024-01-02'), 720)
  const quoted = (symbol: typeof AAPL, bid: string, ask: string) =>
    radarQuote(symbol, { time: now, bid: money(bid), ask: money(ask) })
  const { ports } = radarWorld({
    symbols: [DIS, AAPL],
    quotes: [quoted(AAPL, '192.52', '192.54'), quoted(DIS, '90.00', '90.36')],
    upcoming: { events: [catalystEvent({ date: date('2024-02-01') })], problems: [] },
  })
  const { cards } = await radarScan({ ...ports, history: CsvHistory.open({ folder: recordedFolder }) }, now)
  // December 2023: mean value 10.35 billion and 1.019 billion USD, mean |5-day return| 1.3941 % and 1.9550 %.
  expect(cards.map(({ symbol, points }) => [symbol, points])).toEqual([
    ['AAPL', { liquidity: 20, spread: 14.844180128, expectedMove: 2.091093569, event: 0.448083615 }],
    ['DIS', { liquidity: 20, spread: 9.011976048, expectedMove: 2.932560049, event: 0 }],
  ])
  expect(cards.map(({ rank, badge }) => [rank.toFixed(3), badge])).toEqual([
    ['87.383', 'green'],
    ['81.945', 'green'],
  ])
})

describe('what can not be ranked says why', () => {
  async function unranked(given: Partial<Parameters<typeof radarWorld>[0]>, now: EpochMs = NOON) {
    const quotes = [radarQuote(AAPL, { time: now })]
    const { ports } = radarWorld({
      ...{ symbols: [AAPL], quotes, days: { AAPL: daysWith(FLAT) }, upcoming: NONE },
      ...given,
    })
    const scan = await radarScan(ports, now)
    return scan.unranked.map(({ code, reason }) => `${code}: ${reason}`)
  }

  const quote = radarQuote(AAPL)
  test.each<[string, Quote]>([
    ['missing-bid: the quote has no bid', without(quote, 'bid')],
    ['missing-ask: the quote has no ask', without(quote, 'ask')],
    ['missing-last: the quote has no last trade', without(quote, 'last')],
    ['crossed: the bid 100.02 is above the ask 100.01', { ...quote, bid: money('100.02') }],
    ['status: the quote is DELAYED, not REALTIME', { ...quote, status: 'DELAYED' }],
    [
      'stale: the quote is 15.001 s old, at most 15 s are allowed',
      { ...quote, time: (NOON - 15_001) as EpochMs },
    ],
  ])('%s', async (reason, shown) => {
    expect(await unranked({ quotes: [shown] })).toEqual([reason])
  })

  test.each([15_000, 14_999])('a quote %d ms old is taken', async (age) => {
    expect(await unranked({ quotes: [radarQuote(AAPL, { time: (NOON - age) as EpochMs })] })).toEqual([])
  })

  test('a bid that equals the ask is a spread of nothing', async () => {
    expect(await unranked({ quotes: [{ ...quote, bid: money('100.01') }] })).toEqual([])
  })

  test('a symbol that the broker refused has its words', async () => {
    expect(await unranked({ quotes: [] })).toEqual(['missing-quote: the quote was refused: unknown'])
  })

  test('outside the session nothing has a rank', async () => {
    const saturday = exchangeInstant(date('2026-03-07'), 720)
    expect(await unranked({ days: {} }, saturday)).toEqual(['out-of-session: the market is closed: weekend'])
  })

  test.each([
    [19, ['too-few-days: 19 completed days are known, at least 20 are needed']],
    [20, []],
    [21, []],
  ])('%d completed days', async (count, reasons) => {
    const days = daysWith(Array.from({ length: count }, () => 100))
    expect(await unranked({ days: { AAPL: days } })).toEqual(reasons)
  })

  test('days that end before the last completed one', async () => {
    const days = daysWith(FLAT, { before: date('2026-03-02') })
    expect(await unranked({ days: { AAPL: days } })).toEqual([
      'old-days: the last day known is 2026-02-27, not 2026-03-02',
    ])
  })

  test('days that can not be read', async () => {
    const failure = new ProviderError('yahoo', { problem: 'unreachable', text: 'timed out' })
    expect(await unranked({ days: { AAPL: failure } })).toEqual(['no-days: yahoo: no answer: timed out'])
  })

  test('its events are told all the same', async () => {
    const { ports } = radarWorld({ symbols: [AAPL], upcoming: { events: [catalystEvent()], problems: [] } })
    const [first] = (await radarScan(ports, NOON)).unranked
    expect(first?.events).toEqual([{ ...catalystEvent(), daysAhead: 7 }])
  })
})

describe('events', () => {
  test('are asked for from today on, as far ahead as the owner wants', async () => {
    const { ports, asked } = radarWorld({ symbols: [AAPL, DIS], upcoming: NONE })
    const { eventsTo } = await radarScan(ports, NOON)
    expect(asked).toEqual([{ symbols: [AAPL, DIS], from: DATE, to: '2026-04-02' }])
    expect(eventsTo).toBe('2026-04-02')
  })

  test('that a source could not tell are named, and the rank goes on without them', async () => {
    const problems = ['finnhub: no answer: timed out']
    const { ports } = radarWorld({
      ...{ symbols: [AAPL], quotes: [radarQuote(AAPL)], days: { AAPL: daysWith(FLAT) } },
      upcoming: { events: [], problems },
    })
    expect(await radarScan(ports, NOON)).toMatchObject({
      eventProblems: problems,
      cards: [{ symbol: 'AAPL', points: { event: 0 } }],
    })
  })

  test('without any source the scan says so', async () => {
    const scan = await radarScan(radarWorld({ symbols: [AAPL] }).ports, NOON)
    expect(scan.eventProblems).toEqual(['no source of events is set up'])
  })
})

test('symbols of the same rank stand in the order of the alphabet', async () => {
  const { ports } = radarWorld({
    symbols: [DIS, AAPL],
    quotes: [radarQuote(AAPL), radarQuote(DIS)],
    days: { AAPL: daysWith(FLAT), DIS: daysWith(FLAT) },
  })
  expect((await radarScan(ports, NOON)).cards.map(({ symbol }) => symbol)).toEqual(['AAPL', 'DIS'])
})

test('a broker that shows no quotes ends the scan', async () => {
  const { ports, recentQuotes } = radarWorld({ symbols: [AAPL] })
  recentQuotes.failure = new BrokerUnreachableError('market/quote', 'no readable answer')
  await expect(radarScan(ports, NOON)).rejects.toThrow(BrokerUnreachableError)
})
