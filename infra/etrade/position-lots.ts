import type { AccountIdKey } from '../../shared/domain/ids.ts'
import type { Money } from '../../shared/domain/money.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import type { EtradeClient } from './client/etrade-client.ts'
import { present } from './mapper/present.ts'
import { percentEncode } from './oauth/percent-encoding.ts'
import { lotsAnswer, type WireLot } from './wire/account-answers.ts'
import { fit } from './wire/fit.ts'

const OPERATION = 'accounts/portfolio-lots'

/** One purchase of which shares are still held. */
export interface PositionLot {
  readonly lotId: string
  readonly quantity: number
  readonly originalQuantity: number
  readonly price?: Money
  readonly acquiredAt?: EpochMs
  readonly totalCost?: Money
  readonly marketValue?: Money
}

/** The purchases that a position is made of; the position's number stands in the portfolio. */
export async function readPositionLots(
  client: EtradeClient,
  account: AccountIdKey,
  positionId: string,
): Promise<readonly PositionLot[]> {
  const { body } = await client.read({
    operation: OPERATION,
    module: 'accounts',
    path: `accounts/${percentEncode(account)}/portfolio/${positionId}`,
  })
  if (body === undefined) return []
  return fit(lotsAnswer, OPERATION, body).positionLotsResponse.positionLot.map(toLot)
}

function toLot({ positionLotId: lotId, remainingQty: quantity, originalQty, ...lot }: WireLot): PositionLot {
  const { price, acquiredDate: acquiredAt, totalCost, marketValue } = lot
  return {
    lotId,
    quantity,
    originalQuantity: originalQty,
    ...present({ price, acquiredAt, totalCost, marketValue }),
  }
}
