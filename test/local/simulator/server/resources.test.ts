import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { placeBody, previewAndPlace, previewBody, wireOrder } from './order-bodies.ts'
import type { Answer } from './signed-client.ts'
import { ACCOUNT, type Bench, MIDNIGHT, startBench } from './simulator-bench.ts'

const DATA = `/v1/accounts/${ACCOUNT}`
const RESTING = wireOrder({ priceType: 'LIMIT', limitPrice: 30, quantity: 10 })

let bench: Bench
let previewed: Awaited<ReturnType<typeof previewAndPlace>>
const get = (target: string): Promise<Answer> => bench.client.call(target)

beforeAll(async () => {
  bench = await startBench()
  await bench.client.signIn()
})
afterAll(() => bench.simulator.close())

describe('an account that has done nothing', () => {
  test('has no portfolio and no orders', async () => {
    for (const resource of ['portfolio', 'orders']) {
      const answer = await get(`${DATA}/${resource}.json`)
      expect([answer.status, answer.text]).toEqual([204, ''])
    }
  })
})

describe('an account that traded', () => {
  beforeAll(async () => {
    previewed = await previewAndPlace(
      bench.client,
      wireOrder({ priceType: 'MARKET', quantity: 10 }),
      'market',
    )
    for (const clientOrderId of ['rest1', 'rest2'])
      await previewAndPlace(bench.client, RESTING, clientOrderId)
  })

  test('lists its orders page by page until no marker is left', async () => {
    const seen: number[] = []
    let marker: string | undefined
    for (let page = 0; page < 5; page += 1) {
      const query: string = marker === undefined ? '' : `&marker=${marker}`
      const { OrdersResponse } = (await get(`${DATA}/orders.json?count=2${query}`)).json()
      seen.push(...OrdersResponse.Order.map((row: { orderId: number }) => row.orderId))
      marker = OrdersResponse.marker
      if (marker === undefined) break
    }
    expect(seen).toEqual([3, 2, 1])
  })

  test.each([
    ['status=OPEN', [3, 2]],
    ['status=EXECUTED', [1]],
    ['status=OPEN&symbol=TQQQ', [3, 2]],
    ['fromDate=03152022&toDate=03162022', [3, 2, 1]],
  ])('narrows its orders by %s', async (query, expected) => {
    const rows = (await get(`${DATA}/orders.json?${query}`)).json().OrdersResponse.Order
    expect(rows.map((row: { orderId: number }) => row.orderId)).toEqual(expected)
  })

  test.each(['status=REJECTED', 'symbol=SQQQ', 'fromDate=03132022&toDate=03142022', 'marker=99'])(
    'has no content when no order matches %s',
    async (query) => {
      expect((await get(`${DATA}/orders.json?${query}`)).status).toBe(204)
    },
  )

  test('tells what happened to an order', async () => {
    const [order] = (await get(`${DATA}/orders/1.json`)).json().OrdersResponse.Order
    expect(order.OrderDetail[0]).toMatchObject({ status: 'EXECUTED', priceType: 'MARKET' })
    expect(order.Events.Event.map((event: { name: string }) => event.name)).toEqual([
      'ORDER_PLACED',
      'ORDER_EXECUTED',
    ])
  })

  test('shows its shares once, and nothing on the page after', async () => {
    const { AccountPortfolio } = (await get(`${DATA}/portfolio.json?count=1`)).json().PortfolioResponse
    expect(AccountPortfolio[0]).toMatchObject({ totalPages: 1, Position: [{ Quick: { lastTrade: 47.5 } }] })
    expect((await get(`${DATA}/portfolio.json?count=1&pageNumber=2`)).status).toBe(204)
  })

  test('previews a sell with the total that comes in as negative', async () => {
    const sell = wireOrder({ priceType: 'LIMIT', limitPrice: 50, quantity: 10, orderAction: 'SELL' })
    const answer = await bench.client.call(`${DATA}/orders/preview.json`, {
      method: 'POST',
      body: previewBody(sell, 'sell'),
    })
    expect(answer.json().PreviewOrderResponse).toMatchObject({
      totalOrderValue: -500,
      Order: [{ estimatedTotalAmount: -500 }],
    })
  })
})

