import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { previewAndPlace, wireOrder } from './order-bodies.ts'
import type { Answer } from './signed-client.ts'
import { ACCOUNT, type Bench, startBench } from './simulator-bench.ts'

const DATA = `/v1/accounts/${ACCOUNT}`
const trade = (quantity: number, clientOrderId: string, orderAction = 'BUY') =>
  previewAndPlace(bench.client, wireOrder({ priceType: 'MARKET', quantity, orderAction }), clientOrderId)

let bench: Bench
const get = (target: string): Promise<Answer> => bench.client.call(target)

beforeAll(async () => {
  bench = await startBench()
  await bench.client.signIn()
})
afterAll(() => bench.simulator.close())

describe('an account without a past', () => {
  test('has no transactions, and its empty inbox is not found', async () => {
    expect((await get(`${DATA}/transactions.json`)).status).toBe(204)
    const inbox = await get('/v1/user/alerts.json')
    expect([inbox.status, inbox.json().Error.code]).toEqual([404, 53])
  })
})

describe('after buys of 10, 20 and 30 and a sell of 15', () => {
  beforeAll(async () => {
    await trade(10, 'a')
    await trade(20, 'b')
    await trade(30, 'c')
    await trade(15, 'd', 'SELL')
  })

  const list = async (query: string) =>
    (await get(`${DATA}/transactions.json?${query}`)).json().TransactionListResponse
  const quantities = (answer: { Transaction: readonly { brokerage: { quantity: number } }[] }) =>
    answer.Transaction.map(({ brokerage }) => brokerage.quantity)

  test('transactions come newest first or oldest first, sells as negative shares', async () => {
    expect(quantities(await list(''))).toEqual([-15, 30, 20, 10])
    expect(quantities(await list('sortOrder=ASC'))).toEqual([10, 20, 30, -15])
  })

  test('a page says it was the last although the marker leads on, and repeats the row of the marker', async () => {
    const first = await list('count=3')
    expect(first).toMatchObject({ moreTransactions: false, transactionCount: 3, totalCount: 4 })
    const second = await list(`count=3&marker=${first.marker}`)
    expect(quantities(second)).toEqual([20, 10])
    expect(second).not.toHaveProperty('marker')
  })

  test('transactions are narrowed by date', async () => {
    expect((await list('startDate=03152022&endDate=03152022')).totalCount).toBe(4)
    expect((await get(`${DATA}/transactions.json?startDate=03162022&endDate=03172022`)).status).toBe(204)
  })

  test('the link of a transaction, suffix in the middle, leads to its details', async () => {
    const [newest] = (await list('')).Transaction
    const link = new URL(newest.detailsURI)
    expect(link.pathname).toMatch(/\/transactions\.json\/\d{14}$/)
    const details = (await get(`${link.pathname}${link.search}`)).json().TransactionDetailsResponse
    expect(details).toMatchObject({ amount: 712.35, brokerage: { quantity: -15, orderNo: '4' } })
  })

  test('the sell took the oldest lot and half of the next', async () => {
    const [{ Position }] = (await get(`${DATA}/portfolio.json`)).json().PortfolioResponse.AccountPortfolio
    const { pathname } = new URL(Position[0].lotsDetails)
    const { PositionLot } = (await get(`${pathname}.json`)).json().PositionLotsResponse
    expect(PositionLot).toMatchObject([
      { originalQty: 20, remainingQty: 15, orderNo: 2 },
      { originalQty: 30, remainingQty: 30, orderNo: 3 },
    ])
  })

  test.each([
    ['QUICK', 'Quick', { volume: 12_345 }],
    ['PERFORMANCE', 'Performance', { daysGain: 0, totalGain: 0, marketValue: 2_137.5 }],
    ['FUNDAMENTAL', 'Fundamental', { peRatio: 0 }],
    ['OPTIONSWATCH', 'OptionsWatch', { bid: 47.49, ask: 47.5 }],
    ['COMPLETE', 'Complete', { prevClose: 46.5, askSize: 200, currency: 'USD' }],
  ])('the portfolio has a block of its own for the view %s', async (view, block, figures) => {
    const { AccountPortfolio } = (await get(`${DATA}/portfolio.json?view=${view}`)).json().PortfolioResponse
    expect(AccountPortfolio[0].Position[0][block]).toMatchObject({ lastTrade: 47.5, ...figures })
  })

  test('the portfolio adds up and shows the lots where it is asked to, also by a capital True', async () => {
    const query = 'totalsRequired=True&lotsRequired=true'
    const { Totals, AccountPortfolio } = (await get(`${DATA}/portfolio.json?${query}`)).json()
      .PortfolioResponse
    expect(Totals).toMatchObject({
      totalMarketValue: 2_137.5,
      totalPricePaid: 2_137.5,
      cashBalance: 17_862.35,
    })
    expect(AccountPortfolio[0].Position[0].PositionLot).toHaveLength(2)
    const plain = (await get(`${DATA}/portfolio.json?totalsRequired=False`)).json().PortfolioResponse
    expect(plain).not.toHaveProperty('Totals')
    expect(plain.AccountPortfolio[0].Position[0]).not.toHaveProperty('PositionLot')
  })

  test('alerts are unread until they are read, and stay deleted over a restart', async () => {
    const all = (await get('/v1/user/alerts.json')).json().AlertsResponse
    expect(all.Alert[0]).toMatchObject({ subject: 'Sell 15 TQQQ Executed @ $47.49', status: 'UNREAD' })
    const [{ id }, { id: other }] = all.Alert
    await get(`/v1/user/alerts/${id}.json`)
    const read = (await get('/v1/user/alerts.json?status=READ')).json().AlertsResponse
    expect(read.Alert.map((alert: { id: number }) => alert.id)).toEqual([id])

    const deletion = await bench.client.call(`/v1/user/alerts/${id},${other},1.json`, { method: 'DELETE' })
    expect(deletion.json().AlertsResponse).toEqual({ result: 'ERROR', FailedAlerts: { alertId: [1] } })
    const before = bench.client
    bench = await bench.restarted()
    bench.client.resume(before)
    expect((await get('/v1/user/alerts.json')).json().AlertsResponse.totalAlerts).toBe(2)
    expect((await get('/v1/user/alerts.json?status=DELETED')).json().AlertsResponse.totalAlerts).toBe(2)
  })
})
