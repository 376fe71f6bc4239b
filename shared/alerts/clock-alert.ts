import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import type { Alert } from './alert.ts'
import { sentence } from './wording.ts'

/** Tells once a day that our clock and the broker's drift apart, long before it matters. */
export function clockAlert(
  offsetMs: number,
  moment: { readonly date: ExchangeDate; readonly time: EpochMs },
): Alert {
  return {
    alertId: `clock-${moment.date}`,
    type: 'CLOCK',
    urgency: 'info',
    time: moment.time,
    text: [
      "CLOCK DIFFERS FROM THE BROKER'S",
      sentence(clockWords(offsetMs)),
      'Entries stop beyond 120 s. On your own computer, set its time.',
      `${formatEt(moment.time, 'date-time')} ET`,
    ].join('\n'),
  }
}

/** "the broker's clock is 130.5 s ahead of ours". */
export function clockWords(offsetMs: number): string {
  const seconds = (Math.abs(offsetMs) / 1_000).toFixed(1)
  return `the broker's clock is ${seconds} s ${offsetMs < 0 ? 'behind' : 'ahead of'} ours`
}
