import { afterEach, describe, expect, test } from '@jest/globals'
import { EtradeBroker } from '../../../infra/etrade/etrade-broker.ts'
import { BrokerBreaker } from '../../../infra/pacing/broker-breaker.ts'
import { BrokerRateLimitedError, BrokerRefusedError } from '../../../shared/domain/errors.ts'
import { type AccountIdKey, type ClientOrderId, type OrderId, ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { OrderPricing, OrderRequest } from '../../../shared/domain/order.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import { DAY_MS, SECOND_MS } from '../../../shared/time/instant.ts'
import { IN_TIME } from '../../support/deadlines.ts'
import { ProgrammedBudget } from '../../support/programmed-budget.ts'
import {
  clientOf,
  fixture,
  NOW,
  type Reply,
  type ScriptedBroker,
  scriptedBroker,
} from '../../support/scripted-broker.ts'

const TQQQ = ticker('TQQQ')

let server: ScriptedBroker
let close: () => Promise<void> = async () => {}

afterEach(() => close())

async function open(
  script: Parameters<typeof scriptedBroker>[0],
  options: Parameters<typeof clientOf>[1] = {},
): Promise<EtradeBroker> {
  server = await scriptedBroker(script)
  const client = clientOf(server, { timeouts: { readMs: 1_000, orderMs: 1_000 }, ...options })
  close = () => {
    client.close()
    return server.close()
  }
  const clock = { now: () => NOW, sleep: async () => {} }
  return new EtradeBroker({ client, accountIdKey: 'key' as AccountIdKey, clock })
}

function targets(): readonly string[] {
  return server.received.map(({ target }) => target)
}

describe('the balance', () => {
  test('of the sandbox', async () => {
    const broker = await open([{ body: fixture('sandbox-balance') }])
    expect(await broker.balance()).toEqual({
      kind: 'MARGIN',
      cash: money('-740.45'),
      settledCash: money('0'),
    })
    expect(targets()).toEqual(['/v1/accounts/key/balance.json?instType=BROKERAGE&realTimeNAV=true'])
  })

  test('in the lower-case spelling of the documentation', async () => {
    const broker = await open([{ body: { balanceResponse: fixture('doclike-get-account-balances') } }])
    expect((await broker.balance()).cash).toBe(money('-740.45'))
  })

  const balance = (account: object, computed: object): Reply => ({
    body: { BalanceResponse: { ...account, Computed: computed } },
  })

  test('keeps out what the broker leaves out', async () => {
    const broker = await open([balance({ accountMode: 'CASH' }, { cashBalance: '1000.5' })])
    expect(await broker.balance()).toEqual({ kind: 'CASH', cash: money('1000.5') })
  })

  test.each([
    [{ accountMode: 'MARGIN', accountType: 'INDIVIDUAL' }, 'MARGIN'],
    [{ accountMode: 'CASH', accountType: 'MARGIN' }, 'CASH'],
    [{ accountMode: 'IRA', accountType: 'MARGIN' }, 'CASH'],
    [{ accountType: 'CASH' }, 'CASH'],
  ])('of an account %j is of kind %s', async (account, kind) => {
    const broker = await open([balance(account, { netCash: 1, cashBuyingPower: 2 })])
    expect(await broker.balance()).toEqual({ kind, cash: money('1'), cashBuyingPower: money('2') })
  })

  test.each<[Reply, string]>([
    [balance({ accountMode: 'PM' }, { netCash: 1 }), 'accountMode was "PM", known are CASH, MARGIN, IRA'],
    [balance({}, { netCash: 1 }), 'accountMode was "missing"'],
    [balance({ accountMode: 'CASH' }, {}), 'computed has neither netCash nor cashBalance'],
    [{ body: { BalanceResponse: {} } }, 'balanceResponse.computed was missing'],
    [{ status: 204 }, 'the answer was missing'],
  ])('is never guessed: %j', async (reply, message) => {
    await expect((await open([reply])).balance()).rejects.toThrow(message)
  })
})

describe('the holdings', () => {
  const position = (positionId: number, symbol: string, overrides: object = {}) => ({
    positionId,
    Product: { symbol, securityType: 'EQ' },
    quantity: 10,
    positionType: 'LONG',
    pricePaid: 20,
    ...overrides,
  })
  const page = (positions: object, pages: object = { totalPages: 1 }): Reply => ({
    body: { PortfolioResponse: { AccountPortfolio: [{ Position: positions, ...pages }] } },
  })

  test.each(['sandbox', 'documentation'])(
    'of the %s, rows of a symbol added up and options left out',
    async (of) => {
      const body =
        of === 'sandbox'
          ? fixture('sandbox-portfolio')
          : { portfolioResponse: fixture('doclike-view-portfolio') }
      const holdings = await (await open([{ body }])).holdings()
      const bySymbol = new Map(holdings.map(({ symbol, ...holding }) => [String(symbol), holding]))
      expect(bySymbol.get('GLD')).toEqual({ quantity: 2, averageCost: money('1') })
      expect(bySymbol.get('MSFT')).toEqual({ quantity: -9, averageCost: money('0') })
      expect(bySymbol.get('RPI')).toEqual({ quantity: 2, averageCost: money('7.5599') })
    },
  )

  test('weigh the cost of rows by their shares', async () => {
    const rows = [position(1, 'TQQQ'), position(2, 'TQQQ', { quantity: '30', pricePaid: '24' })]
    expect(await (await open([page(rows)])).holdings()).toEqual([
      { symbol: 'TQQQ', quantity: 40, averageCost: money('23') },
    ])
  })

  test('count a short row down, whichever sign it comes with', async () => {
    for (const quantity of [10, -10]) {
      const holdings = await (
        await open([page(position(1, 'TQQQ', { quantity, positionType: 'SHORT' }))])
      ).holdings()
      expect(holdings).toEqual([{ symbol: 'TQQQ', quantity: -10, averageCost: money('20') }])
      await close()
    }
  })

  test('keep fractions of a share', async () => {
    const holdings = await (await open([page(position(1, 'TQQQ', { quantity: 1.257 }))])).holdings()
    expect(holdings[0]?.quantity).toBe(1.257)
  })

  test('leave out options, funds and names that are no ticker', async () => {
    const rows = [
      position(1, 'TQQQ', { Product: { symbol: 'TQQQ', securityType: 'OPTN' } }),
      position(2, 'VTSAX', { Product: { symbol: 'VTSAX', securityType: 'MF' } }),
      position(3, '912810SZ2'),
    ]
    expect(await (await open([page(rows)])).holdings()).toEqual([])
  })

  test('are none on a 204', async () => {
    expect(await (await open([{ status: 204 }])).holdings()).toEqual([])
  })

  test('come page after page until the last', async () => {
    const broker = await open([
      page([position(1, 'TQQQ')], { totalPages: 3 }),
      page([position(2, 'SOXL')], { totalPages: 3 }),
      page([position(3, 'TQQQ')], { totalPages: 3 }),
    ])
    expect((await broker.holdings()).map(({ symbol, quantity }) => [symbol, quantity])).toEqual([
      ['TQQQ', 20],
      ['SOXL', 10],
    ])
    expect(targets()).toEqual(
      [1, 2, 3].map((n) => `/v1/accounts/key/portfolio.json?count=50&pageNumber=${n}`),
    )
  })

  test('end on an empty page when the number of pages is not told', async () => {
    const broker = await open([page([position(1, 'TQQQ')], {}), { status: 204 }])
    expect(await broker.holdings()).toHaveLength(1)
  })

  test('count no row twice when the broker repeats a page', async () => {
    const broker = await open([page([position(1, 'TQQQ')], { totalNoOfPages: 9 })])
    expect(await broker.holdings()).toEqual([{ symbol: 'TQQQ', quantity: 10, averageCost: money('20') }])
    expect(server.received).toHaveLength(2)
  })

  test('do not go on for ever', async () => {
    let row = 0
    const broker = await open(() => {
      row += 1
      return page([position(row, 'TQQQ')], { totalPages: 1_000_000 })
    })
    await expect(broker.holdings()).rejects.toThrow('accounts/portfolio has more than 100 pages')
  })

  test('are unknown, not none, when a page is unreadable', async () => {
    const broker = await open([page([position(1, 'TQQQ')], { totalPages: 2 }), { body: '{"Portfolio' }])
    await expect(broker.holdings()).rejects.toMatchObject({ name: 'BrokerUnreachableError' })
  })
})

describe('the orders of today', () => {
  const detail = (overrides: object = {}, instrument: object = {}) => ({
    placedTime: NOW,
    status: 'OPEN',
    priceType: 'LIMIT',
    limitPrice: 47.5,
    stopPrice: 0,
    Instrument: [
      {
        Product: { symbol: 'TQQQ', securityType: 'EQ' },
        orderAction: 'BUY',
        orderedQuantity: 184,
        filledQuantity: 0.0,
        estimatedCommission: 0.0063,
        estimatedFees: 0.01,
        ...instrument,
      },
    ],
    ...overrides,
  })
  const order = (orderId: number, overrides: object = {}, instrument: object = {}) => ({
    orderId,
    orderType: 'EQ',
    OrderDetail: [detail(overrides, instrument)],
  })
  const page = (orders: object, more: object = {}): Reply => ({
    body: { OrdersResponse: { Order: orders, ...more } },
  })
  const read = async (...orders: readonly object[]) =>
    (await open([page(orders)])).orders({ from: exchangeDate(NOW) })

  test('are asked for without a filter on status or session', async () => {
    expect(await (await open([{ status: 204 }])).orders({ from: exchangeDate(NOW) })).toEqual([])
    expect(targets()).toEqual(['/v1/accounts/key/orders.json?count=100&fromDate=03032026&toDate=03042026'])
  })

  test('show an open order without fill, price or fees', async () => {
    expect(await read(order(676))).toEqual([
      {
        orderId: '676',
        symbol: TQQQ,
        side: 'BUY',
        quantity: 184,
        status: 'OPEN',
        placedAt: NOW,
        filledQuantity: 0,
        fees: money('0'),
        type: 'LIMIT',
        limit: money('47.5'),
      },
    ])
  })

  test('show a fill with its price to four decimals and its fees, whatever the status', async () => {
    for (const status of ['OPEN', 'PARTIAL', 'CANCELLED', 'EXECUTED']) {
      const [filled] = await read(
        order(1, { status }, { filledQuantity: 100, averageExecutionPrice: 47.4932 }),
      )
      expect(filled).toMatchObject({
        status,
        filledQuantity: 100,
        averagePrice: money('47.4932'),
        fees: money('0.0163'),
      })
      await close()
    }
  })

  test('leave the price absent when the broker does not tell it', async () => {
    const [filled] = await read(order(1, {}, { filledQuantity: 100, averageExecutionPrice: 0 }))
    expect(Object.keys(filled ?? {})).not.toContain('averagePrice')
  })

  test.each<[object, OrderPricing]>([
    [{ priceType: 'MARKET', limitPrice: 0 }, { type: 'MARKET' }],
    [
      { priceType: 'STOP', limitPrice: 0, stopPrice: '46.5' },
      { type: 'STOP', stop: money('46.5') },
    ],
  ])('show the pricing %j', async (overrides, pricing) => {
    expect((await read(order(1, overrides)))[0]).toMatchObject(pricing)
  })

  test('take individual fills for what their quantities say', async () => {
    const status = 'INDIVIDUAL_FILLS'
    const some = { filledQuantity: 183, averageExecutionPrice: 47.5 }
    const all = { filledQuantity: 184, averageExecutionPrice: 47.5 }
    const orders = await read(order(1, { status }, some), order(2, { status }, all))
    expect(orders.map((report) => report.status)).toEqual(['PARTIAL', 'EXECUTED'])
  })

  test.each<[string, object, string]>([
    ['status', order(1, { status: 'DONE' }), 'status was "DONE", known are OPEN, PARTIAL, CANCEL_REQUESTED'],
    ['price type', order(1, { priceType: 'PEGGED' }), 'priceType was "PEGGED"'],
    ['action', order(1, {}, { orderAction: 'GIVE' }), 'orderAction was "GIVE"'],
    ['limit', order(1, { limitPrice: 0 }), 'limitPrice was missing or 0'],
    ['time', order(1, { placedTime: 0 }), 'placedTime was 0'],
    [
      'filled quantity',
      order(1, {}, { filledQuantity: undefined }),
      'instrument.0.filledQuantity was missing',
    ],
    [
      'second instrument',
      order(1, { Instrument: [1, 2] }),
      'instrument was [1,2], expected one element, not 2',
    ],
  ])('are unreadable with an unknown or missing %s, never guessed', async (_name, odd, message) => {
    await expect(read(odd)).rejects.toThrow(message)
  })

  test('leave out the kinds of order that cannot be ours', async () => {
    const foreign = [
      { ...order(1), orderType: 'OPTN', OrderDetail: 'never looked at' },
      order(2, { priceType: 'TRAILING_STOP_CNST' }),
      order(3, {}, { orderAction: 'SELL_SHORT' }),
    ]
    expect(await read(...foreign, order(4))).toHaveLength(1)
  })

  test('of the sandbox are none of ours, and its endless marker ends', async () => {
    expect(
      await (await open([{ body: fixture('sandbox-orders') }])).orders({ from: exchangeDate(NOW) }),
    ).toEqual([])
    expect(server.received).toHaveLength(2)
  })

  test('leave out an order of another exchange date', async () => {
    const orders = await read(
      order(1, { placedTime: NOW - DAY_MS }),
      order(2, { placedTime: NOW / SECOND_MS }),
    )
    expect(orders.map(({ orderId }) => orderId)).toEqual(['2'])
  })

  test('come page after page, each order once in its latest state', async () => {
    const executed = order(2, { status: 'EXECUTED' }, { filledQuantity: 184, averageExecutionPrice: 47.5 })
    const broker = await open([page([order(1), order(2)], { marker: 'm/1=' }), page([executed, order(3)])])
    expect(
      (await broker.orders({ from: exchangeDate(NOW) })).map(({ orderId, status }) => [orderId, status]),
    ).toEqual([
      ['1', 'OPEN'],
      ['2', 'EXECUTED'],
      ['3', 'OPEN'],
    ])
    expect(targets()[1]).toMatch(/&marker=m%2F1%3D$/)
  })

  test('do not go on for ever', async () => {
    let orderId = 0
    const broker = await open(() => {
      orderId += 1
      return page([order(orderId)], { marker: orderId })
    })
    await expect(broker.orders({ from: exchangeDate(NOW) })).rejects.toThrow(
      'orders/list has more than 100 pages',
    )
  })

  test('are unknown, not none, while the service is down', async () => {
    const down = { status: 500, body: fixture('sandbox-order-detail-error100') }
    await expect((await open([down])).orders({ from: exchangeDate(NOW) })).rejects.toMatchObject({
      name: 'BrokerUnreachableError',
    })
    expect(server.received).toHaveLength(4)
  })
})

const LIMIT_BUY: OrderRequest = {
  symbol: TQQQ,
  side: 'BUY',
  quantity: 184,
  clientOrderId: 'OB202603030001' as ClientOrderId,
  type: 'LIMIT',
  limit: money('47.50'),
}
const PREVIEW = { previewId: '1627181131', previewedAt: NOW, warnings: [] }

describe('a preview', () => {
  test('of the sandbox', async () => {
    const broker = await open([{ body: fixture('sandbox-preview-order') }])
    expect(await broker.preview(LIMIT_BUY)).toEqual(PREVIEW)
    expect([server.received[0]?.method, ...targets()]).toEqual([
      'POST',
      '/v1/accounts/key/orders/preview.json',
    ])
  })

  const preview = (fields: object): Reply => ({
    body: { PreviewOrderResponse: { PreviewIds: [{ previewId: 7 }], ...fields } },
  })

  test('tells cost and proceeds as amounts, and what the broker remarks', async () => {
    for (const estimatedTotalAmount of [-293.5349, 293.5349]) {
      const messages = { Message: { description: ' looks like a duplicate ', code: 1042, type: 'WARNING' } }
      const broker = await open([preview({ Order: [{ estimatedTotalAmount, messages }] })])
      expect(await broker.preview(LIMIT_BUY)).toEqual({
        previewId: '7',
        previewedAt: NOW,
        estimatedTotal: money('293.5349'),
        warnings: ['1042 looks like a duplicate'],
      })
      await close()
    }
  })

  test('keeps a 64-bit number whole and places with it', async () => {
    const body = '{"PreviewOrderResponse":{"PreviewIds":[{"previewId":9007199254740993123}]}}'
    const broker = await open([{ body }, { body: fixture('sandbox-place-order') }])
    await broker.place(LIMIT_BUY, await broker.preview(LIMIT_BUY), IN_TIME)
    expect(server.received[1]?.body).toContain('"PreviewIds":[{"previewId":9007199254740993123}]')
  })

  test.each<[string, Reply, string]>([
    [
      'a refusal',
      { status: 400, body: { Error: { code: 1037, message: 'not enough' } } },
      'BrokerRefusedError',
    ],
    [
      'a refusal in XML',
      {
        status: 400,
        type: 'application/xml',
        body: '<Error><code>1037</code><message>few</message></Error>',
      },
      'BrokerRefusedError',
    ],
    [
      'an error message',
      preview({ MessageList: { Message: { description: 'no', code: 1, type: 'ERROR' } } }),
      'BrokerRefusedError',
    ],
    ['no answer', 'stall', 'BrokerUnreachableError'],
    ['a service failure', { status: 500 }, 'BrokerUnreachableError'],
    ['no number', { body: { PreviewOrderResponse: {} } }, 'BrokerUnreachableError'],
    ['half an answer', { body: '{"Preview' }, 'BrokerUnreachableError'],
    ['nothing', { status: 204 }, 'BrokerUnreachableError'],
  ])('that meets %s is sent once and leaves nothing in doubt', async (_name, reply, name) => {
    const broker = await open([reply])
    await expect(broker.preview(LIMIT_BUY)).rejects.toMatchObject({ name, operation: 'orders/preview' })
    expect(server.received).toHaveLength(1)
  })
})

describe('a placement', () => {
  test('of the sandbox gives the number of the order', async () => {
    const broker = await open([{ body: fixture('sandbox-place-order') }])
    expect(await broker.place(LIMIT_BUY, PREVIEW, IN_TIME)).toBe('529')
    expect([server.received[0]?.method, ...targets()]).toEqual(['POST', '/v1/accounts/key/orders/place.json'])
  })

  test.each<[OrderPricing, object]>([
    [
      { type: 'LIMIT', limit: money('47.5') },
      { priceType: 'LIMIT', limitPrice: 47.5 },
    ],
    [
      { type: 'STOP', stop: money('0.2032') },
      { priceType: 'STOP', stopPrice: 0.2032 },
    ],
    [{ type: 'MARKET' }, { priceType: 'MARKET' }],
  ])('repeats the previewed block of %j to the letter', async (pricing, wirePricing) => {
    const broker = await open([
      { body: fixture('sandbox-preview-order') },
      { body: fixture('sandbox-place-order') },
    ])
    const { symbol, side, quantity, clientOrderId } = LIMIT_BUY
    const request: OrderRequest = { symbol, side, quantity, clientOrderId, ...pricing }
    await broker.place(request, await broker.preview(request), IN_TIME)
    const [previewed, placed] = server.received.map(({ body }) => JSON.parse(body))
    expect(previewed.PreviewOrderRequest).toEqual({
      orderType: 'EQ',
      clientOrderId: 'OB202603030001',
      Order: [
        {
          allOrNone: false,
          orderTerm: 'GOOD_FOR_DAY',
          marketSession: 'REGULAR',
          ...wirePricing,
          Instrument: [
            {
              Product: { securityType: 'EQ', symbol: 'TQQQ' },
              orderAction: 'BUY',
              quantityType: 'QUANTITY',
              quantity: 184,
            },
          ],
        },
      ],
    })
    expect(placed.PlaceOrderRequest).toEqual({
      ...previewed.PreviewOrderRequest,
      PreviewIds: [{ previewId: 1627181131 }],
    })
  })

  const placed = (fields: object): Reply => ({ body: { PlaceOrderResponse: fields } })
  const error = { Order: [{ messages: { Message: [{ description: 'no', code: 9, type: 'ERROR' }] } }] }

  test.each<[string, Reply, string]>([
    [
      'a refusal',
      { status: 400, body: { Error: { code: 101, message: 'timed out' } } },
      'BrokerRefusedError',
    ],
    ['a refusal under 200', { body: { Error: { code: 101, message: 'timed out' } } }, 'BrokerRefusedError'],
    ['an error without a number', placed(error), 'BrokerRefusedError'],
    ['a dead token', { status: 401, body: 'oauth_problem=token_expired' }, 'BrokerUnauthorizedError'],
    ['silence', 'stall', 'BrokerOutcomeUnknownError'],
    ['a broken connection', 'drop', 'BrokerOutcomeUnknownError'],
    [
      'a service failure',
      { status: 500, body: { Error: { code: 100, message: 'x' } } },
      'BrokerOutcomeUnknownError',
    ],
    ['a gateway page', { status: 504, body: '<html>late</html>' }, 'BrokerOutcomeUnknownError'],
    ['half an answer', { body: '{"PlaceOrderResponse":{"OrderIds":[{' }, 'BrokerOutcomeUnknownError'],
    ['an empty answer', { body: '' }, 'BrokerOutcomeUnknownError'],
    ['nothing', { status: 204 }, 'BrokerOutcomeUnknownError'],
    ['another answer', { body: { PreviewOrderResponse: {} } }, 'BrokerOutcomeUnknownError'],
    ['no number and no error', placed({ OrderIds: [] }), 'BrokerOutcomeUnknownError'],
    ['a number and an error', placed({ ...error, OrderIds: [{ orderId: 5 }] }), 'BrokerOutcomeUnknownError'],
    ['a number that is none', placed({ OrderIds: [{ orderId: 'x' }] }), 'BrokerOutcomeUnknownError'],
  ])('that meets %s is sent exactly once', async (_name, reply, name) => {
    const broker = await open([reply])
    await expect(broker.place(LIMIT_BUY, PREVIEW, IN_TIME)).rejects.toMatchObject({
      name,
      operation: 'orders/place',
    })
    expect(server.received).toHaveLength(1)
  })
})

describe('a cancellation', () => {
  const ORDER = { orderId: '773' as OrderId, symbol: TQQQ }

  test.each(['sandbox', 'documentation'])(
    'is taken by the %s although it answers with a warning',
    async (of) => {
      const body =
        of === 'sandbox'
          ? fixture('sandbox-cancel-order')
          : { cancelOrderResponse: fixture('doclike-cancel-order') }
      const broker = await open([{ body }])
      await expect(broker.cancel(ORDER)).resolves.toBe('requested')
      const [request] = server.received
      expect([request?.method, request?.target, request?.body]).toEqual([
        'PUT',
        '/v1/accounts/key/orders/cancel.json',
        '{"CancelOrderRequest":{"orderId":773}}',
      ])
    },
  )

  test.each([
    [5001, 'too-late'],
    [5003, 'requested'],
  ])('with code %d, as an error or under 200, is %s', async (code, said) => {
    const Messages = { Message: { code, type: 'ERROR' } }
    for (const reply of [
      { status: 400, body: { Error: { code, message: 'the order knows better' } } },
      { body: { CancelOrderResponse: { orderId: 773, Messages } } },
    ]) {
      const broker = await open([reply])
      expect(await broker.cancel(ORDER)).toBe(said)
      expect(server.received).toHaveLength(1)
      await close()
    }
  })

  test.each<[string, Reply, string]>([
    ['refused', { status: 400, body: { Error: { code: 102, message: 'no' } } }, 'BrokerRefusedError'],
    ['met with silence', 'stall', 'BrokerOutcomeUnknownError'],
    ['met with a service failure', { status: 503 }, 'BrokerOutcomeUnknownError'],
    ['met with an unreadable answer', { body: { CancelOrderResponse: {} } }, 'BrokerOutcomeUnknownError'],
  ])('that is %s is sent exactly once', async (_name, reply, name) => {
    const broker = await open([reply])
    await expect(broker.cancel(ORDER)).rejects.toMatchObject({ name, operation: 'orders/cancel' })
    expect(server.received).toHaveLength(1)
  })
})

describe('the call limits', () => {
  const budget = () => new ProgrammedBudget()

  test('hear what each order call is for: buys are entries, sales are exits', async () => {
    const taken = budget()
    const broker = await open([{ status: 500 }], { budget: taken })
    const sale: OrderRequest = { ...LIMIT_BUY, side: 'SELL' }
    for (const order of [LIMIT_BUY, sale]) {
      await broker.preview(order).catch(() => {})
      await broker.place(order, PREVIEW, IN_TIME).catch(() => {})
    }
    await broker.cancel({ orderId: '7' as OrderId, symbol: TQQQ }).catch(() => {})
    expect(taken.taken.map(({ module, purpose }) => `${module} ${purpose}`)).toEqual([
      'orders entry',
      'orders entry',
      'orders exit',
      'orders exit',
      'orders cancel',
    ])
  })

  test('a placement without a permit was not sent, which is no doubt', async () => {
    const none = budget()
    none.onTake = ({ module }) => {
      throw new BrokerRateLimitedError(module, '60 calls a minute')
    }
    const broker = await open([{}], { budget: none })
    const placed = broker.place(LIMIT_BUY, PREVIEW, IN_TIME)
    await expect(placed).rejects.toBeInstanceOf(BrokerRefusedError)
    await expect(placed).rejects.toThrow('it was not sent: 60 calls a minute')
    expect(server.received).toHaveLength(0)
  })
})

test('while the broker is left alone, an exit is previewed and an entry is not', async () => {
  const clock = { now: () => NOW, sleep: async () => {} }
  const breaker = new BrokerBreaker({ clock })
  const broker = await open([{ status: 503 }], { breaker })
  for (let failure = 1; failure <= 5; failure += 1) breaker.report('failed')
  await expect(broker.preview(LIMIT_BUY)).rejects.toThrow('orders/preview was not asked for')
  expect(server.received).toHaveLength(0)
  await expect(broker.preview({ ...LIMIT_BUY, side: 'SELL' })).rejects.toThrow('status 503')
  expect(server.received).toHaveLength(1)
})
