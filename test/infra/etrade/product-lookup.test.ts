import { expect, test } from '@jest/globals'
import { lookUpProduct } from '../../../infra/etrade/product-lookup.ts'
import { BrokerRefusedError } from '../../../shared/domain/errors.ts'
import { fixture } from '../../support/scripted-broker.ts'
import { closeAfterEach, scriptedClient } from '../../support/scripted-client.ts'

closeAfterEach()

test('securities are found by a part of their name', async () => {
  const { client, requests } = await scriptedClient([
    { body: { LookupResponse: fixture('doclike-look-up-product') } },
  ])
  const found = await lookUpProduct(client, 'a & b/c')
  expect(found).toHaveLength(10)
  expect(found[3]).toEqual({ symbol: 'AAPL', name: 'APPLE INC COM' })
  expect(requests()).toEqual(['GET /v1/market/lookup/a%20%26%20b%2Fc.json'])
})

test('a single one may come bare, with its kind', async () => {
  const { client } = await scriptedClient([
    { body: { LookupResponse: { Data: { symbol: 'A', description: 'AGILENT ', type: 'EQUITY' } } } },
  ])
  expect(await lookUpProduct(client, 'agil')).toEqual([{ symbol: 'A', name: 'AGILENT', kind: 'EQUITY' }])
})

test('what the broker refuses is refused in its words', async () => {
  const { client } = await scriptedClient([
    { status: 400, body: { Error: { code: 10033, message: 'The symbol is invalid' } } },
  ])
  const asked = lookUpProduct(client, '?')
  await expect(asked).rejects.toBeInstanceOf(BrokerRefusedError)
  await expect(asked).rejects.toMatchObject({ code: '10033' })
})

test('nothing found is an empty list', async () => {
  const { client } = await scriptedClient([{ body: { LookupResponse: {} } }])
  expect(await lookUpProduct(client, 'zzz')).toEqual([])
})
