import { type Money, toDecimalText } from '../../domain/money.ts'
import { exchangeDate, formatEt } from '../../time/exchange-time.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { RecordedFill } from './run-record.ts'

/** A moment in New York to the second, e.g. "2022-03-14 09:36:05". */
export function moment(at: EpochMs): string {
  return `${exchangeDate(at)} ${formatEt(at, 'time-seconds')}`
}

/** A fill in one phrase, e.g. "BUY 100 AAPL at 47.52, 2022-03-14 09:36:00". */
export function fillText({ side, quantity, symbol, price, time }: RecordedFill): string {
  return `${side} ${quantity} ${symbol} at ${dollars(price)}, ${moment(time)}`
}

/** An amount in USD; what is not whole ten-thousandths is rounded, for a bound is often a product. */
export function dollars(amount: number): string {
  return toDecimalText(Math.round(amount) as Money)
}
