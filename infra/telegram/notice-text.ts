import type { Alert } from '../../shared/alerts/alert.ts'
import type { Notice } from '../../shared/ports/notifier.ts'
import { formatLocalTime } from '../../shared/time/local-time.ts'

/** The zone of the times that alerts name in their texts. */
const EXCHANGE_ZONE = 'America/New_York'
const CRITICAL_MARK = '‼️ '
const REPEAT_WORDS = 'Perhaps a repeat: whether an earlier delivery arrived is unknown.'

/** What the owner reads: the text of the only alert, or of several one under the other; times in his zone too. */
export function noticeText({ alerts, mayBeRepeat }: Notice, ownerZone: string): string {
  const texts = alerts.map((alert) => alertText(alert, ownerZone))
  const text = texts.length > 1 ? [`DIGEST ${texts.length} messages`, ...texts].join('\n\n') : texts.join()
  return mayBeRepeat ? withRepeatWords(text) : text
}

function alertText({ text, time, urgency }: Alert, ownerZone: string): string {
  const mark = urgency === 'critical' ? CRITICAL_MARK : ''
  const local = ownerZone === EXCHANGE_ZONE ? '' : ` · ${formatLocalTime(time, ownerZone)} ${ownerZone}`
  return `${mark}${text}${local}`
}

function withRepeatWords(text: string): string {
  const [headline, ...body] = text.split('\n')
  return [headline, REPEAT_WORDS, ...body].join('\n')
}
