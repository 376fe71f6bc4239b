import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { EtradeClient } from '../../../infra/etrade/client/etrade-client.ts'
import { EtradeBroker } from '../../../infra/etrade/etrade-broker.ts'
import { monitor } from '../../../shared/cycles/monitor.ts'
import { sendIntents } from '../../../shared/cycles/send-intents.ts'
import type { Tick } from '../../../shared/cycles/tick.ts'
import { workOrders } from '../../../shared/cycles/work-orders.ts'
import type { AccountIdKey, OrderId } from '../../../shared/domain/ids.ts'
import type { OrderRecord, OrderState } from '../../../shared/orders/order-record.ts'
import { type EpochMs, SECOND_MS } from '../../../shared/time/instant.ts'
import { sessionAt } from '../../../shared/time/session.ts'
import { type CycleBench, cycleBench, ordersById, triggerAt } from '../../support/cycle-bench.ts'
import { orderRecord } from '../../support/fixtures.ts'
import {
  clientOf,
  fixture,
  NOW,
  type Received,
  type Reply,
  type ScriptedBroker,
  scriptedBroker,
} from '../../support/scripted-broker.ts'

/** The calls an order depends on. */
type OrderCall = 'preview' | 'place' | 'cancel' | 'list'

/** What an answer says, however it is written. */
type Verdict = 'refused' | 'failing' | 'unreadable' | 'not signed in'

/** Where the order stands when one call met such an answer and every other call is answered well. */
const STATES: Readonly<Record<Verdict, Readonly<Record<OrderCall, OrderState>>>> = {
  refused: { preview: 'REJECTED', place: 'REJECTED', cancel: 'SUBMITTED', list: 'UNKNOWN' },
  failing: { preview: 'REJECTED', place: 'UNKNOWN', cancel: 'SUBMITTED', list: 'UNKNOWN' },
  unreadable: { preview: 'REJECTED', place: 'UNKNOWN', cancel: 'SUBMITTED', list: 'UNKNOWN' },
  'not signed in': { preview: 'REJECTED', place: 'REJECTED', cancel: 'SUBMITTED', list: 'UNKNOWN' },
}

/** How often one run may read the list when it is answered so; only where asking again may help is it repeated. */
const READS = { repeated: 4, once: 1 }

const from = (first: number, last: number, text: string) =>
  Array.from({ length: last - first + 1 }, (_, index) => [first + index, text] as const)

/** Every code of reference §9. The same number means different things per module, so that each meets every call. */
const CODES: readonly (readonly [code: number, text: string])[] = [
  [25, 'alert backend failure'],
  [27, 'alert backend failure'],
  [36, 'account backend failure'],
  [53, 'nothing found'],
  [100, 'The requested service is not currently available'],
  [101, 'We are unable to process your request: you timed out your original order request'],
  [102, 'invalid account key'],
  [160, 'account backend failure'],
  [163, 'price service unavailable'],
  [167, 'not enough shares: partially executed'],
  [253, 'user not authorised for account'],
  [300, 'transaction backend failure'],
  [301, 'transaction backend failure'],
  [464, 'bad symbol'],
  [499, 'bad alert id'],
  [700, 'bad type code'],
  [900, 'invalid preview id'],
  ...from(1001, 1015, 'bad id, type, group or amount'),
  [1019, 'invalid symbol'],
  [1020, 'bad detailFlag'],
  [1021, 'bad user id'],
  [1023, 'more than 25 symbols'],
  [1024, 'not a fund'],
  [1025, 'more than 50 symbols'],
  [1026, 'entered during market hours'],
  [1027, 'entered while the market is closed'],
  [1032, 'all-or-none needs 300 shares'],
  [1033, 'you timed out your original order request'],
  [1035, 'a market order must be good for day'],
  [1036, 'the account is restricted'],
  [1037, 'You don’t have enough available shares & "open orders" count'],
  [1040, 'closing a position that is not held'],
  [1042, 'looks like a duplicate order'],
  [1043, 'the symbol is halted'],
  [1045, 'a market order is risky'],
  [1053, 'extended hours need a limit order'],
  [1054, 'extended hours take no all-or-none'],
  [1064, 'extra fees apply'],
  [1065, 'extra fees apply'],
  ...from(1070, 1077, 'tax lot selection'),
  [1508, 'price unavailable, try again'],
  [1524, 'a previous change is still in progress'],
  ...from(2001, 2008, 'bad date, count or marker'),
  [2084, 'stop price out of range'],
  [2085, 'stop price out of range'],
  [4186, 'your request to cancel is being processed'],
  [5001, 'the order is being executed or was rejected'],
  [5003, 'a cancel is already pending'],
  [5011, 'your request to cancel is being processed'],
  [7001, 'invalid account'],
  [7002, 'invalid institution type'],
  ...from(10031, 10046, 'no such option, symbol or category'),
  // Nobody knows the codes for money and day-trading limits: whatever it is, the broker's own words are shown.
  [98765, 'a code that nobody has seen before'],
]

