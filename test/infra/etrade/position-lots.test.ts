import { expect, test } from '@jest/globals'
import { readPositionLots } from '../../../infra/etrade/position-lots.ts'
import type { AccountIdKey } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { closeAfterEach, scriptedClient } from '../../support/scripted-client.ts'

closeAfterEach()

const ACCOUNT = 'key' as AccountIdKey

const LOT = {
  positionId: 47_537_061_900,
  positionLotId: '6114801023003',
  price: 1.405,
  originalQty: '53',
  remainingQty: 50.5,
  availableQty: 50.5,
  acquiredDate: 1_582_520_400_000,
  totalCost: 74.465,
  marketValue: 0,
}

test('the purchases of a position, with what is left of each', async () => {
  const { client, requests } = await scriptedClient([
    {
      body: { PositionLotsResponse: { PositionLot: [LOT, { ...LOT, acquiredDate: -57_600_000, price: 0 }] } },
    },
  ])
  const lot = {
    lotId: '6114801023003',
    quantity: 50.5,
    originalQuantity: 53,
    totalCost: money('74.465'),
    marketValue: money('0'),
  }
  expect(await readPositionLots(client, ACCOUNT, '47537061900')).toEqual([
    { ...lot, price: money('1.405'), acquiredAt: 1_582_520_400_000 },
    lot,
  ])
  expect(requests()).toEqual(['GET /v1/accounts/key/portfolio/47537061900.json'])
})

test('a single purchase may come bare', async () => {
  const { client } = await scriptedClient([{ body: { positionLotsResponse: { positionLot: LOT } } }])
  expect(await readPositionLots(client, ACCOUNT, '1')).toHaveLength(1)
})

test('a 204 means none', async () => {
  const { client } = await scriptedClient([{ status: 204 }])
  expect(await readPositionLots(client, ACCOUNT, '1')).toEqual([])
})
