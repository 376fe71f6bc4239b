import { Hono } from 'hono'
import { accountListResponse, balanceResponse } from './account-wire.ts'
import { brokerError } from './broker-error.ts'
import { totalValue, valued } from './valuation.ts'
import type { Resources, Wire } from './wire-context.ts'

/** The list of accounts and the balance of the one there is. */
export function accountsRoute({ exchange, market, clock }: Resources): Hono<Wire> {
  return new Hono<Wire>()
    .get('/list', (c) => c.json(accountListResponse(exchange.account)))
    .get('/:accountIdKey/balance', async (c) => {
      const institution = c.req.query('instType')
      if (institution !== 'BROKERAGE')
        // SIM-ASSUMED wording; code 7002 is the broker's for an institution type that is not valid.
        return brokerError(c, {
          code: 7002,
          message: `instType: was ${institution ?? 'missing'}, must be BROKERAGE.`,
        })
      const [balance, holdings] = [await exchange.balance(), await exchange.holdings()]
      const marketValue = totalValue(valued(holdings, market, clock.now()))
      return c.json(balanceResponse(exchange.account, balance, marketValue))
    })
}
