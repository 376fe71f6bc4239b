import type { Money } from '../../../shared/domain/money.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { WireTransaction } from '../wire/transaction-answers.ts'
import { present } from './present.ts'

/** Something that moved money or shares of an account. */
export interface EtradeTransaction {
  readonly transactionId: string
  readonly at: EpochMs
  readonly postedAt?: EpochMs
  readonly settlesAt?: EpochMs
  /** Into the account; out of it when negative. */
  readonly amount: Money
  readonly description: string
  /** The broker's display word: "Bought", "Sold", "Transfer" … */
  readonly kind?: string
  /** Absent when no security was moved. */
  readonly symbol?: string
  readonly securityType?: string
  /** Negative for what left the account. */
  readonly quantity?: number
  readonly price?: Money
  readonly fee?: Money
  readonly orderId?: string
  /** Wanted by the broker, with the number, when the details are asked for. */
  readonly storeId?: string
}

export function toTransaction(wire: WireTransaction): EtradeTransaction {
  const { transactionId, transactionDate: at, amount, description, storeId, brokerage } = wire
  return {
    transactionId,
    at,
    amount,
    description,
    ...present({
      postedAt: wire.postDate,
      settlesAt: brokerage?.settlementDate,
      kind: wire.transactionType ?? brokerage?.transactionType,
      symbol: brokerage?.product?.symbol,
      securityType: brokerage?.product?.securityType,
      quantity: brokerage?.quantity || undefined,
      price: brokerage?.price,
      fee: brokerage?.fee,
      orderId: brokerage?.orderNo,
      storeId,
    }),
  }
}