/** Every word of reference §4. */
const OAUTH_PROBLEMS = [
  'token_expired',
  'token_rejected',
  'consumer_key_rejected',
  'signature_invalid',
  'timestamp_refused&oauth_acceptable_timestamps=1772548560-1772552160',
  'nonce_used',
  'parameter_absent&oauth_parameters_absent=oauth_nonce',
  'callback_rejected',
]

const RATE_LIMIT = 'Number of requests exceeded the rate limit set'

const inJson = (text: string, code?: number) => ({ body: { Error: { code, message: text } } })
const inXml = (text: string, code?: number) => ({
  type: 'application/xml',
  body: `<?xml version="1.0"?><Error>${code === undefined ? '' : `<code>${code}</code>`}<message>${escaped(text)}</message></Error>`,
})
const inHtml = (text: string, code?: number) => ({
  type: 'text/html',
  body: `<html><head><title>Error</title></head><body><h1>${code ?? ''}</h1><p>${escaped(text)}</p></body></html>`,
})

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const INTENT = orderRecord()
const PLACED: OrderRecord = { ...INTENT, submittedAt: (NOW - 31 * SECOND_MS) as EpochMs }
const CALLS: readonly OrderCall[] = ['preview', 'place', 'cancel', 'list']
const GOOD: Readonly<Record<OrderCall, Reply>> = {
  preview: { body: fixture('sandbox-preview-order') },
  place: { body: fixture('sandbox-place-order') },
  cancel: { body: fixture('sandbox-cancel-order') },
  list: { status: 204 },
}

let server: ScriptedBroker
let client: EtradeClient
/** Waits only half a second, for where nothing comes. */
let impatient: EtradeClient
let answers: Readonly<Record<OrderCall, Reply>> = GOOD

beforeAll(async () => {
  server = await scriptedBroker((request) => {
    const call = callOf(request)
    return call ? answers[call] : { type: 'text/html', body: 'Access Token has been renewed' }
  })
  client = clientOf(server)
  impatient = clientOf(server, { timeouts: { readMs: 500, orderMs: 500 } })
})

afterAll(async () => {
  client.close()
  impatient.close()
  await server.close()
})

function callOf({ target }: Received): OrderCall | undefined {
  const name = /\/orders(?:\/(\w+))?\.json/.exec(target)
  return name ? ((name[1] ?? 'list') as OrderCall) : undefined
}

/** What became of an order of which one call was answered so. */
interface Outcome {
  readonly state: OrderState | undefined
  /** What the owner reads. */
  readonly words: string
  readonly cancelling: boolean
  readonly sent: Readonly<Record<OrderCall, number>>
}

async function meet(call: OrderCall, reply: Reply, by = client): Promise<Outcome> {
  const already = server.received.length
  answers = { ...GOOD, [call]: reply }
  const bench = cycleBench()
  const { clock } = bench
  Object.assign(bench.world, {
    broker: new EtradeBroker({ client: by, accountIdKey: 'key' as AccountIdKey, clock }),
  })
  const words = await SCENES[call](bench)
  const { orders } = await bench.stored()
  const kept = (await bench.store.get(`orders/${INTENT.intentId}`))?.value
  const order = orders[INTENT.intentId] ?? (kept as OrderRecord | undefined)
  const calls = server.received.slice(already).map(callOf)
  const sent = Object.fromEntries(CALLS.map((name) => [name, calls.filter((each) => each === name).length]))
  return {
    state: order?.state,
    words: words ?? order?.note ?? '',
    cancelling: order?.cancelRequestedAt !== undefined,
    sent: sent as Outcome['sent'],
  }
}

