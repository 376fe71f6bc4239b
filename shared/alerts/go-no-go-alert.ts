import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import type { Alert } from './alert.ts'
import { ACKNOWLEDGE, LOG_IN, type Offer, RESUME } from './offers.ts'

/** One thing that has to be right before anything may be bought. */
export interface ReadinessCheck {
  readonly name:
    | 'token'
    | 'clock'
    | 'data'
    | 'budget'
    | 'reconciliation'
    | 'calendar'
    | 'safe mode'
    | 'paused'
  readonly ok: boolean
  /** What was seen; where it is not well, what to do. */
  readonly detail: string
}

const OK = '✅'
const NOT_OK = '❌'
/** Each check has a line of the card. */
const CHECK_LINE = /^(✅|❌) ([a-z ]+): (.*)$/u

/** What a tap can mend. */
const MENDING: Readonly<Partial<Record<ReadinessCheck['name'], Offer>>> = {
  token: LOG_IN,
  'safe mode': ACKNOWLEDGE,
  paused: RESUME,
}

/** Of the card of a date. */
export function goNoGoAlertId(date: ExchangeDate): string {
  return `go-no-go-${date}`
}

/** The checks as the text of a card tells them. */
export function checksToldBy(
  text: string,
): readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[] {
  return text.split('\n').flatMap((line) => {
    const [, mark, name = '', detail = ''] = CHECK_LINE.exec(line) ?? []
    return mark === undefined ? [] : [{ name, ok: mark === OK, detail }]
  })
}

/** Tells just before the open whether anything will be bought, and what stands in the way. */
export function goNoGoAlert({
  date,
  time,
  checks,
}: {
  readonly date: ExchangeDate
  readonly time: EpochMs
  readonly checks: readonly ReadinessCheck[]
}): Alert {
  const failed = checks.filter(({ ok }) => !ok)
  const offers = failed.flatMap(({ name }) => MENDING[name] ?? [])
  return {
    alertId: goNoGoAlertId(date),
    type: 'GO_NO_GO',
    urgency: failed.length > 0 ? 'critical' : 'info',
    time,
    text: [
      failed.length === 0 ? 'GO' : `NO GO: ${failed.map(({ name }) => name).join(', ')}`,
      ...(failed.length > 0 ? ['Nothing is bought while this is so.'] : []),
      ...checks.map(({ name, ok, detail }) => `${ok ? OK : NOT_OK} ${name}: ${detail}`),
      `${formatEt(time, 'date-time')} ET`,
    ].join('\n'),
    ...(offers.length > 0 && { offers }),
  }
}
