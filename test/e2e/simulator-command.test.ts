import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { SignedClient } from '../local/simulator/server/signed-client.ts'
import { CommandLine, scratchFolder } from './command-line.ts'

const ORDER = {
  allOrNone: false,
  orderTerm: 'GOOD_FOR_DAY',
  marketSession: 'REGULAR',
  priceType: 'MARKET',
  Instrument: [
    {
      Product: { securityType: 'EQ', symbol: 'TQQQ' },
      orderAction: 'BUY',
      quantityType: 'QUANTITY',
      quantity: 3,
    },
  ],
}

/** A running `openbell simulator` with a third party's client on it, which signs by the machine's clock. */
class Served {
  static async start(...args: readonly string[]): Promise<Served> {
    const command = new CommandLine(['simulator', ...args])
    running.push(command)
    const [line] = await command.shows(/^.+\n/)
    return new Served(command, JSON.parse(line))
  }

  readonly command: CommandLine
  readonly ready: Record<'baseUrl' | 'consumerKey' | 'consumerSecret' | 'accountIdKey', string>

  private constructor(command: CommandLine, ready: Served['ready']) {
    this.command = command
    this.ready = ready
  }

  client(secret = this.ready.consumerSecret): SignedClient {
    const consumer = { key: this.ready.consumerKey, secret }
    return new SignedClient(this.ready.baseUrl, consumer, () => Math.floor(Date.now() / 1_000))
  }

  async clock(body?: object): Promise<{ readonly now: string; readonly settable: boolean }> {
    const url = `${this.ready.baseUrl}/simulator/clock`
    const init = body && {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }
    return (await fetch(url, init ?? {})).json() as never
  }
}

const running: CommandLine[] = []
afterEach(() => {
  for (const command of running.splice(0)) command.send('SIGKILL')
})

describe('openbell simulator', () => {
  test('prints one line of JSON with all that a client needs, and SIGTERM ends it with code 0', async () => {
    const served = await Served.start('--seed', '7')
    expect(Object.keys(served.ready)).toEqual(['baseUrl', 'consumerKey', 'consumerSecret', 'accountIdKey'])
    expect(served.ready.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    served.command.send('SIGTERM')
    const ended = await served.command.ended
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' })
    expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1)
  })

  test('lets a foreign client sign in, quote, preview, place and list by the clock of the machine', async () => {
    const served = await Served.start('--seed', '7', '--clock', 'virtual')
    const client = served.client()
    await client.signIn()
    await served.clock({ advanceSeconds: 120 })

    const quote = (await client.call('/v1/market/quote/TQQQ.json')).json()
    expect(quote.QuoteResponse.QuoteData[0].Product.symbol).toBe('TQQQ')
    const { ask } = quote.QuoteResponse.QuoteData[0].All

    const orders = `/v1/accounts/${served.ready.accountIdKey}/orders`
    const sent = { orderType: 'EQ', clientOrderId: 'foreign1', Order: [ORDER] }
    const preview = await client.call(`${orders}/preview.json`, {
      method: 'POST',
      body: { PreviewOrderRequest: sent },
    })
    const { PreviewIds } = preview.json().PreviewOrderResponse
    const place = await client.call(`${orders}/place.json`, {
      method: 'POST',
      body: { PlaceOrderRequest: { ...sent, PreviewIds } },
    })
    const { orderId } = place.json().PlaceOrderResponse.OrderIds[0]

    const [listed] = (await client.call(`${orders}.json`)).json().OrdersResponse.Order
    expect(listed).toMatchObject({ orderId, OrderDetail: [{ status: 'EXECUTED' }] })
    expect(listed.OrderDetail[0].Instrument[0]).toMatchObject({
      filledQuantity: 3,
      averageExecutionPrice: ask,
    })
  })

  test('shows a person the verifier on a page and gives it to a program as JSON', async () => {
    const served = await Served.start()
    const answer = await served.client().call('/oauth/request_token', { oauth: { oauth_callback: 'oob' } })
    const token = new URLSearchParams(answer.text).get('oauth_token') ?? ''
    const page = `${served.ready.baseUrl}/e/t/etws/authorize?${new URLSearchParams({ key: served.ready.consumerKey, token })}`
    const forPeople = await fetch(page, { headers: { Accept: 'text/html' } })
    expect(forPeople.headers.get('Content-Type')).toMatch(/^text\/html/)
    expect(await forPeople.text()).toMatch(/<output[^>]*>[A-Z0-9]{4,}<\/output>/)
    const verifier = await served.client().approve(token)
    expect(verifier).toMatch(/^[A-Z0-9]{4,}$/)
  })

  test('refuses a wrong signature with 401 and its reason', async () => {
    const served = await Served.start()
    const wrong = await served
      .client('not the secret')
      .call('/oauth/request_token', { oauth: { oauth_callback: 'oob' } })
    expect(wrong.status).toBe(401)
    expect(wrong.text).toMatch(/oauth_problem=signature_invalid/)

    const client = served.client()
    await client.signIn()
    const impostor = served.client('not the secret').resume(client)
    const refused = await impostor.call('/v1/accounts/list.json')
    expect(refused.status).toBe(401)
    expect(refused.text).toMatch(/oauth_problem=signature_invalid/)
  })

  test('a fault plan drops the answer it names', async () => {
    const scratch = scratchFolder()
    const plan = join(scratch.path, 'plan.json')
    const fault = { operation: 'accounts/list', call: 2, fault: { kind: 'dropped-answer' } }
    writeFileSync(plan, JSON.stringify({ faults: [fault] }))
    const client = (await Served.start('--seed', '7', '--faults', plan)).client()
    scratch.remove()
    await client.signIn()
    expect((await client.call('/v1/accounts/list.json')).status).toBe(200)
    await expect(client.call('/v1/accounts/list.json')).rejects.toThrow('fetch failed')
    expect((await client.call('/v1/accounts/list.json')).status).toBe(200)
  })

  test('plays the sandbox, whose quotes are of 2012', async () => {
    const served = await Served.start('--personality', 'sandbox')
    const client = served.client()
    await client.signIn()
    const [account] = (await client.call('/v1/accounts/list.json')).json().AccountListResponse.Accounts
      .Account
    expect(account.accountIdKey).toBe(served.ready.accountIdKey)
    const quote = (await client.call('/v1/market/quote/TQQQ.json')).json()
    expect(quote.QuoteResponse.QuoteData[0].dateTime).toMatch(/-2012$/)
  })

  test('a virtual clock stands at the open until it is moved', async () => {
    const served = await Served.start('--clock', 'virtual', '--date', '2026-03-02')
    expect(await served.clock()).toMatchObject({ now: '2026-03-02T14:30:00.000Z', settable: true })
    expect(await served.clock({ advanceSeconds: 90 })).toMatchObject({ now: '2026-03-02T14:31:30.000Z' })
    expect(await served.clock()).toMatchObject({ now: '2026-03-02T14:31:30.000Z' })
  })
})
