import type { SafeModeReason, SafeModeTrip } from '../state/risk-state.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs } from '../time/instant.ts'
import type { Alert } from './alert.ts'
import { ACKNOWLEDGE, type Offer, RESUME } from './offers.ts'
import { logIdLines, sentence } from './wording.ts'

const ENDS: Readonly<Record<SafeModeReason, { readonly words: string; readonly offer?: Offer }>> = {
  'daily-loss': { words: 'It ends by itself with the next session.' },
  drawdown: {
    words: 'It ends when the account has recovered and you have acknowledged it.',
    offer: ACKNOWLEDGE,
  },
  'system-error': { words: 'It ends by itself when the next runs find nothing wrong.' },
  'clock-skew': { words: 'It ends by itself when the next runs find nothing wrong.' },
  'reconciliation-mismatch': {
    words: 'Compare the positions at the broker, then acknowledge.',
    offer: ACKNOWLEDGE,
  },
  'unexpected-short': {
    words: 'Close the short position at the broker, then acknowledge.',
    offer: ACKNOWLEDGE,
  },
  manual: { words: 'It ends when you acknowledge it.', offer: ACKNOWLEDGE },
  paused: { words: 'It ends with /resume.', offer: RESUME },
  killed: { words: 'It ends with /resume.', offer: RESUME },
}

/** Tells that no entry is made from now on, why, and what ends it; a tap is offered where the owner's word is waited for. */
export function safeModeOnAlert(
  trip: SafeModeTrip,
  { correlationId }: { readonly correlationId?: string } = {},
): Alert {
  const { words, offer } = ENDS[trip.reason]
  return {
    alertId: `safe-mode-on-${trip.reason}-${trip.at}`,
    type: 'SAFE_MODE',
    urgency: 'critical',
    time: trip.at,
    text: [
      `SAFE MODE ON: ${trip.reason}`,
      sentence(trip.detail),
      'No entries; exits go on.',
      words,
      ...logIdLines(correlationId),
      `${formatEt(trip.at, 'date-time')} ET`,
    ].join('\n'),
    ...(offer && { offers: [offer] }),
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
      'Entries are made again.',
      `It was on for ${ended.map(({ reason }) => reason).join(', ')}.`,
      `${formatEt(time, 'date-time')} ET`,
    ].join('\n'),
  }
}
