import { z } from 'zod'
import type { BudgetedCall } from '../ports/call-budget.ts'
import { dateSchema, instantSchema } from '../state/document-schemas.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time/instant.ts'
import { type Freeze, freezeWaitMs } from './freeze.ts'
import { EMPTY_WINDOW, type SlidingWindow, windowWaitMs, withTaken } from './sliding-window.ts'
import {
  type BucketRule,
  bucketWaitMs,
  emptyBucket,
  FULL_BUCKET,
  type TokenBucket,
  withoutPermit,
} from './token-bucket.ts'

/** The limits of one module; one that is absent does not apply to it. */
export interface CallRules extends BucketRule {
  readonly callsPerHourMax: number
  readonly callsPerMinuteMax?: number
  readonly symbolsPerHourMax?: number
  readonly symbolsPerFiveSecondsMax?: number
  /** The part of the calls a minute and an hour that only cancels and exits may use. */
  readonly keptForExitsPct?: number
}

/** What was used of a module's limits. */
export interface CallLimits {
  readonly bucket: TokenBucket
  readonly lastMinute: SlidingWindow
  readonly lastFiveSeconds: SlidingWindow
  /** The broker counts by the hour of the clock (reference §10). */
  readonly hour: { readonly startsAt: EpochMs; readonly calls: number; readonly symbols: number }
  readonly day: { readonly date: ExchangeDate; readonly calls: number }
  /** Absent while the broker is content. */
  readonly freeze?: Freeze
}

type Amount = Pick<BudgetedCall, 'symbols'> & { readonly calls: number }

/** A module of which nothing was used yet. */
export function unusedLimits(now: EpochMs): CallLimits {
  return {
    bucket: FULL_BUCKET,
    lastMinute: EMPTY_WINDOW,
    lastFiveSeconds: EMPTY_WINDOW,
    hour: { startsAt: hourOf(now), calls: 0, symbols: 0 },
    day: { date: exchangeDate(now), calls: 0 },
  }
}

/** Why a call has to wait, the longest reason first; `ms` is 0 when it may leave now. */
export interface CallWait {
  readonly ms: number
  readonly because: string
}

/** How long a call has to wait by every limit there is. */
export function callWait(limits: CallLimits, rules: CallRules, call: BudgetedCall, now: EpochMs): CallWait {
  const isUrgent = call.purpose === 'exit' || call.purpose === 'cancel'
  const open = isUrgent ? 1 : 1 - (rules.keptForExitsPct ?? 0) / 100
  const wanted = { amount: 1, now }
  const waits: readonly CallWait[] = [
    { ms: freezeWaitMs(limits.freeze, isUrgent, now), because: 'the broker asked for a pause' },
    { ms: bucketWaitMs(limits.bucket, rules, now), because: `${rules.callsPerSecond} calls a second` },
    ...(rules.callsPerMinuteMax === undefined
      ? []
      : [
          {
            ms: windowWaitMs(limits.lastMinute, minuteRule(rules.callsPerMinuteMax * open), wanted),
            because: `${rules.callsPerMinuteMax} calls a minute`,
          },
        ]),
    ...(rules.symbolsPerFiveSecondsMax === undefined
      ? []
      : [
          {
            ms: windowWaitMs(limits.lastFiveSeconds, fiveSecondsRule(rules.symbolsPerFiveSecondsMax), {
              amount: call.symbols,
              now,
            }),
            because: `${rules.symbolsPerFiveSecondsMax} symbols in 5 s`,
          },
        ]),
    hourWait(limits, rules, { symbols: call.symbols, open }, now),
  ]
  return waits.reduce((longest, wait) => (wait.ms > longest.ms ? wait : longest))
}

/** The limits after a call has left. */
export function afterCall(
  limits: CallLimits,
  rules: CallRules,
  { symbols }: Pick<BudgetedCall, 'symbols'>,
  now: EpochMs,
): CallLimits {
  return {
    ...counted(limits, rules, { calls: 1, symbols }, now),
    bucket: withoutPermit(limits.bucket, rules, now),
  }
}

