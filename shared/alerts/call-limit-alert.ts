import type { BudgetStanding } from '../ports/call-budget.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import type { Alert } from './alert.ts'
import { whole } from './wording.ts'

/** Tells once a day that the day's calls to the broker run out. */
export function callLimitAlert(
  { callsToday, callsPerDayMax }: BudgetStanding,
  moment: { readonly date: ExchangeDate; readonly time: EpochMs },
): Alert {
  return {
    alertId: `call-limit-${moment.date}`,
    type: 'CALL_LIMIT',
    urgency: 'critical',
    time: moment.time,
    text: [
      'BROKER CALLS NEARLY USED UP',
      `${whole(callsToday)} of ${whole(callsPerDayMax)} calls of today.`,
      'No entries until tomorrow; exits go on.',
      `${formatEt(moment.time, 'date-time')} ET`,
    ].join('\n'),
  }
}
