import { inspect } from 'node:util'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CallRecord } from '../../../infra/etrade/client/call.ts'
import { EtradeBroker } from '../../../infra/etrade/etrade-broker.ts'
import { EtradeMarketData } from '../../../infra/etrade/etrade-market-data.ts'
import { EtradeSession } from '../../../infra/etrade/oauth/etrade-session.ts'
import type { AccountIdKey, ClientOrderId, OrderId } from '../../../shared/domain/ids.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import type { OrderRequest } from '../../../shared/domain/order.ts'
import { Secret } from '../../../shared/ports/secrets.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import { IN_TIME } from '../../support/deadlines.ts'
import {
  clientOf,
  NOW,
  OneTokenVault,
  type Received,
  type Reply,
  scriptedBroker,
} from '../../support/scripted-broker.ts'

const credential = fc.stringMatching(/^[A-Za-z0-9/+=]{24,44}$/)
const secrets = fc.record({ key: credential, secret: credential, token: credential, tokenSecret: credential })

/** How a hostile or careless server may answer: each repeats what it received, and the signing secrets besides. */
const failures: Readonly<Record<string, (echo: string) => Reply>> = {
  'JSON Error': (echo) => ({ status: 400, body: { Error: { code: 1, message: echo } } }),
  'JSON Error without a message': (echo) => ({ status: 400, body: { Error: { code: echo } } }),
  'Error under status 200': (echo) => ({ body: { Error: { message: echo } } }),
  'XML Error': (echo) => ({ status: 400, body: `<Error><code>1</code><message>${echo}</message></Error>` }),
  'sign-in refused': (echo) => ({ status: 401, body: `oauth_problem=signature_invalid ${echo}` }),
  'sign-in refused without a word': (echo) => ({ status: 401, body: echo }),
  page: (echo) => ({ status: 502, type: 'text/html', body: `<html><body>${echo}</body></html>` }),
  'what does not fit': (echo) => ({ body: { QuoteResponse: echo, BalanceResponse: { computed: echo } } }),
  'no answer': () => 'drop',
}

type Secrets = typeof secrets extends fc.Arbitrary<infer T> ? T : never

/** What the server can know of a request: what it carried, and the secrets with which its signature is checked. */
function echoOf({ authorization, target }: Received, { key, secret, token, tokenSecret }: Secrets): string {
  const known = authorization.includes('oauth_token=') ? [key, secret, token, tokenSecret] : [key, secret]
  return [...known, ...known.map(encodeURIComponent), authorization, target].join(' ')
}

test('no secret appears in an error, a call record or an address, whatever the broker answers', async () => {
  await fc.assert(
    fc.asyncProperty(secrets, fc.constantFrom(...Object.keys(failures)), async (known, failure) => {
      const records: CallRecord[] = []
      const broker = await scriptedBroker((request) => failures[failure]?.(echoOf(request, known)) ?? 'drop')
      const shown = await failEverywhere(broker, known, records).finally(broker.close)
      expect(shown).toHaveLength(8)
      for (const text of [
        ...shown,
        JSON.stringify(records),
        ...broker.received.map(({ target }) => target),
      ]) {
        for (const value of Object.values(known)) {
          expect(text).not.toContain(value)
          expect(text).not.toContain(encodeURIComponent(value))
        }
      }
    }),
    { numRuns: 60 },
  )
})

async function failEverywhere(
  server: { readonly baseUrl: string },
  known: Secrets,
  records: CallRecord[],
): Promise<readonly string[]> {
  const token = { token: new Secret(known.token), secret: new Secret(known.tokenSecret), issuedAt: NOW }
  const tokens = new OneTokenVault(token)
  const consumer = { key: new Secret(known.key), secret: new Secret(known.secret) }
  const client = clientOf(server, { consumer, tokens, onCall: (call) => records.push(call) })
  const clock = { now: () => NOW, sleep: async () => {} }
  const broker = new EtradeBroker({ client, accountIdKey: 'key' as AccountIdKey, clock })
  const session = new EtradeSession({ client, tokens, clock })
  const calls = [
    broker.balance(),
    new EtradeMarketData({ client }).quotes([ticker('TQQQ')]),
    broker.preview(ORDER),
    broker.place(ORDER, { previewId: '1', previewedAt: NOW, warnings: [] }, IN_TIME),
    broker.cancel({ orderId: '1' as OrderId, symbol: ticker('TQQQ') }),
    broker.orders({ from: exchangeDate(NOW) }),
    session.startLogin(),
    session.finishLogin(token, 'ABC12'),
  ]
  const shown = await Promise.all(calls.map((call) => call.then(() => 'no error', shownError)))
  client.close()
  return shown.filter((text) => text !== 'no error')
}

/** Everything that printing or serialising an error may show, its causes included. */
function shownError(error: Error): string {
  return [
    error.message,
    error.stack,
    String(error),
    JSON.stringify(error),
    inspect(error, { depth: 10 }),
  ].join('\n')
}

const ORDER: OrderRequest = {
  symbol: ticker('TQQQ'),
  side: 'BUY',
  quantity: 1,
  clientOrderId: 'OB1' as ClientOrderId,
  type: 'MARKET',
}
