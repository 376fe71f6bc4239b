import { describe, expect, test } from '@jest/globals'
import { deleteBrokerAlerts, listBrokerAlerts, readBrokerAlert } from '../../../infra/etrade/broker-alerts.ts'
import { BrokerRefusedError, BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import { fixture } from '../../support/scripted-broker.ts'
import { closeAfterEach, scriptedClient } from '../../support/scripted-client.ts'

closeAfterEach()

describe('the notes of the broker', () => {
  test('of the documentation', async () => {
    const { client, requests } = await scriptedClient([
      { body: { AlertsResponse: fixture('doclike-list-alerts') } },
    ])
    const alerts = await listBrokerAlerts(client, { category: 'STOCK', status: 'UNREAD' })
    expect(alerts[3]).toEqual({
      alertId: '1105',
      at: 1_328_640_340_000,
      subject: 'Buy 1 ETFC Executed @ $1',
      status: 'UNREAD',
    })
    expect(requests()).toEqual([
      'GET /v1/user/alerts.json?count=300&direction=DESC&category=STOCK&status=UNREAD',
    ])
  })

  test.each([
    ['as a 404 with code 53', { status: 404, body: { Error: { code: 53, message: 'no alerts' } } }],
    ['as a 204', { status: 204 }],
    ['as a list of none', { body: { AlertsResponse: { totalAlerts: 0 } } }],
  ])('are none when the inbox is empty, %s', async (_, reply) => {
    const { client } = await scriptedClient([reply])
    expect(await listBrokerAlerts(client)).toEqual([])
  })

  test('that can not be read for another reason are an error', async () => {
    const { client } = await scriptedClient([
      { status: 404, body: { Error: { code: 36, message: 'failed' } } },
    ])
    await expect(listBrokerAlerts(client)).rejects.toMatchObject({ code: '36' })
  })
})

test('one note, with its text; what has not happened has no moment', async () => {
  const detail = fixture('doclike-list-alert-details')
  const { client, requests } = await scriptedClient([{ body: { AlertDetailsResponse: detail } }])
  expect(await readBrokerAlert(client, '2404')).toEqual({
    alertId: '2404',
    at: 1_329_737_041_000,
    subject: 'Subscription Cancelled',
    text: expect.stringMatching(/^Your subscription&mdash;shown below/),
    readAt: 1_333_401_702_000,
  })
  expect(requests()).toEqual(['GET /v1/user/alerts/2404.json?htmlTags=false'])
})

describe('deleting notes', () => {
  test('names all of them in one call, which leaves once', async () => {
    const { client, requests } = await scriptedClient([{ body: { AlertsResponse: { result: 'SUCCESS' } } }])
    expect(await deleteBrokerAlerts(client, ['1', '2'])).toEqual({ failed: [] })
    expect(requests()).toEqual(['DELETE /v1/user/alerts/1,2.json'])
  })

  test.each([
    ['in a container', { alertId: [1, 2] }],
    ['in a container of one', { alertId: 1 }],
    ['bare', [1, '2']],
  ])('tells which could not be deleted, %s', async (_, FailedAlerts) => {
    const { client } = await scriptedClient([{ body: { AlertsResponse: { result: 'ERROR', FailedAlerts } } }])
    const { failed } = await deleteBrokerAlerts(client, ['1', '2'])
    expect(failed[0]).toBe('1')
  })

  test('that failed without naming any is an error', async () => {
    const { client } = await scriptedClient([{ body: { AlertsResponse: { result: 'ERROR' } } }])
    await expect(deleteBrokerAlerts(client, ['1'])).rejects.toBeInstanceOf(BrokerRefusedError)
  })

  test('is not repeated after silence', async () => {
    const { client, broker } = await scriptedClient(['drop'])
    await expect(deleteBrokerAlerts(client, ['1'])).rejects.toBeInstanceOf(BrokerUnreachableError)
    expect(broker.received).toHaveLength(1)
  })

  test('of none asks nobody', async () => {
    const { client, broker } = await scriptedClient([{}])
    await deleteBrokerAlerts(client, [])
    expect(broker.received).toHaveLength(0)
  })
})
