import { Hono } from 'hono'
import { notInTheSimulator } from './broker-error.ts'
import { operation } from './request-record.ts'
import type { Wire } from './wire-context.ts'

/** Operations of the real broker that are answered with an open refusal until the simulator has them. */
const MISSING = [
  ['GET', '/accounts/:account/portfolio/:position', 'accounts/lots', 'position lots'],
  ['GET', '/accounts/:account/transactions', 'accounts/transactions', 'transactions'],
  ['GET', '/accounts/:account/transactions/:id', 'accounts/transaction', 'transaction details'],
  ['GET', '/market/lookup/:text', 'market/lookup', 'the symbol lookup'],
  ['GET', '/market/optionchains', 'market/optionchains', 'option chains'],
  ['GET', '/market/optionexpiredate', 'market/optionexpiredate', 'option expiry dates'],
  ['PUT', '/accounts/:account/orders/:id/change/preview', 'orders/change/preview', 'order changes'],
  ['PUT', '/accounts/:account/orders/:id/change/place', 'orders/change/place', 'order changes'],
  ['GET', '/user/alerts', 'alerts/list', 'alerts'],
  ['GET', '/user/alerts/:id', 'alerts/detail', 'alerts'],
  ['DELETE', '/user/alerts/:ids', 'alerts/delete', 'alerts'],
] as const

export function missingRoutes(): Hono<Wire> {
  const routes = new Hono<Wire>()
  for (const [method, path, name, what] of MISSING)
    routes.on(method, path, operation(name), (c) => notInTheSimulator(c, what))
  return routes
}