/** What production does around each call; answers the failure of the whole run, if it failed. */
const SCENES: Readonly<Record<OrderCall, (bench: CycleBench) => Promise<string | undefined>>> = {
  preview: sendAndLookAgain,
  place: sendAndLookAgain,
  cancel: async (bench) => {
    const open = { ...PLACED, state: 'SUBMITTED', orderId: '529' as OrderId } as const
    answers = { ...answers, list: listed(open) }
    await bench.leave({ orders: ordersById(open) })
    const tick = await bench.tick()
    await workOrders(tick, sessionOf(tick))
    await tick.commit({ release: true })
    return undefined
  },
  list: async (bench) => {
    await bench.leave({ orders: ordersById({ ...PLACED, state: 'UNKNOWN', note: 'no answer came' }) })
    const failed = await monitor(bench.world, triggerAt(NOW)).then(() => undefined, String)
    const alerts = bench.notifier.delivered.map(({ text }) => text)
    expect(alerts).toHaveLength(failed === undefined ? 0 : 1)
    return failed === undefined ? undefined : alerts[0]
  },
}

/** The run that decided the order, and the next one, which must not send it again. */
async function sendAndLookAgain(bench: CycleBench): Promise<undefined> {
  const tick = await bench.tick()
  tick.state = { ...tick.state, orders: ordersById(INTENT) }
  await sendIntents(tick)
  await tick.commit({ release: true })
  const states = Object.values(tick.state.orders).map(({ state }) => state)
  bench.clock.advance(10 * SECOND_MS)
  await monitor(bench.world, triggerAt(bench.clock.now()))
  expect(Object.values((await bench.stored()).orders).map(({ state }) => state)).toEqual(states)
}

function sessionOf({ now }: Tick) {
  const session = sessionAt(now)
  if (session.phase === 'closed') throw new Error('the market is closed')
  return session
}

function listed({ quantity, symbol, submittedAt, orderId }: OrderRecord): Reply {
  const Instrument = [
    {
      Product: { symbol, securityType: 'EQ' },
      orderAction: 'BUY',
      orderedQuantity: quantity,
      filledQuantity: 0,
    },
  ]
  const detail = { placedTime: submittedAt, status: 'OPEN', priceType: 'LIMIT', limitPrice: 47.5, Instrument }
  return { body: { OrdersResponse: { Order: [{ orderId, orderType: 'EQ', OrderDetail: [detail] }] } } }
}

/** What must be true of an order whatever one call was answered. */
function expectState(call: OrderCall, verdict: Verdict, outcome: Outcome): void {
  expect({ call, state: outcome.state }).toEqual({ call, state: STATES[verdict][call] })
  const expected = { preview: 0, place: 1, cancel: 0, list: 0 }[call]
  expect(outcome.sent.place).toBe(expected)
  if (call !== 'list') expect(outcome.sent[call]).toBe(1)
}

describe('an answer with the code', () => {
  const WAYS = [
    [400, inJson],
    [400, inXml],
    [200, inJson],
    [500, inXml],
  ] as const

  test.each(CODES)('%d in JSON and in XML: %s', async (code, text) => {
    for (const [status, format] of WAYS) {
      for (const call of CALLS) {
        const outcome = await meet(call, { status, ...format(text, code) })
        expectState(call, isDown(status, code) ? 'failing' : 'refused', outcome)
        if (call === 'list') expect(outcome.sent.list).toBe(status === 500 ? READS.repeated : READS.once)
        const knowsBetter = call === 'cancel' && (code === 5001 || code === 5003)
        expect(outcome.cancelling).toBe(knowsBetter && code === 5003)
        if (knowsBetter) expect(outcome.words).toBe('')
        else expect(outcome.words).toContain(`${code} ${text}`)
      }
    }
  })

  /** Codes 100 and 163 outside a 4xx are the broker's words for being down itself. */
  const isDown = (status: number, code: number) =>
    status >= 500 || (status < 400 && (code === 100 || code === 163))

  test.each(CODES)('%d on a page, where nobody reads a code: %s', async (code, text) => {
    for (const call of CALLS) {
      const outcome = await meet(call, { status: 400, ...inHtml(text, code) })
      expectState(call, 'unreadable', outcome)
      expect(outcome.words).toContain('status 400, "')
      expect(outcome.words).toContain(text)
    }
  })

  const message = (code: number, text: string, type: string) => ({
    messages: { Message: [{ code, description: text, type }] },
  })

  test.each(CODES)('%d as an error beside an answer: %s', async (code, text) => {
    const Order = [message(code, text, 'ERROR')]
    const PreviewIds = [{ previewId: 7 }]
    const preview = await meet('preview', { body: { PreviewOrderResponse: { Order, PreviewIds } } })
    expectState('preview', 'refused', preview)
    const place = await meet('place', { body: { PlaceOrderResponse: { Order } } })
    expectState('place', 'refused', place)
    for (const { words } of [preview, place]) expect(words).toContain(`${code} ${text}`)
    const both = { PlaceOrderResponse: { Order, OrderIds: [{ orderId: 529 }] } }
    const numbered = await meet('place', { body: both })
    expectState('place', 'failing', numbered)
    expect(numbered.words).toContain(`order 529 came with ${code} ${text}`)
  })

  test.each(CODES)('%d as a warning beside an answer, which keeps no order back: %s', async (code, text) => {
    const Order = [message(code, text, 'WARNING')]
    const previewed = { PreviewOrderResponse: { Order, PreviewIds: [{ previewId: 7 }] } }
    const placed = { PlaceOrderResponse: { Order, OrderIds: [{ orderId: 529 }] } }
    for (const outcome of [
      await meet('preview', { body: previewed }),
      await meet('place', { body: placed }),
    ]) {
      expect(outcome).toMatchObject({ state: 'SUBMITTED', sent: { preview: 1, place: 1 } })
    }
  })
})

