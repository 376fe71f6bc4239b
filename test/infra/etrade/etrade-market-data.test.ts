import { afterEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { EtradeMarketData } from '../../../infra/etrade/etrade-market-data.ts'
import { type Ticker, ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import {
  clientOf,
  fixture,
  type Received,
  type Reply,
  type ScriptedBroker,
  scriptedBroker,
} from '../../support/scripted-broker.ts'

let broker: ScriptedBroker
let close: () => Promise<void> = async () => {}

afterEach(() => close())

async function open(script: Parameters<typeof scriptedBroker>[0]): Promise<EtradeMarketData> {
  broker = await scriptedBroker(script)
  const client = clientOf(broker)
  close = () => {
    client.close()
    return broker.close()
  }
  return new EtradeMarketData({ client })
}

function asked({ target }: Received): readonly string[] {
  return /quote\/([^?]*)\.json\?/.exec(target)?.[1]?.split(',') ?? []
}

function wireQuote(symbol: string, overrides: object = {}, all: object = {}) {
  return {
    dateTimeUTC: 1772548560,
    quoteStatus: 'REALTIME',
    Product: { symbol, securityType: 'EQ' },
    All: { bid: 47.49, ask: 47.51, lastTrade: 47.5, ...all },
    ...overrides,
  }
}

const answerAll = (request: Received): Reply => ({
  body: { QuoteResponse: { QuoteData: asked(request).map((symbol) => wireQuote(symbol)) } },
})

const GOOG = ticker('GOOG')
const TQQQ = ticker('TQQQ')

describe('one quote', () => {
  test('of the sandbox: zeros are absent, the stamp is the exchange’s', async () => {
    const { quotes, refused } = await (await open([{ body: fixture('sandbox-quote') }])).quotes([GOOG])
    expect(refused.size).toBe(0)
    expect(quotes.get(GOOG)).toEqual({
      symbol: 'GOOG',
      status: 'REALTIME',
      time: 1340222400_000,
      bid: money('574.04'),
      ask: money('579.73'),
      bidSize: 100,
      askSize: 100,
      last: money('577.51'),
      previousClose: money('577.51'),
      averageVolume: 13896435,
    })
  })

  test('in the lower-case spelling of the documentation', async () => {
    const { quotes } = await (
      await open([{ body: { quoteResponse: fixture('doclike-get-quotes') } }])
    ).quotes([GOOG])
    expect(quotes.get(GOOG)).toMatchObject({ bid: money('576.26'), bidSize: 300, totalVolume: 142 })
  })

  test('before the open keeps the status that forbids trading on yesterday’s close', async () => {
    const closing = wireQuote(
      'TQQQ',
      { quoteStatus: 'CLOSING', ahFlag: 'true' },
      { open: 0, high: 0, low: 0 },
    )
    const { quotes } = await (await open([{ body: { QuoteResponse: { QuoteData: closing } } }])).quotes([
      TQQQ,
    ])
    expect(quotes.get(TQQQ)).toMatchObject({ status: 'CLOSING', last: money('47.5') })
    expect(Object.keys(quotes.get(TQQQ) ?? {})).not.toContain('open')
  })

  test('with an unknown status is refused by its name, beside the good ones', async () => {
    const body = {
      QuoteResponse: { QuoteData: [wireQuote('GOOG', { quoteStatus: 'INDICATIVE' }), wireQuote('TQQQ')] },
    }
    const { quotes, refused } = await (await open([{ body }])).quotes([GOOG, TQQQ])
    expect(refused).toEqual(new Map([[GOOG, 'unknown quoteStatus "INDICATIVE"']]))
    expect([...quotes.keys()]).toEqual([TQQQ])
  })

  test.each<[string, object, string]>([
    ['without a stamp', { dateTimeUTC: undefined }, 'quoteResponse.quoteData.0.dateTimeUTC was missing'],
    ['with a stamp of 1970', { dateTimeUTC: 1 }, 'quoteData.0.dateTimeUTC was 1000'],
    ['with a price in words', { All: { bid: 'n/a' } }, 'quoteData.0.all.bid was "n/a", expected a number'],
  ])('%s is unreadable and the error names the field', async (_name, overrides, message) => {
    const body = { QuoteResponse: { QuoteData: [wireQuote('TQQQ', overrides)] } }
    await expect((await open([{ body }])).quotes([TQQQ])).rejects.toThrow(message)
  })
})

describe('a symbol the broker does not answer', () => {
  test('is refused in the words that name it', async () => {
    const body = {
      QuoteResponse: {
        QuoteData: [wireQuote('TQQQ')],
        Messages: { Message: [{ description: 'ZZZZZ is an invalid symbol', code: 1019, type: 'WARNING' }] },
      },
    }
    const { refused } = await (await open([{ body }])).quotes([TQQQ, ticker('ZZZZZ'), ticker('ZZZ')])
    expect(refused).toEqual(
      new Map([
        ['ZZZZZ', '1019 ZZZZZ is an invalid symbol'],
        ['ZZZ', 'the broker left it out of its answer'],
      ]),
    )
  })

  test('is refused when nothing but messages came', async () => {
    const body = {
      QuoteResponse: { Messages: { Message: { description: 'GOOG is an invalid symbol', code: 1019 } } },
    }
    const { quotes, refused } = await (await open([{ body }])).quotes([GOOG])
    expect(quotes.size).toBe(0)
    expect(refused.get(GOOG)).toBe('1019 GOOG is an invalid symbol')
  })

  test('is not replaced by another one’s quote', async () => {
    const { quotes, refused } = await (await open([{ body: fixture('sandbox-quote') }])).quotes([TQQQ])
    expect(quotes.size).toBe(0)
    expect(refused.has(TQQQ)).toBe(true)
  })
})

describe('many symbols', () => {
  const symbolsOf = (count: number): Ticker[] =>
    Array.from({ length: count }, (_, index) => ticker(`S${index}`))

  test.each([
    [0, 0],
    [1, 1],
    [50, 1],
    [51, 2],
    [118, 3],
  ])('%d are asked in %d calls of at most 50', async (count, calls) => {
    const answer = await (await open(answerAll)).quotes(symbolsOf(count))
    expect(answer.calls).toBe(calls)
    expect(broker.received).toHaveLength(calls)
    expect([...answer.quotes.keys()].sort()).toEqual(symbolsOf(count).sort())
    for (const request of broker.received) {
      expect(asked(request).length).toBeLessThanOrEqual(50)
      expect(request.target).toMatch(/\?detailFlag=ALL&overrideSymbolCount=true&skipMiniOptionsCheck=true$/)
    }
  })

  test('every asked symbol is answered once: with a quote or with a refusal', async () => {
    const marketData = await open((request) => {
      const known = asked(request).filter((symbol) => Number(symbol.slice(1)) % 3 !== 0)
      return { body: { QuoteResponse: { QuoteData: known.reverse().map((symbol) => wireQuote(symbol)) } } }
    })
    const symbols = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 130 })
    await fc.assert(
      fc.asyncProperty(symbols, async (numbers) => {
        const asked = numbers.map((number) => ticker(`S${number}`))
        const { quotes, refused } = await marketData.quotes(asked)
        expect([...quotes.keys(), ...refused.keys()].sort()).toEqual([...new Set(asked)].sort())
        for (const [symbol, quote] of quotes) expect(quote.symbol).toBe(symbol)
      }),
      { numRuns: 20 },
    )
  })

  test('repeated calls are counted', async () => {
    let failures = 2
    const marketData = await open((request) => {
      failures -= 1
      return failures >= 0 ? { status: 503 } : answerAll(request)
    })
    expect((await marketData.quotes(symbolsOf(10))).calls).toBe(3)
  })

  test('one failed batch fails the whole answer', async () => {
    const marketData = await open((request) =>
      asked(request).includes('S60') ? { status: 400 } : answerAll(request),
    )
    await expect(marketData.quotes(symbolsOf(100))).rejects.toMatchObject({ name: 'BrokerUnreachableError' })
  })
})
