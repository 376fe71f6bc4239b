import { afterEach, expect, test } from '@jest/globals'
import { HostConnection, HttpSilenceError } from '../../../infra/http/host-connection.ts'
import { type Reply, type ScriptedBroker, scriptedBroker } from '../../support/scripted-broker.ts'

let server: ScriptedBroker
let connection: HostConnection

afterEach(async () => {
  connection.close()
  await server.close()
})

async function open(...script: readonly Reply[]): Promise<void> {
  server = await scriptedBroker(script)
  connection = new HostConnection(server.baseUrl)
}

function get(path: string, timeoutMs = 5_000) {
  return connection.exchange({ method: 'GET', url: `${server.baseUrl}${path}`, headers: {}, timeoutMs })
}

test('requests one after the other share a connection', async () => {
  await open({ body: 'one' }, { status: 500, body: 'two' }, { body: 'three' })
  for (const path of ['/1', '/2', '/3']) await get(path)
  expect(new Set(server.received.map(({ port }) => port)).size).toBe(1)
})

test('a path leaves as it was written, commas and colons literal', async () => {
  await open({ body: 'x' })
  await get('/v1/market/quote/AAPL,BRK.B,IBM:2026:3:20:CALL:100.json?a=%2C')
  expect(server.received[0]?.target).toBe('/v1/market/quote/AAPL,BRK.B,IBM:2026:3:20:CALL:100.json?a=%2C')
})

test('a redirect is an answer, not an order to go elsewhere', async () => {
  await open({ status: 302, location: '/elsewhere', body: 'moved' })
  expect(await get('/')).toEqual({ status: 302, text: 'moved' })
  expect(server.received).toHaveLength(1)
})

test('silence is an error that says how long was waited', async () => {
  await open('stall')
  await expect(get('/', 50)).rejects.toThrow('no answer within 50 ms')
  await expect(get('/', 50)).rejects.toBeInstanceOf(HttpSilenceError)
})

test('a broken connection is an error with the word of the system', async () => {
  await open('drop')
  await expect(get('/')).rejects.toThrow('the connection failed: ECONNRESET')
  await expect(get('/')).rejects.toBeInstanceOf(HttpSilenceError)
})

test('a closed port is an error with the word of the system', async () => {
  await open({})
  await server.close()
  await expect(get('/')).rejects.toThrow('the connection failed: ECONNREFUSED')
  await expect(get('/')).rejects.toBeInstanceOf(HttpSilenceError)
})
