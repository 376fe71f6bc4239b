import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs } from '../time/instant.ts'
import type { Alert } from './alert.ts'

/** Tells that an order of the owner is carried out; the key is that of the message that brought it. */
export function ownerAlert(deed: {
  /** "PAUSED" or "CLOSE TQQQ". */
  readonly headline: string
  /** What follows from it. */
  readonly body: string
  readonly key: string
  readonly time: EpochMs
}): Alert {
  return {
    alertId: `owner-${deed.key}`,
    type: 'OWNER',
    urgency: 'info',
    time: deed.time,
    text: [`${deed.headline} by the owner`, deed.body, `${formatEt(deed.time, 'date-time')} ET`].join('\n'),
  }
}
