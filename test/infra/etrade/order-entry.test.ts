import { describe, expect, test } from '@jest/globals'
import { OrderEntry } from '../../../infra/etrade/order-entry.ts'
import { BrokerOutcomeUnknownError, BrokerRefusedError } from '../../../shared/domain/errors.ts'
import type { AccountIdKey, ClientOrderId, OrderId } from '../../../shared/domain/ids.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { OrderRequest } from '../../../shared/domain/order.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { IN_TIME } from '../../support/deadlines.ts'
import { HandClock } from '../../support/hand-clock.ts'
import { ProgrammedBudget } from '../../support/programmed-budget.ts'
import { fixture, NOW, type Reply } from '../../support/scripted-broker.ts'
import { closeAfterEach, type ScriptedClient, scriptedClient } from '../../support/scripted-client.ts'

closeAfterEach()

const OLD = '528' as OrderId
const STOP: OrderRequest = {
  symbol: ticker('IBM'),
  side: 'SELL',
  quantity: 100,
  clientOrderId: 'OB202603030002' as ClientOrderId,
  type: 'STOP',
  stop: money('171'),
}
const CHANGE = {
  order: STOP,
  preview: { previewId: '1627181131', previewedAt: NOW, warnings: [] },
  deadline: IN_TIME,
}
const UNDER_WAY: Reply = {
  status: 400,
  body: { Error: { code: 1524, message: 'previous change in progress' } },
}

async function open(
  script: readonly Reply[],
  options: Parameters<typeof scriptedClient>[1] = {},
): Promise<ScriptedClient & { readonly entry: OrderEntry; readonly clock: HandClock }> {
  const scripted = await scriptedClient(script, options)
  const clock = new HandClock(NOW)
  const entry = new OrderEntry({ client: scripted.client, accountIdKey: 'key' as AccountIdKey, clock })
  return { ...scripted, entry, clock }
}

const body = ({ broker }: ScriptedClient, index = 0) => JSON.parse(broker.received[index]?.body ?? '')

describe('a change', () => {
  test('is previewed under the number of the order it changes', async () => {
    const opened = await open([{ body: fixture('sandbox-preview-update') }])
    const preview = await opened.entry.previewChange(OLD, STOP)
    expect(preview).toMatchObject({ previewId: '1627181131', previewedAt: NOW, warnings: [] })
    expect(opened.requests()).toEqual(['PUT /v1/accounts/key/orders/528/change/preview.json'])
    expect(body(opened)).toMatchObject({
      PreviewOrderRequest: {
        orderType: 'EQ',
        clientOrderId: 'OB202603030002',
        Order: [{ priceType: 'STOP', stopPrice: 171, Instrument: [{ orderAction: 'SELL', quantity: 100 }] }],
      },
    })
  })

  test('is placed with the block as previewed and gives the number of the new order', async () => {
    const opened = await open([{ body: fixture('sandbox-place-update') }])
    expect(await opened.entry.placeChange(OLD, CHANGE)).toBe('529')
    expect(opened.requests()).toEqual(['PUT /v1/accounts/key/orders/528/change/place.json'])
    expect(body(opened).PlaceOrderRequest).toMatchObject({
      clientOrderId: 'OB202603030002',
      PreviewIds: [{ previewId: 1627181131 }],
    })
  })

  test('waits a second at a time for an earlier one that is under way', async () => {
    const { entry, clock, broker } = await open([
      UNDER_WAY,
      UNDER_WAY,
      { body: fixture('sandbox-preview-update') },
    ])
    await entry.previewChange(OLD, STOP)
    expect(broker.received).toHaveLength(3)
    expect(clock.now() - NOW).toBe(2_000)
  })

  test('gives up when the earlier one takes too long', async () => {
    const { entry, broker } = await open([UNDER_WAY])
    await expect(entry.previewChange(OLD, STOP)).rejects.toMatchObject({ code: '1524' })
    expect(broker.received).toHaveLength(3)
  })

  test.each<[string, Reply]>([
    ['silence', 'drop'],
    ['status 500', { status: 500, body: { Error: { code: 100, message: 'not available' } } }],
    ['an answer without a number', { body: { PlaceOrderResponse: { Order: [] } } }],
  ])('that leaves and is answered by %s is in doubt and not sent again', async (_name, reply) => {
    const { entry, broker } = await open([reply])
    await expect(entry.placeChange(OLD, CHANGE)).rejects.toBeInstanceOf(BrokerOutcomeUnknownError)
    expect(broker.received).toHaveLength(1)
  })

  test('that the broker refuses in words is refused, and not tried again', async () => {
    const refusal: Reply = { status: 400, body: { Error: { code: 1037, message: 'not enough shares' } } }
    const { entry, broker } = await open([refusal])
    await expect(entry.previewChange(OLD, STOP)).rejects.toBeInstanceOf(BrokerRefusedError)
    await expect(entry.placeChange(OLD, CHANGE)).rejects.toMatchObject({ code: '1037' })
    expect(broker.received).toHaveLength(2)
  })

  test('that waited for its permit until after its deadline does not leave', async () => {
    const [clock, budget] = [new HandClock(NOW), new ProgrammedBudget()]
    budget.onTake = () => clock.advance(60_001)
    const { entry, broker } = await open([{ body: fixture('sandbox-place-update') }], { budget, clock })
    const deadline = { at: (NOW + 60_000) as EpochMs, reason: 'its preview was too old' }
    await expect(entry.placeChange(OLD, { ...CHANGE, deadline })).rejects.toThrow('its preview was too old')
    expect(broker.received).toEqual([])
  })

  test('of a sale may use what is kept for exits', async () => {
    const budget = new ProgrammedBudget()
    const { entry } = await open([{ body: fixture('sandbox-preview-update') }], { budget })
    await entry.previewChange(OLD, STOP)
    expect(budget.taken).toEqual([{ module: 'orders', purpose: 'exit', symbols: 0 }])
  })
})
