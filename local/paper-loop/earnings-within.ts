import { EarningsEvents } from '../../infra/catalysts/earnings-events.ts'
import type { CatalystEvent } from '../../shared/catalysts/catalyst-event.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { Earnings } from '../../shared/ports/earnings.ts'
import { addDays } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'

/** First and last date of what is asked for. */
export interface EventSpan {
  readonly from: ExchangeDate
  readonly to: ExchangeDate
}

/**
 * The announcements of all symbols within a span. It is asked day by day, since a file that does not know all of a span says
 * nothing of it: what lies beyond its dates is absent, and the rest is not lost with it.
 */
export async function earningsWithin(
  earnings: Earnings,
  { symbols, span }: { readonly symbols: readonly Ticker[]; readonly span: EventSpan },
): Promise<readonly CatalystEvent[]> {
  const source = new EarningsEvents({ earnings, source: 'file' })
  const events: CatalystEvent[] = []
  for (let date = span.from; date <= span.to; date = addDays(date, 1))
    events.push(...(await source.events({ symbols, from: date, to: date })))
  return events
}
