import type { SafeModeReason, SafeModeTrip } from '../state/risk-state.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs } from '../time/instant.ts'
import type { Alert } from './alert.ts'

const ENDS: Readonly<Record<SafeModeReason, string>> = {
  'daily-loss': 'It ends by itself with the next session.',
  drawdown: 'It ends when the account has recovered and you have confirmed.',
  'system-error': 'It ends by itself when the next runs find nothing wrong.',
  'clock-skew': 'It ends by itself when the next runs find nothing wrong.',
  'reconciliation-mismatch': 'Compare the positions at the broker, then confirm.',
  'unexpected-short': 'Close the short position at the broker, then confirm.',
  manual: 'It ends when you say so.',
}

/** Tells that no entry is made from now on, why, and what ends it. */
export function safeModeOnAlert(trip: SafeModeTrip): Alert {
  return {
    alertId: `safe-mode-on-${trip.reason}-${trip.at}`,
    type: 'SAFE_MODE',
    urgency: 'critical',
    time: trip.at,
    text: [
      `SAFE MODE ON: ${trip.reason}`,
      trip.detail,
      `No entries; exits go on. ${ENDS[trip.reason]}`,
      `${formatEt(trip.at, 'date-time')} ET`,
    ].join('\n'),
  }
}

/** Tells that the last reason is gone and entries are made again. */
export function safeModeOffAlert(ended: readonly SafeModeTrip[], time: EpochMs): Alert {
  return {
    alertId: `safe-mode-off-${time}`,
    type: 'SAFE_MODE',
    urgency: 'info',
    time,
    text: [
      'SAFE MODE OFF',
      `Entries are made again; it was on for ${ended.map(({ reason }) => reason).join(', ')}.`,
      `${formatEt(time, 'date-time')} ET`,
    ].join('\n'),
  }
}
