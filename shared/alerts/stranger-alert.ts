import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import type { Alert } from './alert.ts'

/** Tells once a day of each user that somebody else wrote to the bot; what was written is never repeated. */
export function strangerAlert(seen: {
  readonly userId: number
  readonly chatId: number
  readonly date: ExchangeDate
  readonly time: EpochMs
}): Alert {
  return {
    alertId: `stranger-${seen.userId}-${seen.date}`,
    type: 'STRANGER',
    urgency: 'info',
    time: seen.time,
    text: [
      'STRANGER REFUSED',
      `User ${seen.userId} wrote to the bot in chat ${seen.chatId}.`,
      'Nothing was done, and nothing was answered.',
      'If it was you, compare these numbers with your settings.',
      `${formatEt(seen.time, 'date-time')} ET`,
    ].join('\n'),
  }
}