describe('an answer without a sign-in', () => {
  test.each(OAUTH_PROBLEMS)('%s, in every format', async (problem) => {
    const text = `oauth_problem=${problem}`
    const [word] = problem.split('&')
    const plain = { type: 'text/plain', body: text }
    for (const format of [inJson(text), inXml(text), inHtml(text), plain]) {
      for (const call of CALLS) {
        const outcome = await meet(call, { status: 401, ...format })
        expectState(call, 'not signed in', outcome)
        expect(outcome.words).toMatch(new RegExp(`does not accept our sign-in for orders/${call}: ${word}`))
      }
    }
  })

  test('401 without a word', async () => {
    for (const call of CALLS) expectState(call, 'not signed in', await meet(call, { status: 401 }))
  })
})

describe('an answer that asks for a pause', () => {
  test.each([400, 429])('under status %d, in every format', async (status) => {
    for (const format of [inJson(RATE_LIMIT), inXml(RATE_LIMIT), inHtml(RATE_LIMIT)]) {
      for (const call of CALLS) {
        const outcome = await meet(call, { status, ...format })
        expectState(call, 'refused', outcome)
        expect(outcome.words).toContain(RATE_LIMIT)
      }
    }
  })
})

describe('no answer, or none that can be read', () => {
  const rows: readonly (readonly [string, Reply])[] = [
    ['a broken connection', 'drop'],
    ['silence', 'stall'],
    ['half an answer', { body: '{"PlaceOrderResponse":{"OrderIds":[{' }],
    ['an empty answer', { body: '' }],
    ['an answer to another call', { body: { QuoteResponse: {} } }],
    [
      'an answer in XML',
      { type: 'application/xml', body: '<PlaceOrderResponse><OrderIds/></PlaceOrderResponse>' },
    ],
    ['a page under 200', { status: 200, ...inHtml('We are down for maintenance') }],
    ['a page under 403', { status: 403, ...inHtml('Access denied') }],
    ['a gateway page', { status: 502, type: 'text/html', body: '<html>Bad Gateway</html>' }],
    ['a time-out named by the server', { status: 408, ...inJson('request timeout', 408) }],
    ['too many requests without words', { status: 429, type: 'text/html', body: '<html>slow down</html>' }],
    ['a refusal without words', { status: 400 }],
  ]
  test.each(rows)('%s', async (_name, reply) => {
    for (const call of CALLS) {
      const outcome = await meet(call, reply, reply === 'stall' ? impatient : client)
      expectState(call, 'unreadable', outcome)
      expect(outcome.words).toMatch(new RegExp(`orders/${call}`, 'i'))
    }
  })

  test('204, which only for the list means that there is nothing', async () => {
    for (const call of ['preview', 'place', 'cancel'] as const)
      expectState(call, 'unreadable', await meet(call, { status: 204 }))
    expect(await meet('list', { status: 204 })).toMatchObject({
      state: 'UNKNOWN',
      sent: { place: 0, list: 1 },
    })
  })
})
