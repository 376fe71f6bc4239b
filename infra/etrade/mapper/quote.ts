import type { Ticker } from '../../../shared/domain/ids.ts'
import type { Quote, QuoteStatus } from '../../../shared/domain/quote.ts'
import type { WireQuote } from '../wire/quote-answer.ts'
import { present } from './present.ts'

const STATUSES: readonly QuoteStatus[] = [
  'REALTIME',
  'DELAYED',
  'CLOSING',
  'EH_REALTIME',
  'EH_BEFORE_OPEN',
  'EH_CLOSED',
]

/**
 * The quote as the broker states it. Before the open its `last` is yesterday's close under the status CLOSING: both
 * are passed on, and the status keeps anybody from trading on it (reference §6). `undefined` for an unknown status.
 */
export function toQuote(symbol: Ticker, { quoteStatus, dateTimeUTC, all }: WireQuote): Quote | undefined {
  const status = STATUSES.find((known) => known === quoteStatus)
  if (!status) return undefined
  const { lastTrade: last, ...figures } = all
  return { symbol, status, time: dateTimeUTC, ...present({ last, ...figures }) }
}
