import type { Job } from '../shared/cycles/trigger.ts'
import { exchangeInstant } from '../shared/time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../shared/time/instant.ts'

/** Something that is due at a moment of the day: a function to call, or the owner signing in. */
export interface Due {
  readonly at: EpochMs
  readonly what: Job | 'owner-signs-in'
}

const OPEN = 9 * 60 + 30
const CLOSE = 16 * 60
const PREPARE = 7 * 60
const SIGN_IN = 8 * 60
/** Minutes. */
export const REPORT_AFTER_CLOSE = 5
/** 8:00, 8:15, 8:25, 9:00, 9:15 and 9:25: when the owner may have to be reminded or told. */
const MORNING = [480, 495, 505, 540, 555, 565]

/**
 * What the cloud's scheduler would call on one date, in order (spec §2): the cron entries know no holidays and no
 * early closes, so the ticks after a 13:00 close are called too and end at once. At the same minute the token comes
 * first, then the positions, then new entries.
 */
export function scheduleOf(date: ExchangeDate, closeMinute: number): readonly Due[] {
  const minutes: (readonly [number, Due['what']])[] = [
    [1, 'token-renewal'],
    ...MORNING.map((minute) => [minute, 'token-renewal'] as const),
    ...everyMinutes(30, 23 * 60 + 30, 60).map((minute) => [minute, 'token-renewal'] as const),
    [PREPARE, 'prepare-day'],
    [SIGN_IN, 'owner-signs-in'],
    ...everyMinutes(OPEN, CLOSE, 1).map((minute) => [minute, 'position-monitor'] as const),
    ...everyMinutes(OPEN, CLOSE, 2).map((minute) => [minute, 'signal-scan'] as const),
    ...everyMinutes(OPEN, CLOSE - 1, 1).map((minute) => [minute, 'watchdog'] as const),
    [closeMinute + REPORT_AFTER_CLOSE, 'daily-report'],
  ]
  return minutes
    .sort(([first], [second]) => first - second)
    .map(([minute, what]) => ({ at: exchangeInstant(date, minute), what }))
}

function everyMinutes(from: number, through: number, step: number): readonly number[] {
  return Array.from({ length: Math.floor((through - from) / step) + 1 }, (_, index) => from + index * step)
}
