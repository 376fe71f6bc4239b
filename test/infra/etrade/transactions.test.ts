import { describe, expect, test } from '@jest/globals'
import { listTransactions, readTransaction } from '../../../infra/etrade/transactions.ts'
import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import type { AccountIdKey } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { brokerSample, hasBrokerSamples } from '../../support/broker-samples.ts'
import { fixture, type Received } from '../../support/scripted-broker.ts'
import { closeAfterEach, scriptedClient } from '../../support/scripted-client.ts'

closeAfterEach()

const ACCOUNT = 'a+key==' as AccountIdKey
const DATES = { from: parseExchangeDate('2026-02-01'), to: parseExchangeDate('2026-03-03') }

function row(number: number, more: object = {}) {
  return {
    transactionId: String(20_260_303_000_000 + number),
    transactionDate: 1_772_548_560_000,
    amount: -number,
    transactionType: 'Bought',
    ...more,
  }
}

function rows(first: number, count: number) {
  return Array.from({ length: count }, (_, index) => row(first + index))
}

function page(transactions: readonly object[], marker?: string) {
  const more = { moreTransactions: false, totalCount: 274, ...(marker === undefined ? {} : { marker }) }
  return { body: { TransactionListResponse: { ...more, Transaction: transactions } } }
}

function markerOf({ target }: Received): string | undefined {
  return new URLSearchParams(target.split('?')[1]).get('marker') ?? undefined
}

describe('the transactions', () => {
  test('of the documentation: seconds become moments, zeros and blanks are absent', async () => {
    const { client, requests } = await scriptedClient([
      { body: { TransactionListResponse: fixture('doclike-list-transactions') } },
    ])
    const [first, ...others] = await listTransactions(client, ACCOUNT, DATES)
    expect(first).toEqual({
      transactionId: '13153200000361',
      at: 1_370_286_190_000,
      amount: money('-1.99'),
      description: 'TRANSFER TO XXXXXX0000 REFID:00000000;',
      kind: 'Transfer',
      fee: money('0'),
      storeId: '0',
    })
    expect(others).toHaveLength(10)
    expect(requests()).toEqual([
      'GET /v1/accounts/a%2Bkey%3D%3D/transactions.json?startDate=02012026&endDate=03032026&count=50',
    ])
  })

  test('go on although the broker says that there are no more', async () => {
    const pages = [page(rows(0, 50), 'second'), page(rows(50, 50), 'third'), page(rows(100, 7), 'fourth')]
    const { client, broker } = await scriptedClient(pages)
    expect(await listTransactions(client, ACCOUNT, DATES)).toHaveLength(107)
    expect(broker.received.map(markerOf)).toEqual([undefined, 'second', 'third'])
  })

  test('count once although each page begins with the last row of the one before', async () => {
    const pages = [
      page(rows(0, 50), 'a'),
      page(rows(49, 50), 'b'),
      page(rows(98, 50), 'c'),
      page(rows(147, 1), 'd'),
    ]
    const { client } = await scriptedClient(pages)
    const all = await listTransactions(client, ACCOUNT, DATES)
    expect(all).toHaveLength(148)
    expect(new Set(all.map(({ transactionId }) => transactionId)).size).toBe(148)
  })

  test('end with a page that brings nothing new, whatever its marker', async () => {
    const { client, broker } = await scriptedClient([page(rows(0, 50), 'again')])
    expect(await listTransactions(client, ACCOUNT, DATES)).toHaveLength(50)
    expect(broker.received).toHaveLength(2)
  })

  test.each([
    ['no marker', undefined],
    ['a blank marker', ' '],
  ])('end with a full page that has %s', async (_, marker) => {
    const { client, broker } = await scriptedClient([page(rows(0, 50), marker)])
    expect(await listTransactions(client, ACCOUNT, DATES)).toHaveLength(50)
    expect(broker.received).toHaveLength(1)
  })

  test('without an end are an error, not a loop', async () => {
    let asked = 0
    const { client } = await scriptedClient(() => {
      asked += 1
      return page(rows(asked * 50, 50), `page-${asked}`)
    })
    await expect(listTransactions(client, ACCOUNT, DATES)).rejects.toBeInstanceOf(BrokerUnreachableError)
    expect(asked).toBe(100)
  })

  test('are none after a 204', async () => {
    const { client } = await scriptedClient([{ status: 204 }])
    expect(await listTransactions(client, ACCOUNT, DATES)).toEqual([])
  })

  test('may be a single one, bare instead of in a list', async () => {
    const { client } = await scriptedClient([{ body: { TransactionListResponse: { Transaction: row(1) } } }])
    expect(await listTransactions(client, ACCOUNT, DATES)).toHaveLength(1)
  })

  const recorded = hasBrokerSamples ? test : test.skip
  recorded('as recorded: milliseconds, shares that left, no price of zero', async () => {
    const body = brokerSample('prodlike-transactions-first6of50.json')
    const { client } = await scriptedClient([{ body }])
    const all = await listTransactions(client, ACCOUNT, DATES)
    expect(all[0]).toMatchObject({ amount: expect.any(Number), kind: expect.any(String) })
    for (const { at, quantity, price } of all) {
      expect(new Date(at).getUTCFullYear()).toBe(2020)
      expect(quantity).not.toBe(0)
      expect(price).not.toBe(0)
    }
  })
})

describe('one transaction', () => {
  test('of the documentation, in any envelope', async () => {
    const detail = fixture('doclike-list-transaction-details')
    const { client, requests } = await scriptedClient([
      { body: { TransactionDetailsResponse: detail } },
      { body: detail },
    ])
    const expected = {
      transactionId: '123456789',
      at: 1_235_895_380_000,
      postedAt: 1_235_895_380_000,
      amount: money('60005'),
      description: 'AAPL Purchase',
      kind: 'Debit',
      symbol: 'AAPL',
      securityType: 'EQ',
      quantity: 100,
      price: money('600'),
      fee: money('5'),
      orderId: '12345555',
    }
    const asked = { transactionId: '123456789', storeId: '7' }
    expect(await readTransaction(client, ACCOUNT, asked)).toEqual(expected)
    expect(await readTransaction(client, ACCOUNT, { transactionId: '123456789' })).toEqual(expected)
    expect(requests()).toEqual([
      'GET /v1/accounts/a%2Bkey%3D%3D/transactions/123456789.json?storeId=7',
      'GET /v1/accounts/a%2Bkey%3D%3D/transactions/123456789.json?storeId=0',
    ])
  })

  test('that can not be read is an error with the field that does not fit', async () => {
    const { client } = await scriptedClient([
      { body: { TransactionDetailsResponse: { ...row(1), amount: 'many' } } },
    ])
    await expect(readTransaction(client, ACCOUNT, { transactionId: '1' })).rejects.toThrow(
      'amount was "many", expected a number',
    )
  })
})
