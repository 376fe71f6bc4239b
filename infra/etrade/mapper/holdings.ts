import type { Holding } from '../../../shared/domain/account.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import { moneyFromNumber } from '../../../shared/domain/money.ts'
import type { WirePosition } from '../wire/account-answers.ts'
import { tickerIfAny } from './ticker.ts'

/**
 * The shares held, all rows of a symbol added up: the broker lists cash, margin and short rows apart. Options and
 * funds, and shares whose name is no ticker that can be traded here, are not ours to look at.
 */
export function toHoldings(positions: readonly WirePosition[]): readonly Holding[] {
  const rows = new Map<Ticker, Row[]>()
  for (const position of positions) {
    const symbol = position.product.securityType === 'EQ' ? tickerIfAny(position.product.symbol) : undefined
    if (symbol) rows.set(symbol, [...(rows.get(symbol) ?? []), signedRow(position)])
  }
  return [...rows].flatMap(([symbol, ofSymbol]) => holding(symbol, ofSymbol))
}

interface Row {
  readonly quantity: number
  readonly pricePaid: number
}

/** A short row comes with a negative quantity or, in some answers, with a positive one. */
function signedRow({ quantity, positionType, pricePaid }: WirePosition): Row {
  return { quantity: positionType === 'SHORT' ? -Math.abs(quantity) : quantity, pricePaid }
}

/** The average is that of the rows on the side on which the symbol stands; rows that cancel out hold nothing. */
function holding(symbol: Ticker, rows: readonly Row[]): readonly Holding[] {
  const quantity = sum(rows.map((row) => row.quantity))
  if (quantity === 0) return []
  const sameSide = rows.filter((row) => Math.sign(row.quantity) === Math.sign(quantity))
  const paid = sum(sameSide.map((row) => row.quantity * row.pricePaid))
  const averageCost = moneyFromNumber(paid / sum(sameSide.map((row) => row.quantity)))
  return [{ symbol, quantity, averageCost }]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
