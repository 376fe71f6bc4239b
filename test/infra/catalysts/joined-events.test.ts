import { expect, test } from '@jest/globals'
import { LayeredCache } from '../../../infra/cache/layered-cache.ts'
import { CachedEvents } from '../../../infra/catalysts/cached-events.ts'
import { EarningsEvents } from '../../../infra/catalysts/earnings-events.ts'
import type { EventSource } from '../../../infra/catalysts/event-source.ts'
import { JoinedEvents } from '../../../infra/catalysts/joined-events.ts'
import { Meter } from '../../../infra/metrics/meter.ts'
import type { CatalystEvent } from '../../../shared/catalysts/catalyst-event.ts'
import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { ProviderError } from '../../../shared/domain/provider-error.ts'
import type { Earnings } from '../../../shared/ports/earnings.ts'
import { parseExchangeDate as date } from '../../../shared/time/exchange-time.ts'
import { DAY_MS } from '../../../shared/time/instant.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'
import { HandClock } from '../../support/hand-clock.ts'

const AAPL = ticker('AAPL')
const DIS = ticker('DIS')
const DAY = date('2026-03-10')
const ASKED = { symbols: [AAPL, DIS], from: date('2026-03-03'), to: date('2026-04-02') }

const event = (source: string, moment: CatalystEvent['moment'] = 'unknown'): CatalystEvent => ({
  ...{ symbol: AAPL, date: DAY, kind: 'EARNINGS' },
  moment,
  source,
})

const telling = (...events: readonly CatalystEvent[]): EventSource => ({ events: async () => events })
const failing = (error: Error): EventSource => ({
  events: async () => {
    throw error
  },
})

test('what several sources tell comes once, with the more exact time', async () => {
  const joined = new JoinedEvents([telling(event('etrade')), telling(event('finnhub', 'after-close'))])
  expect(await joined.upcoming(ASKED)).toEqual({ events: [event('finnhub', 'after-close')], problems: [] })
})

test('a source that can not be read is named, the others stay', async () => {
  const joined = new JoinedEvents([
    failing(new BrokerUnreachableError('market/quote', 'no answer to market/quote')),
    telling(event('file')),
    failing(new ProviderError('finnhub', { problem: 'rate-limited', text: 'HTTP 429' })),
  ])
  expect(await joined.upcoming(ASKED)).toEqual({
    events: [event('file')],
    problems: [
      'no answer to market/quote',
      'finnhub: it limits our calls, wait before the next one: HTTP 429',
    ],
  })
})

test('an error of our own is not taken for an outage', async () => {
  await expect(new JoinedEvents([failing(new TypeError('x'))]).upcoming(ASKED)).rejects.toThrow(TypeError)
})

test('earnings dates become events; a company that nobody knows has none', async () => {
  const spans: unknown[] = []
  const earnings: Earnings = {
    announcements: async (underlying, span) => {
      spans.push(span)
      return underlying === 'AAPL' ? [{ date: DAY, moment: 'before-open' }] : undefined
    },
  }
  const source = new EarningsEvents({ earnings, source: 'finnhub' })
  expect(await source.events(ASKED)).toEqual([event('finnhub', 'before-open')])
  expect(spans).toEqual([
    { from: ASKED.from, to: ASKED.to },
    { from: ASKED.from, to: ASKED.to },
  ])
})

test('a source is asked once a day for the same symbols and span, and again after a failure', async () => {
  const clock = new HandClock(NINE_THIRTY_SIX)
  const cache = new LayeredCache({ clock, meter: new Meter() })
  let asked = 0
  let failure: Error | undefined = new ProviderError('finnhub', { problem: 'unreachable', text: 'x' })
  const source: EventSource = {
    events: async () => {
      asked += 1
      if (failure) throw failure
      return [event('finnhub')]
    },
  }
  const cached = new CachedEvents({ source, name: 'finnhub', cache })
  await expect(cached.events(ASKED)).rejects.toThrow(ProviderError)
  failure = undefined
  for (const pause of [0, DAY_MS - 1, 1]) {
    clock.advance(pause)
    expect(await cached.events(ASKED)).toEqual([event('finnhub')])
  }
  await cached.events({ ...ASKED, symbols: [DIS] })
  expect(asked).toBe(4)
})
