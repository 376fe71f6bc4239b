import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { packError, unpackError } from '../../../../shared/cycles/recording/kept-error.ts'
import { packQuotes, unpackQuotes } from '../../../../shared/cycles/recording/quote-columns.ts'
import { PackedClock, Readings } from '../../../../shared/cycles/recording/readings.ts'
import {
  BrokerOutcomeUnknownError,
  BrokerRateLimitedError,
  BrokerRefusedError,
  BrokerUnauthorizedError,
  BrokerUnreachableError,
} from '../../../../shared/domain/errors.ts'
import { ticker } from '../../../../shared/domain/ids.ts'
import { ProviderError } from '../../../../shared/domain/provider-error.ts'
import type { Quote } from '../../../../shared/domain/quote.ts'
import { DeliveryUnknownError, NotDeliveredError } from '../../../../shared/ports/notifier.ts'
import { SecretsUnavailableError } from '../../../../shared/ports/secrets.ts'
import { StoreUnavailableError } from '../../../../shared/ports/store.ts'
import { tradedInstruments } from '../../../../shared/symbols/traded-instruments.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'

test('a packed clock shows every reading again, and stands still after the last', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 1_000 }), { minLength: 1 }), (steps) => {
      const readings = new Readings()
      let at = 1_772_462_880_000
      const shown = steps.map((step) => {
        at += Math.max(0, step)
        return readings.note(at as EpochMs)
      })
      const clock = new PackedClock(readings.packed)
      expect(shown.map(() => clock.next())).toEqual(shown)
      expect(clock.next()).toBe(shown.at(-1))
    }),
  )
})

test('quotes come out of their columns as they went in, whatever fields they lack', () => {
  const figure = fc.option(fc.integer({ min: 1 }), { nil: undefined })
  const quote = fc
    .record({ bid: figure, ask: figure, last: figure, totalVolume: figure, previousClose: figure })
    .map(
      (fields) =>
        Object.fromEntries(
          Object.entries(fields).filter(([, value]) => value !== undefined),
        ) as Partial<Quote>,
    )
  fc.assert(
    fc.property(fc.array(quote, { maxLength: 5 }), (all) => {
      const quotes = all.map((fields, place): Quote => {
        const symbol = ticker('ABCDE'.slice(place, place + 1))
        return { symbol, status: 'REALTIME', time: 1_772_462_880_000 as EpochMs, ...fields }
      })
      const answer = {
        quotes: new Map(quotes.map((each) => [each.symbol, each])),
        refused: new Map([[ticker('ZZZ'), 'unknown']]),
        calls: 3,
      }
      expect(unpackQuotes(JSON.parse(JSON.stringify(packQuotes(answer))))).toEqual(answer)
    }),
  )
})

test('the quotes of 118 symbols stay far below 100 KB', () => {
  const symbols = tradedInstruments.slice(0, 118).map(({ symbol }) => symbol)
  const price = 1_234_567 as Quote['last'] & number
  const quotes = symbols.map((symbol): Quote => {
    const prices = {
      bid: price,
      ask: price,
      last: price,
      open: price,
      high: price,
      low: price,
      previousClose: price,
    }
    const sizes = { bidSize: 12_300, askSize: 45_600, totalVolume: 123_456_789, averageVolume: 123_456_789 }
    return { symbol, status: 'REALTIME', time: 1_772_462_880_000 as EpochMs, ...prices, ...sizes }
  })
  const answer = {
    quotes: new Map(quotes.map((quote) => [quote.symbol, quote])),
    refused: new Map(),
    calls: 3,
  }
  expect(symbols).toHaveLength(118)
  expect(JSON.stringify(packQuotes(answer)).length).toBeLessThan(20_000)
})

test.each([
  new BrokerRefusedError('orders/place', { code: '1037', text: 'no' }),
  new BrokerRefusedError('orders/place', { text: 'no' }),
  new BrokerUnauthorizedError('market/quote', 'token_expired'),
  new BrokerRateLimitedError('market/quote', 'wait'),
  new BrokerUnreachableError('market/quote', 'HTTP 503'),
  new BrokerOutcomeUnknownError('orders/place', 'no answer'),
  new ProviderError('finnhub', { problem: 'rate-limited', text: 'HTTP 429' }),
  new NotDeliveredError('later', { retryAfterMs: 3_000 }),
  new NotDeliveredError('no'),
  new DeliveryUnknownError('it broke off'),
  new StoreUnavailableError('no answer'),
  new SecretsUnavailableError('no answer'),
  new TypeError('something else'),
])('$name is told from others when it comes off a tape: $message', (error) => {
  const again = unpackError(JSON.parse(JSON.stringify(packError(error))))
  expect({ ...again, name: again.name, message: again.message }).toEqual({
    ...error,
    name: error.name,
    message: error.message,
  })
  if (!(error instanceof TypeError)) expect(again).toBeInstanceOf(error.constructor)
})
