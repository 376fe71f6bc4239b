import { formatEt } from '../time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../time/instant.ts'
import type { LoginRung } from '../token/login-ladder.ts'
import type { Alert } from './alert.ts'
import { LOG_IN } from './offers.ts'
import { counted, logIdLines, sentence } from './wording.ts'

/** What the owner is told about the broker's token. */
export type TokenNews = 'expired' | 'renewed' | 'rejected'

interface Moment {
  readonly date: ExchangeDate
  readonly time: EpochMs
}

const WORDS: Readonly<
  Record<TokenNews, { readonly headline: string; readonly body: string; readonly urgency: Alert['urgency'] }>
> = {
  expired: {
    headline: 'TOKEN EXPIRED',
    body: 'The access token ended at midnight ET. Nothing is bought until you log in.',
    urgency: 'critical',
  },
  renewed: {
    headline: 'TOKEN RENEWED',
    body: 'The access token was idle and is awake again.',
    urgency: 'info',
  },
  rejected: {
    headline: 'TOKEN REJECTED',
    body: 'The broker does not accept the access token any more. Nothing is bought until you log in again.',
    urgency: 'critical',
  },
}

/** Tells what happened to the token; the same news on the same date is the same alert. */
export function tokenAlert(news: TokenNews, { date, time }: Moment): Alert {
  const { headline, body, urgency } = WORDS[news]
  const isOver = news !== 'renewed'
  return {
    alertId: `token-${news}-${date}${isOver ? '' : `-${time}`}`,
    type: 'TOKEN',
    urgency,
    time,
    text: [headline, body, `${formatEt(time, 'date-time')} ET`].join('\n'),
    ...(isOver && { offers: [LOG_IN] }),
  }
}

/** Tells that an idle token could not be renewed because the broker did not go along; the next run tries again. */
export function tokenRenewalFailedAlert(
  problem: string,
  { date, time, correlationId }: Moment & { readonly correlationId?: string },
): Alert {
  return {
    alertId: `token-renewal-failed-${date}-${formatEt(time, 'time').replace(':', '')}`,
    type: 'TOKEN',
    urgency: 'critical',
    time,
    text: [
      'TOKEN RENEWAL FAILED',
      sentence(problem),
      'Nothing is bought or sold until it works; stops rest at the broker.',
      'The next run tries again. If it fails again, log in.',
      ...logIdLines(correlationId),
      `${formatEt(time, 'date-time')} ET`,
    ].join('\n'),
    offers: [LOG_IN],
  }
}

/** Reminds the owner before the open that nobody has logged in; each rung of the ladder is told once a date. */
export function loginReminderAlert(
  { minutesBeforeOpen, tone }: LoginRung,
  { date, time, openAt }: Moment & { readonly openAt: EpochMs },
): Alert {
  const left = counted(Math.ceil((openAt - time) / MINUTE_MS), 'minute')
  return {
    alertId: `login-${date}-${minutesBeforeOpen}`,
    type: 'LOGIN',
    urgency: tone === 'urgent' || tone === 'last' ? 'critical' : 'info',
    time,
    text: [
      reminderHeadline(tone, left),
      `The market opens at ${formatEt(openAt, 'time')} ET, in ${left}.`,
      'Nothing is bought until you log in at the broker.',
      `${formatEt(time, 'date-time')} ET`,
    ].join('\n'),
    offers: [LOG_IN],
  }
}

function reminderHeadline(tone: LoginRung['tone'], left: string): string {
  switch (tone) {
    case 'first':
      return 'LOG IN FOR TODAY'
    case 'again':
      return 'STILL NOT LOGGED IN'
    case 'urgent':
      return `NO LOGIN, ${left.toUpperCase()} TO THE OPEN`
    case 'last':
      return `LAST CALL: NO LOGIN, ${left.toUpperCase()} LEFT`
  }
}