describe('quotes', () => {
  const symbols = (count: number) => Array.from({ length: count }, (_, index) => `S${index}`).join(',')

  test.each([
    [25, '', 200, undefined],
    [26, '', 400, 1023],
    [26, '?overrideSymbolCount=true', 200, undefined],
    [50, '?overrideSymbolCount=true', 200, undefined],
    [51, '?overrideSymbolCount=true', 400, 1025],
    [51, '', 400, 1025],
  ])('of %i symbols with "%s" answer %i', async (count, query, status, code) => {
    const answer = await get(`/v1/market/quote/${symbols(count)}.json${query}`)
    expect([answer.status, answer.json().Error?.code]).toEqual([status, code])
  })

  test.each(['?detailflag=intraday', '?detailFlag=INTRADAY', '?DETAILFLAG=Intraday'])(
    'take the detail flag in any case: %s',
    async (query) => {
      const [row] = (await get(`/v1/market/quote/TQQQ.json${query}`)).json().QuoteResponse.QuoteData
      expect(row).toHaveProperty('Intraday')
    },
  )

  test('refuse a detail flag they do not know', async () => {
    const answer = await get('/v1/market/quote/TQQQ.json?detailFlag=EVERYTHING')
    expect([answer.status, answer.json().Error.code]).toEqual([400, 1020])
  })

  test('of unknown symbols come as messages beside the good ones', async () => {
    const { QuoteResponse } = (await get('/v1/market/quote/TQQQ,NOSUCH.json')).json()
    expect(QuoteResponse.QuoteData).toHaveLength(1)
    expect(QuoteResponse.Messages.Message).toEqual([
      { description: 'NOSUCH is an invalid symbol', code: 1019, type: 'WARNING' },
    ])
    const none = (await get('/v1/market/quote/NOSUCH.json')).json().QuoteResponse
    expect(Object.keys(none)).toEqual(['Messages'])
  })

  test('are REALTIME in the session and CLOSING after it', async () => {
    const status = async (client: Bench['client']) =>
      (await client.call('/v1/market/quote/TQQQ.json')).json().QuoteResponse.QuoteData[0].quoteStatus
    expect(await status(bench.client)).toBe('REALTIME')
    const night = await startBench()
    night.clock.moveTo(MIDNIGHT)
    await night.client.signIn()
    expect(await status(night.client)).toBe('CLOSING')
    await night.simulator.close()
  })
})

describe('a request that cannot be served gets one line', () => {
  test.each([
    ['/v1/accounts/stranger/balance?instType=BROKERAGE', 400, 'Please enter a valid account key.'],
    [`${DATA}/balance`, 400, 'instType: was missing, must be BROKERAGE.'],
    [`${DATA}/orders?count=0`, 400, 'count: was "0", allowed is a whole number from 1 to 100'],
    [`${DATA}/orders?count=101`, 400, 'count: was "101", allowed is a whole number from 1 to 100'],
    [`${DATA}/orders?fromDate=2022-03-15`, 400, 'fromDate: was "2022-03-15", allowed is a date as MMDDYYYY'],
    [`${DATA}/orders?fromDate=13322022`, 400, 'fromDate: was "13322022", allowed is a date as MMDDYYYY'],
    [
      `${DATA}/orders?fromDate=03152022&toDate=03152022`,
      400,
      'toDate: was "03152022", both dates are needed and toDate must be after fromDate',
    ],
    [`${DATA}/orders?status=INDIVIDUAL_FILLS`, 400, expect.stringMatching(/^status: was "INDIVIDUAL_FILLS"/)],
    [`${DATA}/orders/4711`, 400, 'orderId: this account has no order 4711.'],
    [`${DATA}/portfolio?view=EVERYTHING`, 400, expect.stringMatching(/^view: was "EVERYTHING"/)],
    [
      `${DATA}/portfolio?totalsRequired=maybe`,
      400,
      'totalsRequired: was "maybe", allowed are true and false',
    ],
    [`${DATA}/portfolio/4711`, 400, 'positionId: this account has no position 4711.'],
    [
      `${DATA}/transactions?startDate=03162022&endDate=03152022`,
      400,
      'startDate: must not be after endDate.',
    ],
    [`${DATA}/transactions?startDate=2022-03-15`, 400, 'startDate, endDate: allowed is a date as MMDDYYYY.'],
    [`${DATA}/transactions?count=51`, 400, 'count: was 51, allowed is 1 to 50.'],
    [`${DATA}/transactions?sortOrder=UP`, 400, 'sortOrder: was UP, allowed are ASC and DESC.'],
    [`${DATA}/transactions/4711`, 400, 'transactionId: this account has no transaction 4711.'],
    ['/v1/market/lookup/nothing', 400, 'NOTHING is an invalid symbol.'],
    ['/v1/market/optionchains', 400, expect.stringMatching(/^symbol: was missing/)],
    ['/v1/market/optionchains?symbol=NOSUCH', 400, 'NOSUCH is an invalid symbol.'],
    [
      '/v1/market/optionchains?symbol=TQQQ&optionCategory=MINI',
      400,
      'No mini options are available for TQQQ.',
    ],
    ['/v1/market/optionchains?symbol=TQQQ&expiryDay=2', 400, 'No options of TQQQ end on the given date.'],
    ['/v1/market/optionexpiredate?symbol=TQQQ&expiryType=VIX', 400, 'No VIX options are available for TQQQ.'],
    ['/v1/user/alerts/4711', 400, 'id: there is no alert 4711.'],
    ['/v1/nowhere', 404, 'There is no GET /v1/nowhere here.'],
  ])('%s', async (target, status, message) => {
    const answer = await get(target)
    expect([answer.status, answer.json().Error.message]).toEqual([status, message])
  })

  test.each([
    ['{"PreviewOrderRequest":', 'application/json', 400, 'The request body is not valid JSON.'],
    ['<PreviewOrderRequest>', 'application/xml', 400, 'The request body is not valid XML.'],
    [
      '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      'application/xml',
      400,
      'The request body is not valid XML.',
    ],
    ['<Order/>', 'application/xml', 400, expect.stringMatching(/^PreviewOrderRequest: was missing/)],
    ['{}', 'application/json', 400, expect.stringMatching(/^PreviewOrderRequest: was missing/)],
    [' '.repeat(70_000), 'application/json', 413, 'The request body is longer than 65536 bytes.'],
  ])('a preview with another body (%#)', async (rawBody, contentType, status, message) => {
    const answer = await bench.client.call(`${DATA}/orders/preview`, { method: 'POST', rawBody, contentType })
    expect([answer.status, answer.json().Error.message]).toEqual([status, message])
  })

  test('a placement without a preview, in the words of the broker', async () => {
    const body = placeBody(RESTING, 'unseen')
    const answer = await bench.client.call(`${DATA}/orders/place`, { method: 'POST', body })
    expect([answer.status, answer.json().Error.code]).toEqual([400, 101])
  })

  test('a cancel of an order that was executed', async () => {
    const body = { CancelOrderRequest: { orderId: previewed.orderId } }
    const answer = await bench.client.call(`${DATA}/orders/cancel`, { method: 'PUT', body })
    expect([answer.status, answer.json().Error.code]).toEqual([400, 5001])
  })
})

