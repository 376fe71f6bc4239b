import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { PaperBroker } from '../../../../infra/paper/paper-broker.ts'
import { MemoryStore } from '../../../../infra/store/memory-store.ts'
import { openMarketSource } from '../../../../local/market-source.ts'
import { BacktestBroker } from '../../../../shared/backtest/broker/backtest-broker.ts'
import { QuotedFills } from '../../../../shared/backtest/broker/quoted-fills.ts'
import { BarsSession } from '../../../../shared/backtest/market/symbol-session.ts'
import { BrokerRefusedError } from '../../../../shared/domain/errors.ts'
import type { ClientOrderId, OrderId } from '../../../../shared/domain/ids.ts'
import { add, type Money, money } from '../../../../shared/domain/money.ts'
import type { OrderPricing, OrderRequest } from '../../../../shared/domain/order.ts'
import { newPaperAccount } from '../../../../shared/paper/paper-account.ts'
import type { Broker } from '../../../../shared/ports/broker.ts'
import type { MarketData } from '../../../../shared/ports/market-data.ts'
import { type EpochMs, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { marketDay, type OpenDay } from '../../../../shared/time/market-calendar.ts'
import { IN_TIME } from '../../../support/deadlines.ts'
import { TQQQ } from '../../../support/fixtures.ts'
import { HandClock } from '../../../support/hand-clock.ts'

const START_CASH = money('25000')
const source = openMarketSource({ seed: 13, symbols: ['TQQQ'] })
const day = marketDay(source.dates[0]!) as OpenDay
const session = new BarsSession(TQQQ, source.market.day(TQQQ, day.date)!, day)

/** Something the owner of an account does after a while; `offset` is from the last price, in 1/10,000 USD. */
const step = fc.record({
  waitMs: fc.integer({ min: 0, max: 20 * MINUTE_MS }),
  what: fc.constantFrom(
    'BUY' as const,
    'SELL' as const,
    'STOP' as const,
    'MARKET' as const,
    'CANCEL' as const,
  ),
  quantity: fc.integer({ min: 1, max: 250 }),
  offset: fc.integer({ min: -2_000, max: 2_000 }),
})

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

function bothBrokers(clock: HandClock): readonly [Broker, Broker] {
  const marketData: MarketData = {
    quotes: async () => {
      const quote = session.quoteAt(clock.now())
      return { quotes: new Map(quote ? [[TQQQ, quote]] : []), refused: new Map(), calls: 1 }
    },
  }
  const fills = new QuotedFills(() => session)
  return [
    new PaperBroker({ store: new MemoryStore({ clock }), clock, marketData, startCash: START_CASH }),
    new BacktestBroker({ clock, fills, account: newPaperAccount(START_CASH) }),
  ]
}

function requestOf({ what, quantity, offset }: Step, sent: number, at: EpochMs): OrderRequest {
  const price = add(session.lastAt(at) as Money, offset as Money)
  const side = what === 'BUY' ? 'BUY' : 'SELL'
  const clientOrderId = `OB${sent}` as ClientOrderId
  return { symbol: TQQQ, side, quantity, clientOrderId, ...pricingOf(what, price) }
}

function pricingOf(what: Step['what'], price: Money): OrderPricing {
  if (what === 'MARKET') return { type: 'MARKET' }
  return what === 'STOP' ? { type: 'STOP', stop: price } : { type: 'LIMIT', limit: price }
}

/** Does a step at one broker; answers what came of it, and all the account shows afterwards. */
async function done(
  broker: Broker,
  each: Step,
  { sent, at }: { readonly sent: number; readonly at: EpochMs },
) {
  let outcome: string
  try {
    outcome =
      each.what === 'CANCEL'
        ? await broker.cancel({
            orderId: `paper-${1 + (each.quantity % (sent + 1))}` as OrderId,
            symbol: TQQQ,
          })
        : await placed(broker, requestOf(each, sent, at))
  } catch (refused) {
    if (!(refused instanceof BrokerRefusedError)) throw refused
    outcome = 'refused'
  }
  const orders = await broker.orders({ from: day.date })
  return { outcome, orders, holdings: await broker.holdings(), balance: await broker.balance() }
}

async function placed(broker: Broker, request: OrderRequest): Promise<OrderId> {
  return broker.place(request, await broker.preview(request), IN_TIME)
}

test('the fills of DEMO in a backtest are those of the paper broker on the same quotes', async () => {
  const outcomes = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
      const clock = new HandClock((day.openAt + MINUTE_MS) as EpochMs)
      const [paper, tested] = bothBrokers(clock)
      for (const [sent, each] of steps.entries()) {
        clock.advance(each.waitMs)
        const moment = { sent, at: clock.now() }
        const expected = await done(paper, each, moment)
        expect(await done(tested, each, moment)).toEqual(expected)
        for (const { side, type, status } of expected.orders) outcomes.add(`${side} ${type} ${status}`)
        outcomes.add(expected.outcome)
      }
    }),
    { numRuns: 60 },
  )
  // Otherwise nothing much would have been compared.
  for (const type of ['BUY LIMIT', 'SELL LIMIT', 'SELL STOP', 'SELL MARKET'])
    expect([...outcomes]).toContain(`${type} EXECUTED`)
  expect([...outcomes]).toEqual(expect.arrayContaining(['refused', 'requested', 'too-late']))
})