/** The limits as they would be if everything reserved were used at the last moment: what a crash leaves behind. */
export function afterWorstCase(
  limits: CallLimits,
  rules: CallRules,
  reserved: Amount,
  until: EpochMs,
): CallLimits {
  return { ...counted(limits, rules, reserved, until), bucket: emptyBucket(rules, until) }
}

/** What a clock that was set back would leave in the future is cut down to what it can be now at most. */
export function plausibleLimits(limits: CallLimits, rules: CallRules, latest: EpochMs): CallLimits {
  const within = ({ taken }: SlidingWindow) => ({ taken: taken.filter(({ at }) => at <= latest) })
  const { freeze, ...rest } = limits
  return {
    ...rest,
    bucket: { fullAt: Math.min(limits.bucket.fullAt, emptyBucket(rules, latest).fullAt) as EpochMs },
    lastMinute: within(limits.lastMinute),
    lastFiveSeconds: within(limits.lastFiveSeconds),
    ...(freeze && freeze.since <= latest && { freeze }),
  }
}

/** Calls of this exchange date. */
export function callsOn({ day }: CallLimits, date: ExchangeDate): number {
  return day.date === date ? day.calls : 0
}

/** What no rule asks about is not remembered. */
function counted(limits: CallLimits, rules: CallRules, { calls, symbols }: Amount, at: EpochMs): CallLimits {
  const hour = hourAt(limits, at)
  const date = exchangeDate(at)
  const { callsPerMinuteMax: minute, symbolsPerFiveSecondsMax: five } = rules
  return {
    ...limits,
    ...(minute !== undefined && {
      lastMinute: withTaken(limits.lastMinute, minuteRule(minute), { at, amount: calls }),
    }),
    ...(five !== undefined && {
      lastFiveSeconds: withTaken(limits.lastFiveSeconds, fiveSecondsRule(five), { at, amount: symbols }),
    }),
    hour: { ...hour, calls: hour.calls + calls, symbols: hour.symbols + symbols },
    day: { date, calls: callsOn(limits, date) + calls },
  }
}

function hourWait(
  limits: CallLimits,
  { callsPerHourMax, symbolsPerHourMax = Number.POSITIVE_INFINITY }: CallRules,
  { symbols, open }: { readonly symbols: number; readonly open: number },
  now: EpochMs,
): CallWait {
  const hour = hourAt(limits, now)
  const fits = hour.calls + 1 <= callsPerHourMax * open
  const symbolsFit = hour.symbols + symbols <= symbolsPerHourMax
  const because = fits ? `${symbolsPerHourMax} symbols an hour` : `${callsPerHourMax} calls an hour`
  return { ms: fits && symbolsFit ? 0 : hour.startsAt + HOUR_MS - now, because }
}

function hourAt({ hour }: CallLimits, at: EpochMs): CallLimits['hour'] {
  const startsAt = hourOf(at)
  return hour.startsAt === startsAt ? hour : { startsAt, calls: 0, symbols: 0 }
}

/** Hours of the clock begin alike in every time zone the exchange has ever had. */
function hourOf(at: EpochMs): EpochMs {
  return (Math.floor(at / HOUR_MS) * HOUR_MS) as EpochMs
}

function minuteRule(amountMax: number) {
  return { windowMs: MINUTE_MS, amountMax }
}

function fiveSecondsRule(amountMax: number) {
  return { windowMs: 5 * SECOND_MS, amountMax }
}

const count = z.number().int().min(0)
const windowSchema = z.strictObject({
  taken: z.array(z.strictObject({ at: instantSchema, amount: count })),
})

/** How the limits are kept. */
export const callLimitsSchema = z.strictObject({
  bucket: z.strictObject({ fullAt: instantSchema }),
  lastMinute: windowSchema,
  lastFiveSeconds: windowSchema,
  hour: z.strictObject({ startsAt: instantSchema, calls: count, symbols: count }),
  day: z.strictObject({ date: dateSchema, calls: count }),
  freeze: z.strictObject({ since: instantSchema, until: instantSchema, seconds: count }).exactOptional(),
}) satisfies z.ZodType<CallLimits>
