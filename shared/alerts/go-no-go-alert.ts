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

/** What a tap can mend. */
const MENDING: Readonly<Partial<Record<ReadinessCheck['name'], Offer>>> = {
  token: LOG_IN,
  'safe mode': ACKNOWLEDGE,
  paused: RESUME,
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
    alertId: `go-no-go-${date}`,
    type: 'GO_NO_GO',
    urgency: failed.length > 0 ? 'critical' : 'info',
    time,
    text: [
      failed.length === 0 ? 'GO' : `NO GO: ${failed.map(({ name }) => name).join(', ')}`,
      ...(failed.length > 0 ? ['Nothing is bought while this is so.'] : []),
      ...checks.map(({ name, ok, detail }) => `${ok ? '✅' : '❌'} ${name}: ${detail}`),
      `${formatEt(time, 'date-time')} ET`,
    ].join('\n'),
    ...(offers.length > 0 && { offers }),
  }
}