describe('the approval page', () => {
  const page = (query: string) => fetch(`${bench.simulator.baseUrl}/e/t/etws/authorize?${query}`)

  test('shows the verifier that the JSON answer names', async () => {
    const newcomer = bench.newClient()
    const answer = await newcomer.call('/oauth/request_token', { oauth: { oauth_callback: 'oob' } })
    const token = new URLSearchParams(answer.text).get('oauth_token') ?? ''
    const verifier = await newcomer.approve(token)
    const shown = await page(String(new URLSearchParams({ key: 'the-consumer', token })))
    expect(shown.headers.get('Content-Type')).toContain('text/html')
    expect(await shown.text()).toContain(`>${verifier}</output>`)
  })

  test.each([
    ['key=stranger&token=x', /not the consumer key/],
    ['key=the-consumer&token=%3Cscript%3E', /not an open request token/],
    ['', /not the consumer key/],
  ])('says in words why "%s" cannot be approved', async (query, words) => {
    const answer = await page(query)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toMatch(words)
  })
})

const SAMPLES = join(import.meta.dirname, '../../../../../shared/etrade-samples')
const testWithSamples = existsSync(SAMPLES) ? test : test.skip

describe('the fields of the sandbox answers are there (skipped without ../shared/etrade-samples)', () => {
  /** Fields of option orders, of order groups and of replaced orders, none of which the simulator has. */
  const ABSENT =
    /callPut|expiry|strikePrice|productId|bracketed|initialStop|totalOrderValue|totalCommission|orderNumber|replacesOrderId|cancelQuantity|reserve|\.quantity$/

  testWithSamples.each([
    ['sandbox-account-list', () => get('/v1/accounts/list')],
    ['sandbox-balance', () => get(`${DATA}/balance?instType=BROKERAGE`)],
    ['sandbox-portfolio', () => get(`${DATA}/portfolio`)],
    ['sandbox-orders', () => get(`${DATA}/orders?count=2`)],
    ['sandbox-order-detail-open', () => get(`${DATA}/orders/2`)],
    ['sandbox-cancel-order', () => cancelOf(3)],
  ])('%s', async (name, ask) => {
    const sample = JSON.parse(readFileSync(join(SAMPLES, `${name}.json`), 'utf8'))
    const wanted = fieldsOf(sample).filter((field) => !ABSENT.test(field) || name === 'sandbox-portfolio')
    const ours = fieldsOf((await ask()).json())
    // A fill time and a fill price are only there once there is a fill.
    const unfilled = /executedTime|averageExecutionPrice/
    expect(ours).toEqual(expect.arrayContaining(wanted.filter((field) => !unfilled.test(field))))
  })

  testWithSamples.each(['PreviewOrderResponse', 'PlaceOrderResponse'] as const)('%s', (name) => {
    const file = name === 'PreviewOrderResponse' ? 'sandbox-preview-order' : 'sandbox-place-order'
    const sample = JSON.parse(readFileSync(join(SAMPLES, `${file}.json`), 'utf8'))
    expect(fieldsOf({ [name]: previewed[name] })).toEqual(expect.arrayContaining(fieldsOf(sample)))
  })
})

function cancelOf(orderId: number): Promise<Answer> {
  return bench.client.call(`${DATA}/orders/cancel`, {
    method: 'PUT',
    body: { CancelOrderRequest: { orderId } },
  })
}

/** The paths of all leaves, array positions left out. */
function fieldsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Array.isArray(value)
    ? value.flatMap((item) => fieldsOf(item, `${path}[]`))
    : Object.entries(value).flatMap(([key, item]) => fieldsOf(item, `${path}.${key}`))
  return [...new Set(inner)]
}
