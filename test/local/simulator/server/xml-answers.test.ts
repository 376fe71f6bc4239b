import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { XMLParser } from 'fast-xml-parser'
import { previewAndPlace, wireOrder } from './order-bodies.ts'
import type { Answer } from './signed-client.ts'
import { ACCOUNT, type Bench, startBench } from './simulator-bench.ts'

const DATA = `/v1/accounts/${ACCOUNT}`
const XML = 'application/xml'
const parser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true })

let bench: Bench
const getXml = (target: string): Promise<Answer> => bench.client.call(target, { accept: XML })

beforeAll(async () => {
  bench = await startBench()
  await bench.client.signIn()
  await previewAndPlace(bench.client, wireOrder({ priceType: 'MARKET', quantity: 10 }), 'one')
  await previewAndPlace(bench.client, wireOrder({ priceType: 'LIMIT', limitPrice: 40, quantity: 5 }), 'two')
})
afterAll(() => bench.simulator.close())

describe('every answer says in XML what it says in JSON', () => {
  test.each([
    '/v1/accounts/list',
    `${DATA}/balance?instType=BROKERAGE`,
    `${DATA}/portfolio`,
    `${DATA}/orders`,
    `${DATA}/orders/2`,
    `${DATA}/transactions`,
    '/v1/market/lookup/TQ',
    '/v1/market/optionexpiredate?symbol=TQQQ',
    '/v1/market/optionchains?symbol=TQQQ',
    '/v1/user/alerts',
  ])('%s', async (target) => {
    const json = (await bench.client.call(target)).json()
    expect(leaves(parser.parse((await getXml(target)).text))).toEqual(leaves(json))
  })

  test('a refusal too', async () => {
    const answer = await getXml(`${DATA}/orders/4711`)
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([400, XML])
    expect(parser.parse(answer.text)).toEqual({
      Error: { code: '90008', message: 'orderId: this account has no order 4711.' },
    })
  })

  test('and so does a token that is not good', async () => {
    const stranger = await bench.newClient().call('/v1/accounts/list', { accept: XML })
    expect(parser.parse(stranger.text).Error.message).toMatch(/^oauth_problem=parameter_absent/)
  })

  test('and a path that does not exist', async () => {
    const answer = await getXml('/v1/nowhere')
    expect([answer.status, parser.parse(answer.text).Error.message]).toEqual([
      404,
      'There is no GET /v1/nowhere here.',
    ])
  })
})

describe('an order in XML', () => {
  /** The body of a client in daily use, with fields inside Order that the broker ignores. */
  const order = (limitPrice: string) => `<Order><allOrNone>False</allOrNone><priceType>LIMIT</priceType>
    <orderTerm>GOOD_FOR_DAY</orderTerm><marketSession>REGULAR</marketSession><stopPrice></stopPrice>
    <limitPrice>${limitPrice}</limitPrice><accountIdKey>${ACCOUNT}</accountIdKey><symbol>TQQQ</symbol>
    <Instrument><Product><securityType>EQ</securityType><symbol>TQQQ</symbol></Product>
    <orderAction>BUY</orderAction><quantityType>QUANTITY</quantityType><quantity>7</quantity></Instrument></Order>`
  const request = (kind: string, id: string, body: string) =>
    `<${kind}><orderType>EQ</orderType><clientOrderId>${id}</clientOrderId>${body}</${kind}>`

  async function send(method: string, path: string, rawBody: string) {
    const answer = await bench.client.call(`${DATA}/orders${path}`, {
      method,
      rawBody,
      contentType: XML,
      accept: XML,
    })
    return { ...answer, xml: parser.parse(answer.text) }
  }

  async function previewedAndPlaced(method: string, path: string, id: string, body: string): Promise<string> {
    const preview = await send(method, `${path}preview`, request('PreviewOrderRequest', id, body))
    const { previewId } = preview.xml.PreviewOrderResponse.PreviewIds
    const ids = `<PreviewIds><previewId>${previewId}</previewId></PreviewIds>`
    const place = await send(method, `${path}place`, request('PlaceOrderRequest', id, `${ids}${body}`))
    return place.xml.PlaceOrderResponse.OrderIds.orderId
  }

  test('is previewed, placed, changed and cancelled', async () => {
    const first = await previewedAndPlaced('POST', '/', 'xml1', order('41'))
    const second = await previewedAndPlaced('PUT', `/${first}/change/`, 'xml2', order('42.50'))
    const cancel = `<CancelOrderRequest><orderId>${second}</orderId></CancelOrderRequest>`
    const cancelled = await send('PUT', '/cancel', cancel)
    expect(cancelled.xml.CancelOrderResponse.Messages.Message).toMatchObject({ code: '5011' })
    expect(parser.parse((await getXml(`${DATA}/orders/${second}`)).text)).toMatchObject({
      OrdersResponse: {
        Order: { OrderDetail: { status: 'CANCELLED', limitPrice: '42.5', replacesOrderId: first } },
      },
    })
  })

  test('without the wrapper around the preview id is timed out, in XML', async () => {
    const preview = await send('POST', '/preview', request('PreviewOrderRequest', 'xml3', order('41')))
    const { previewId } = preview.xml.PreviewOrderResponse.PreviewIds
    const unwrapped = `<previewId>${previewId}</previewId>${order('41')}`
    const place = await send('POST', '/place', request('PlaceOrderRequest', 'xml3', unwrapped))
    expect([place.status, place.xml.Error.code]).toEqual([400, '101'])
  })
})

test('with errors as XML, a refusal is XML although JSON was asked for, and a good answer is JSON', async () => {
  const other = await startBench({ errorsAsXml: true })
  await other.client.signIn()
  const refused = await other.client.call(`${DATA}/orders/4711.json`)
  expect(refused.headers.get('Content-Type')).toBe(XML)
  expect(refused.text).toContain('<Error><code>90008</code>')
  expect((await other.client.call('/v1/accounts/list.json')).json()).toHaveProperty('AccountListResponse')
  await other.simulator.close()
})

const SAMPLES = join(import.meta.dirname, '../../../../../shared/etrade-samples')
const testWithSamples = existsSync(SAMPLES) ? test : test.skip

describe('the elements of recorded XML are there (skipped without ../shared/etrade-samples)', () => {
  testWithSamples.each([
    ['xml-option-lookup', '/v1/market/lookup/TQ'],
    ['xml-option-expiry-dates', '/v1/market/optionexpiredate?symbol=TQQQ'],
    ['xml-option-chains', '/v1/market/optionchains?symbol=TQQQ'],
  ])('%s', async (name, target) => {
    const sample = parser.parse(readFileSync(join(SAMPLES, `${name}.xml`), 'utf8'))
    const ours = parser.parse((await getXml(target)).text)
    expect(paths(ours)).toEqual(expect.arrayContaining(paths(sample)))
  })
})

function paths(value: unknown): string[] {
  return [...new Set(leaves(value).map((leaf) => leaf.split('=')[0]!))]
}

/** "path=value" of all leaves; a list of one counts like the thing alone, an empty container like an empty text. */
function leaves(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, path))
  if (typeof value !== 'object' || value === null) return [`${path}=${String(value).trim()}`]
  const entries = Object.entries(value)
  if (entries.length === 0) return [`${path}=`]
  return entries.flatMap(([key, item]) => leaves(item, `${path}.${key}`))
}
