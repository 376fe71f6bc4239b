import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ETrade } from 'e-trade-api'
import { SystemClock } from '../../infra/clock/system-clock.ts'
import { OPERATION_NAMES } from '../../local/simulator/operations.ts'
import { wireOrder } from '../local/simulator/server/order-bodies.ts'
import { ACCOUNT, type Bench, CONSUMER, startBench } from '../local/simulator/server/simulator-bench.ts'

/*
 * A stranger's client, npm e-trade-api, on the simulator: OAuth in the query string, GET for tokens, JSON bodies also
 * on GET, the .json suffix. Its clock is the machine's, so request timestamps are judged by that.
 */
const accountIdKey = ACCOUNT
const order = (limitPrice: number, quantity: number, orderAction: 'BUY' | 'SELL' = 'BUY') =>
  [wireOrder({ priceType: 'LIMIT', limitPrice, quantity, orderAction })] as never[]

let bench: Bench
let client: ETrade

/** Previews and places as a stranger would. */
async function placed(clientOrderId: string, asked: never[]): Promise<number> {
  const request = { accountIdKey, orderType: 'EQ' as const, clientOrderId, order: asked }
  const { PreviewIds } = await client.previewOrder(request)
  const answer = await client.placeOrder({ ...request, previewIds: PreviewIds })
  return answer.OrderIds[0]!.orderId
}

beforeAll(async () => {
  bench = await startBench({ oauthClock: new SystemClock() })
  const { baseUrl } = bench.simulator
  const urls = { oauth: `${baseUrl}/oauth/`, prod: `${baseUrl}/v1/`, dev: `${baseUrl}/v1/` }
  client = new ETrade({ mode: 'dev', ...CONSUMER, urls, connectionLimit: 1_000 } as never)
  const request = await client.requestToken()
  expect(request.oauth_callback_confirmed).toBe(true)
  const code = await bench.newClient().approve(request.oauth_token)
  const access = await client.getAccessToken({
    key: request.oauth_token,
    secret: request.oauth_token_secret,
    code,
  })
  client.settings.accessToken = access.oauth_token
  client.settings.accessSecret = access.oauth_token_secret
})
afterAll(() => bench.simulator.close())

describe('npm e-trade-api', () => {
  test('lists the account and its balance', async () => {
    expect(await client.listAccounts()).toMatchObject([{ accountIdKey, accountStatus: 'ACTIVE' }])
    const balance = await client.getAccountBalances({ accountIdKey })
    expect(balance.Computed).toMatchObject({ cashBuyingPower: 20_000 })
  })

  test('quotes, looks up and reads option chains', async () => {
    const quote = await client.getQuotes({ symbols: ['TQQQ', 'SQQQ'], detailFlag: 'ALL' })
    expect(quote).toMatchObject({ quoteStatus: 'REALTIME', Product: { symbol: 'TQQQ' } })
    expect(await client.lookupProduct('tqq')).toEqual([
      { symbol: 'TQQQ', description: 'TQQQ of the script', type: 'EQUITY' },
    ])
    const dates = await client.getOptionExpireDates({ symbol: 'TQQQ', expiryType: 'MONTHLY' })
    expect(dates[0]).toEqual({ year: 2022, month: 3, day: 18, expiryType: 'MONTHLY' })
    const chains = await client.getOptionChains({
      symbol: 'TQQQ',
      expiryYear: 2022,
      expiryMonth: 3,
      expiryDay: 18,
      noOfStrikes: 4,
    })
    expect(chains.SelectedED).toEqual({ year: 2022, month: 3, day: 18 })
    expect(chains.OptionPair.map(({ Call, Put }) => [Call.strikePrice, Put.strikePrice])).toEqual([
      [46, 46],
      [47, 47],
      [48, 48],
      [49, 49],
    ])
  })

  test('buys, changes an order, cancels the outcome and finds all of it again', async () => {
    const filledId = await placed('third1', order(47.5, 10))
    const restingId = await placed('third2', order(40, 5))
    const change = {
      accountIdKey,
      orderId: restingId,
      orderType: 'EQ' as const,
      clientOrderId: 'third3',
      order: order(41, 6),
    }
    const { PreviewIds } = await client.changePreviewedOrder(change)
    const changed = await client.placeChangedOrder({ ...change, previewIds: PreviewIds })
    const changedId = changed.OrderIds[0]!.orderId
    await client.cancelOrder({ accountIdKey, orderId: changedId })

    const { Order } = await client.listOrders({ accountIdKey, count: 10 })
    expect(Order.map(({ orderId, OrderDetail: [detail] }) => ({ orderId, ...detail }))).toMatchObject([
      { orderId: changedId, status: 'CANCELLED', replacesOrderId: restingId, limitPrice: 41 },
      { orderId: restingId, status: 'CANCELLED', replacedByOrderId: changedId, limitPrice: 40 },
      { orderId: filledId, status: 'EXECUTED' },
    ])
  })

  test('reads the portfolio, its lots and the transactions behind them', async () => {
    const [portfolio] = await client.viewPortfolio({ accountIdKey })
    const [position] = portfolio!.Position
    expect(position).toMatchObject({ quantity: 10, pricePaid: 47.5 })
    const lots = await client.viewLotsDetails({ accountIdKey, positionId: position!.positionId })
    expect(lots.PositionLot).toMatchObject([{ remainingQty: 10, price: 47.5 }])

    const list = await client.listTransactions({ accountIdKey })
    expect(list).toMatchObject({ totalCount: 1, Transaction: [{ transactionType: 'Bought', amount: -475 }] })
    const { transactionId } = list.Transaction[0]!
    expect(await client.listTransactionDetails({ accountIdKey, transactionId })).toMatchObject({
      amount: -475,
      brokerage: { quantity: 10, price: 47.5 },
    })
  })

  test('reads its alerts and deletes one', async () => {
    const { Alert } = await client.listAlerts()
    const subjects = Alert.map(({ subject }) => subject)
    expect(subjects).toContain('Buy 10 TQQQ Executed @ $47.50')
    expect(subjects).toContain('Buy 6 TQQQ Cancelled')
    const alertId = Alert[0]!.id
    expect(await client.listAlertDetails({ alertId })).toMatchObject({ id: alertId, subject: subjects[0] })
    expect(await client.deleteAlert(alertId)).toEqual({ result: 'SUCCESS' })
    expect((await client.listAlerts()).totalAlerts).toBe(Alert.length - 1)
  })

  test('renews and revokes its token, which then opens nothing', async () => {
    const token = { key: client.settings.accessToken, secret: client.settings.accessSecret }
    expect(await client.renewAccessToken(token)).toBe('Access Token has been renewed')
    await client.revokeAccessToken(token)
    await expect(client.listAccounts()).rejects.toThrow('oauth_problem=token_rejected')
  })

  test('has done nothing that a client must never do', async () => {
    const answer = await fetch(`${bench.simulator.baseUrl}/simulator/sins`)
    expect(await answer.json()).toEqual({ sins: [] })
    expect(bench.simulator.sins).toEqual([])
  })

  test('has called every operation there is but the details of one order, for which it has no method', () => {
    const called = new Set(bench.records.map(({ operation }) => operation))
    expect(OPERATION_NAMES.filter((name) => !called.has(name))).toEqual(['orders/detail', 'simulator/clock'])
  })
})
