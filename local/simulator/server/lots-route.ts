import { Hono } from 'hono'
import { subtract, times, toNumber } from '../../../shared/domain/money.ts'
import { type Lot, lotsOf, type Trade, tradesOf } from '../exchange/trades.ts'
import { brokerError } from './broker-error.ts'
import { percent, positionNumber } from './portfolio-wire.ts'
import { type ValuedShares, valued } from './valuation.ts'
import type { Resources, Wire } from './wire-context.ts'

/** The buys behind one position of the portfolio. */
export function lotsRoute({ exchange, market, clock }: Resources): Hono<Wire> {
  return new Hono<Wire>().get('/:accountIdKey/portfolio/:positionId', async (c) => {
    const positionId = c.req.param('positionId')
    const position = valued(await exchange.holdings(), market, clock.now()).find(
      ({ shares }) => String(positionNumber(exchange.account, shares.symbol)) === positionId,
    )
    // SIM-ASSUMED: nobody recorded the answer to a number that is no position.
    if (!position)
      return brokerError(c, { message: `positionId: this account has no position ${positionId}.` })
    const PositionLot = lotsFrom(tradesOf(await exchange.history()))(position, Number(positionId))
    return c.json({ PositionLotsResponse: { PositionLot } })
  })
}

/** The lots of any position of an account, from all that it traded. */
export function lotsFrom(trades: readonly Trade[]) {
  return (row: ValuedShares, positionId: number) =>
    lotsOf(trades, row.shares.symbol).map((lot) => wireLot(lot, row, positionId))
}

/** SIM-ASSUMED: `positionLotId` counts orders and their executions; the term is short below a year, always so here. */
function wireLot(lot: Lot, { quote }: ValuedShares, positionId: number) {
  const { order, execution, index } = lot.buy
  const { remaining } = lot
  const [cost, value] = [times(execution.price, remaining), times(quote.last, remaining)]
  const before = times(quote.previousClose ?? execution.price, remaining)
  return {
    positionId,
    positionLotId: Number(order.orderId) * 1_000 + index,
    price: toNumber(execution.price),
    termCode: 0,
    daysGain: toNumber(subtract(value, before)),
    daysGainPct: percent(before, value),
    marketValue: toNumber(value),
    totalCost: toNumber(cost),
    totalCostForGainPct: toNumber(cost),
    totalGain: toNumber(subtract(value, cost)),
    lotSourceCode: 1,
    originalQty: execution.quantity,
    remainingQty: remaining,
    availableQty: remaining,
    orderNo: Number(order.orderId),
    legNo: 1,
    acquiredDate: lot.acquiredAt,
    locationCode: 1,
    exchangeRate: 1,
    settlementCurrency: 'USD',
    paymentCurrency: 'USD',
    adjPrice: 0,
    commPerShare: 0,
    feesPerShare: 0,
    premiumAdj: 0,
    shortType: 0,
  }
}
