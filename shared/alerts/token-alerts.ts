import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import type { Alert } from './alert.ts'

/** What the owner is told about the broker's token. */
export type TokenNews = 'expired' | 'renewed' | 'rejected'

const WORDS: Readonly<
  Record<TokenNews, { readonly headline: string; readonly body: string; readonly urgency: Alert['urgency'] }>
> = {
  expired: {
    headline: 'TOKEN EXPIRED',
    body: 'The access token ended at midnight ET. No entries until you have signed in again.',
    urgency: 'critical',
  },
  renewed: {
    headline: 'TOKEN RENEWED',
    body: 'The access token was idle and is awake again.',
    urgency: 'info',
  },
  rejected: {
    headline: 'TOKEN REJECTED',
    body: 'The broker does not accept the access token any more. No entries until you have signed in again.',
    urgency: 'critical',
  },
}

/** Tells what happened to the token; the same news on the same date is the same alert. */
export function tokenAlert(
  news: TokenNews,
  moment: { readonly date: ExchangeDate; readonly time: EpochMs },
): Alert {
  const { headline, body, urgency } = WORDS[news]
  const suffix = news === 'renewed' ? `-${moment.time}` : ''
  return {
    alertId: `token-${news}-${moment.date}${suffix}`,
    type: 'TOKEN',
    urgency,
    time: moment.time,
    text: [headline, body, `${formatEt(moment.time, 'date-time')} ET`].join('\n'),
  }
}
