import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs } from '../time/instant.ts'
import type { Alert } from './alert.ts'

/** Tells that the broker does not answer and is asked only once a minute. */
export function breakerOpenAlert(since: EpochMs, time: EpochMs): Alert {
  return {
    alertId: `breaker-open-${since}`,
    type: 'BREAKER',
    urgency: 'critical',
    time,
    text: [
      'BROKER DOES NOT ANSWER',
      'It failed again and again and is asked once a minute now.',
      'Stops rest at the broker; cancels and exits are still sent.',
      'If it lasts, look at your positions on its website.',
      `${formatEt(time, 'date-time')} ET`,
    ].join('\n'),
  }
}

/** Tells that the broker answers again. */
export function breakerClosedAlert(time: EpochMs): Alert {
  return {
    alertId: `breaker-closed-${time}`,
    type: 'BREAKER',
    urgency: 'info',
    time,
    text: ['BROKER ANSWERS AGAIN', `${formatEt(time, 'date-time')} ET`].join('\n'),
  }
}
