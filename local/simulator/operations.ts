import { TrieRouter } from 'hono/router/trie-router'

/** Everything the simulator answers, by the names that records, faults and limits use. */
const OPERATIONS = [
  ['ALL', '/oauth/request_token', 'oauth/request_token'],
  ['GET', '/e/t/etws/authorize', 'oauth/authorize'],
  ['ALL', '/oauth/access_token', 'oauth/access_token'],
  ['ALL', '/oauth/renew_access_token', 'oauth/renew_access_token'],
  ['ALL', '/oauth/revoke_access_token', 'oauth/revoke_access_token'],
  ['GET', '/v1/accounts/list', 'accounts/list'],
  ['GET', '/v1/accounts/:account/balance', 'accounts/balance'],
  ['GET', '/v1/accounts/:account/portfolio', 'accounts/portfolio'],
  ['GET', '/v1/accounts/:account/portfolio/:position', 'accounts/lots'],
  ['GET', '/v1/accounts/:account/transactions', 'accounts/transactions'],
  ['GET', '/v1/accounts/:account/transactions/:id', 'accounts/transaction'],
  ['GET', '/v1/market/quote/:symbols', 'market/quote'],
  ['GET', '/v1/market/lookup/:text', 'market/lookup'],
  ['GET', '/v1/market/optionchains', 'market/optionchains'],
  ['GET', '/v1/market/optionexpiredate', 'market/optionexpiredate'],
  ['GET', '/v1/accounts/:account/orders', 'orders/list'],
  ['GET', '/v1/accounts/:account/orders/:id', 'orders/detail'],
  ['POST', '/v1/accounts/:account/orders/preview', 'orders/preview'],
  ['POST', '/v1/accounts/:account/orders/place', 'orders/place'],
  ['PUT', '/v1/accounts/:account/orders/:id/change/preview', 'orders/change/preview'],
  ['PUT', '/v1/accounts/:account/orders/:id/change/place', 'orders/change/place'],
  ['PUT', '/v1/accounts/:account/orders/cancel', 'orders/cancel'],
  ['GET', '/v1/user/alerts', 'alerts/list'],
  ['GET', '/v1/user/alerts/:id', 'alerts/detail'],
  ['DELETE', '/v1/user/alerts/:ids', 'alerts/delete'],
  ['ALL', '/simulator/clock', 'simulator/clock'],
  ['ALL', '/simulator/sins', 'simulator/sins'],
] as const

/** The name of an operation, e.g. "market/quote". */
export type OperationName = (typeof OPERATIONS)[number][2]

/** The names of all operations, in the order of the broker's documentation. */
export const OPERATION_NAMES: readonly OperationName[] = OPERATIONS.map(([, , name]) => name)

const router = new TrieRouter<OperationName>()
for (const [method, path, name] of OPERATIONS) router.add(method, path, name)

/** The operation behind a method and a path without format suffix; `undefined` when there is none. */
export function operationOf(method: string, path: string): OperationName | undefined {
  return router.match(method, path)[0][0]?.[0]
}
